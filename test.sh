#!/usr/bin/env bash
# Proves everything on a fresh Debian or Ubuntu with only the .NET 10 SDK: installs what is missing, builds, runs all tests, publishes the
# Native AOT app and runs it against a real RabbitMQ, runs the samples. Ends with the line "N passed, N failed".
#
#   ./test.sh                 everything, in its short form
#   ./test.sh --quick         without Native AOT, packages and samples
#   ./test.sh --full          with the long fault and model runs, everything once
#   ./test.sh --soak SECONDS  random faults under load for that long, and nothing else
#
# GOQUEUE_TEST_RABBITMQ=amqp://…  uses that broker instead of a private node.
set -uo pipefail
cd "$(dirname "$0")" # "dotnet test" settings are looked up from the current folder

mode=short
soak=0
case "${1:-}" in
  '') ;;
  --quick) mode=quick ;;
  --full) mode=full ;;
  --soak) mode=soak; soak=${2:?"--soak needs a number of seconds"} ;;
  *) echo "usage: ./test.sh [--quick | --full | --soak SECONDS]" >&2; exit 64 ;;
esac

configuration=Release
bound=420 # seconds for one test project: a test that hangs is a failure, not a wait
[ "$mode" = full ] && bound=3600
scratch=$(mktemp -d)
passed=0
failed=0
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

finish() {
  if [ -f "$scratch/node.json" ]; then
    dotnet exec "$brokers" stop --state "$scratch/node.json" || true
  fi
  rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM

heading() { printf '\n== %s\n' "$1"; }

die() { # a sentence of advice, and the last line that callers read
  echo "$1" >&2
  echo "$passed passed, $((failed + 1)) failed"
  exit 1
}

count() { # NAME STATUS: one check that is not a test of a test project
  if [ "$2" -eq 0 ]; then passed=$((passed + 1)); echo "passed: $1"; else failed=$((failed + 1)); echo "FAILED: $1"; fi
}

install_missing() {
  command -v dotnet >/dev/null || die "The .NET 10 SDK is missing: install it from https://dot.net and run this again."
  local missing=()
  [ -n "${GOQUEUE_TEST_RABBITMQ:-}" ] || [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
  if [ "$mode" != quick ] && [ "$mode" != soak ]; then
    command -v clang >/dev/null || missing+=(clang)
    [ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
  fi
  [ ${#missing[@]} -eq 0 ] && return
  heading "installing ${missing[*]}"
  local sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo -n)
  command -v apt-get >/dev/null || die "Missing: ${missing[*]}. Install them with this system's package manager and run this again."
  # A broker that the package would start by itself is not wanted: tests start their own, on their own ports.
  if ! { "${sudo[@]}" apt-get update -qq && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$scratch/apt.log" 2>&1; then
    tail -n 20 "$scratch/apt.log" >&2
    die "Could not install ${missing[*]}: run 'apt-get install ${missing[*]}' yourself and run this again."
  fi
}

build() {
  heading "build"
  dotnet build GoQueue.Typed.sln -c "$configuration" --nologo -v q >"$scratch/build.log" 2>&1 || {
    grep -E 'error|warning' "$scratch/build.log" | sort -u | head -n 40 >&2
    die "The build failed."
  }
}

start_broker() {
  brokers=$(dll GoQueue.Brokers.Host)
  [ -n "${GOQUEUE_TEST_RABBITMQ:-}" ] && return
  heading "a private RabbitMQ node"
  dotnet exec "$brokers" start --state "$scratch/node.json" --owner $$ >"$scratch/node.env" || die "No RabbitMQ: see the sentence above."
  # shellcheck disable=SC1091
  . "$scratch/node.env"
}

dll() { echo "tests/$1/bin/$configuration/net10.0/$1.dll"; }

run_tests() { # PROJECT
  heading "$1"
  # Long tests are marked explicit: left out of the short form, not skipped. The soak has its own mode.
  local selection=()
  [ "$mode" = full ] && selection=(-explicit on -class- "*.SoakTests")
  timeout "$bound" dotnet exec "$(dll "$1")" -noColor ${selection[@]+"${selection[@]}"} >"$scratch/$1.log" 2>&1
  local status=$?
  local summary
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$scratch/$1.log" | tail -n 1)
  if [ -z "$summary" ]; then
    tail -n 60 "$scratch/$1.log"
    count "$1 ran to its end" 1
    return
  fi
  local total errors bad skipped left_out
  left_out=$(sed -nE 's/.*Not Run: ([0-9]+).*/\1/p' <<<"$summary")
  # The runner's total has the tests that were left out, too; they are no proof.
  total=$(($(sed -E 's/.*Total: ([0-9]+).*/\1/' <<<"$summary") - ${left_out:-0}))
  errors=$(sed -E 's/.*Errors: ([0-9]+).*/\1/' <<<"$summary")
  bad=$(sed -E 's/.*Failed: ([0-9]+).*/\1/' <<<"$summary")
  skipped=$(sed -E 's/.*Skipped: ([0-9]+).*/\1/' <<<"$summary")
  # A skipped test proves nothing and is counted as failed; so is a run whose exit code says more than its summary.
  bad=$((bad + errors + skipped))
  [ "$bad" -eq 0 ] && [ "$status" -ne 0 ] && bad=1
  [ "$bad" -eq 0 ] || tail -n 200 "$scratch/$1.log"
  echo "${summary#"${summary%%[! ]*}"}"
  passed=$((passed + total - bad))
  failed=$((failed + bad))
}

native_aot() {
  heading "Native AOT: publish, run, weigh"
  local out="$scratch/aot"
  if ! dotnet publish tests/GoQueue.NativeAot -c Release -o "$out" --nologo -v q >"$scratch/aot.log" 2>&1; then
    grep -E 'error|warning' "$scratch/aot.log" | sort -u | head -n 40
    count "the Native AOT app publishes without one IL warning" 1
    return
  fi
  count "the Native AOT app publishes without one IL warning" 0
  "$out/GoQueue.NativeAot"
  count "the Native AOT app publishes to a real broker" $?
}

sample_quickstart() {
  heading "samples/Quickstart"
  local app="samples/Quickstart/bin/$configuration/net10.0/Quickstart.dll"
  env -u ConnectionStrings__rabbitmq dotnet exec "$app" >"$scratch/quickstart.log" 2>&1 \
    && grep -q '3 events published to the in-memory broker' "$scratch/quickstart.log" && [ "$(grep -c '"timestamp"' "$scratch/quickstart.log")" -eq 3 ]
  count "Quickstart runs without a broker" $?
  ConnectionStrings__rabbitmq="$GOQUEUE_TEST_RABBITMQ" dotnet exec "$app" >"$scratch/quickstart-rabbit.log" 2>&1 \
    && grep -q '3 events published to RabbitMQ' "$scratch/quickstart-rabbit.log" && [ "$(grep -c '"timestamp"' "$scratch/quickstart-rabbit.log")" -eq 3 ]
  count "Quickstart publishes to RabbitMQ and reads back" $?
}

install_missing
build
start_broker

if [ "$mode" = soak ]; then
  heading "soak, $soak s"
  GOQUEUE_SOAK_SECONDS=$soak dotnet exec "$(dll GoQueue.RabbitMQ.Tests)" -noColor -class "*.SoakTests" -explicit only -showLiveOutput | tee "$scratch/soak.log"
  # Without the summary's line nothing was proved, whatever the exit code.
  [ "${PIPESTATUS[0]}" -eq 0 ] && grep -qE 'lost +0 *$' "$scratch/soak.log"
  count "soak of $soak s" $?
else
  [ "$mode" = full ] && export GOQUEUE_TEST_FULL=1
  for project in tests/*Tests/; do
    name=$(basename "$project")
    [ "$name" = GoQueue.PackageTests ] && [ "$mode" = quick ] && continue
    run_tests "$name"
  done
  if [ "$mode" != quick ]; then
    native_aot
    sample_quickstart
  fi
fi

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
