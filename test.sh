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
    command -v curl >/dev/null || missing+=(curl)
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
  eng/size-and-start.sh --check
  count "the native Quickstart keeps to eng/size-budget.txt" $?
}

# One sample's own program must end well and print every one of the given texts.
run_sample() { # CHECK NAME TEXT… ; ConnectionStrings__… come from the environment
  local check=$1 name=$2 text
  shift 2
  timeout 120 dotnet exec "samples/$name/bin/$configuration/net10.0/$name.dll" >"$scratch/sample.log" 2>&1
  local status=$?
  for text in "$@"; do
    grep -qF -- "$text" "$scratch/sample.log" || { echo "samples/$name did not print: $text"; status=1; }
  done
  [ "$status" -eq 0 ] || tail -n 60 "$scratch/sample.log"
  count "$check" "$status"
}

samples() {
  heading "samples"
  unset ConnectionStrings__rabbitmq ConnectionStrings__main ConnectionStrings__billing
  run_sample "Quickstart runs without a broker" Quickstart '3 events published to the in-memory broker' 'goqueue-schema-version       1.2'
  ConnectionStrings__rabbitmq=$GOQUEUE_TEST_RABBITMQ \
    run_sample "Quickstart publishes to RabbitMQ and reads back" Quickstart '3 events published to RabbitMQ' 'goqueue-schema-version       1.2'

  local worker=('20,000 of 20,000, 1 failed' '19,999 prices confirmed, 1 failed' 'row 1,234: PriceChanged' 'closed with 0 messages left')
  run_sample "Worker runs without a broker" Worker "${worker[@]}"
  ConnectionStrings__rabbitmq=$GOQUEUE_TEST_RABBITMQ run_sample "Worker publishes to RabbitMQ" Worker "${worker[@]}"

  local middleware=('middleware: AuditMiddleware (for OrderPlaced)' 'order.placed over 42.50 confirmed for acme' 'off: 0 attempts' 'on: 1 attempt, confirmed' 'NotSent: A middleware failed')
  run_sample "CustomMiddleware runs without a broker" CustomMiddleware "${middleware[@]}"
  ConnectionStrings__rabbitmq=$GOQUEUE_TEST_RABBITMQ run_sample "CustomMiddleware publishes to RabbitMQ" CustomMiddleware "${middleware[@]}"

  local message_pack=('price.ticked: application/vnd.msgpack, ' '94A441434D45A7313233342E3536CD1267D6FF' 'equal to what was published: True' 'symbol.listed: application/json, ')
  run_sample "MessagePackEvents runs without a broker" MessagePackEvents "${message_pack[@]}"
  ConnectionStrings__rabbitmq=$GOQUEUE_TEST_RABBITMQ run_sample "MessagePackEvents publishes to RabbitMQ and reads back" MessagePackEvents "${message_pack[@]}"

  local brokers_told=("not routed: The exchange 'users'" 'main: Connected' 'billing: Connected' '4 events confirmed by 2 brokers')
  run_sample "MultiBroker runs without a broker" MultiBroker "${brokers_told[@]}"
  # The second broker is a node of its own. A broker that was given by its URI stands in for both: it has the exchange "users", so that refusal is not seen.
  local second=$GOQUEUE_TEST_RABBITMQ
  if [ -f "$scratch/node.json" ] && dotnet exec "$brokers" start --state "$scratch/second.json" --owner $$ >"$scratch/second.env"; then
    second=$(sed -nE "s/^export GOQUEUE_TEST_RABBITMQ='(.*)'$/\1/p" "$scratch/second.env")
  else
    brokers_told=('main: Connected' 'billing: Connected' '4 events confirmed by 2 brokers')
  fi
  ConnectionStrings__main=$GOQUEUE_TEST_RABBITMQ ConnectionStrings__billing=$second \
    run_sample "MultiBroker publishes to two RabbitMQ brokers" MultiBroker "${brokers_told[@]}"
  if [ -f "$scratch/second.json" ]; then
    dotnet exec "$brokers" stop --state "$scratch/second.json"
  fi
}

sample_web_api() {
  heading "samples/WebApi: publish with Native AOT, run, call"
  local out="$scratch/web-api" url="http://127.0.0.1:${GOQUEUE_TEST_HTTP_PORT:-5087}"
  if ! dotnet publish samples/WebApi -c Release -o "$out" --nologo -v q >"$scratch/web-api.log" 2>&1; then
    grep -E 'error|warning' "$scratch/web-api.log" | sort -u | head -n 40
    count "WebApi publishes without one IL warning" 1
    return
  fi
  ! grep -qE 'warning|IL[23][0-9]{3}' "$scratch/web-api.log"
  count "WebApi publishes without one IL warning" $?
  (cd samples/WebApi && ConnectionStrings__rabbitmq=$GOQUEUE_TEST_RABBITMQ exec "$out/WebApi" --urls "$url") >"$scratch/web-api.log" 2>&1 &
  local api=$!
  for _ in $(seq 300); do
    curl -sf "$url/health" >/dev/null && break
    sleep 0.1
  done
  samples/WebApi/try.sh "$url" >"$scratch/try.log" 2>&1
  local status=$? text
  for text in '"attempts":1}   (HTTP 202)' 'The Email field is not a valid e-mail address.' '(HTTP 400)' 'goqueue: Healthy. RabbitMQ amqp://' \
    'action="order.placed",status="success",topic="orders"} 1' 'action="order.placed",status="error",topic="orders"} 1'; do
    grep -qF -- "$text" "$scratch/try.log" || { echo "try.sh did not print: $text"; status=1; }
  done
  [ "$status" -eq 0 ] || cat "$scratch/try.log" "$scratch/web-api.log"
  count "WebApi publishes to RabbitMQ, refuses what breaks a rule, and serves health and metrics" "$status"
  kill -TERM "$api"
  wait "$api"
  count "WebApi drains and ends in order" $?
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
    samples
    sample_web_api
  fi
fi

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
