#!/usr/bin/env bash
# Tests everything on a fresh Debian or Ubuntu with only the .NET 10 SDK: installs what is missing, builds, runs all tests, publishes the
# Native AOT app and runs it against a real RabbitMQ, runs the samples. Ends with the line "N passed, N failed".
#
#   ./test.sh                 everything, in its short form: at most 18 minutes on two quiet cores
#   ./test.sh --quick         build, tests without a broker, and the broker tests with the trait Speed=Quick: at most 4 minutes
#   ./test.sh --full          everything, the explicit tests too, against RabbitMQ 3.10, 4.0 and the newest 4.x
#   ./test.sh --soak SECONDS  random faults under load for that long, and nothing else
#   --budget                  together with any of them: a part that is over its line in eng/test-budget.txt is a failure, not a warning
#
# GOQUEUE_TEST_RABBITMQ=amqp://…  uses that broker instead of private nodes of several versions.
# GOQUEUE_RABBITMQ_BIN=FOLDER     starts private nodes of that installation only.
# GOQUEUE_DEB_CACHE=FOLDER        where RabbitMQ's packages are kept, see eng/get-rabbitmq.sh.
set -uo pipefail
cd "$(dirname "$0")" || exit 1 # "dotnet test" settings are looked up from the current folder

usage() {
  echo "usage: ./test.sh [--quick | --full | --soak SECONDS] [--budget]" >&2
  exit 64
}

mode=short
soak=0
budget=0
while [ $# -gt 0 ]; do
  case $1 in
    --budget) budget=1 ;;
    --quick | --full | --soak)
      [ "$mode" = short ] || usage
      mode=${1#--}
      if [ "$mode" = soak ]; then
        [[ ${2:-} =~ ^[0-9]+$ ]] || { echo "--soak needs a number of seconds" >&2; usage; }
        soak=$2
        shift
      fi
      ;;
    *) usage ;;
  esac
  shift
done

configuration=Release
bound=2400 # seconds for one test project: a test that hangs is a failure; ten times the usual load is not
[ "$mode" = full ] && bound=7200
budget_file=eng/test-budget.txt
most=1080 # seconds: the sum of the lines
scratch=$(mktemp -d)
brokers=tests/GoQueue.Brokers.Host/bin/$configuration/net10.0/GoQueue.Brokers.Host.dll
lanes=()
passed=0
failed=0
warnings=()
mkdir "$scratch/parts"
: >"$scratch/order"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
[ "$budget" -eq 1 ] && export GOQUEUE_TEST_BUDGET=1
[ "$mode" = full ] && export GOQUEUE_TEST_FULL=1

finish() {
  local lane state
  for lane in ${lanes[@]+"${lanes[@]}"}; do
    kill -TERM -- "-$lane" 2>/dev/null # a lane that still runs is a process group of its own
  done
  for state in "$scratch"/*.json; do
    [ ! -f "$state" ] || dotnet exec "$brokers" stop --state "$state" || true
  done
  stop_compiler
  rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM

heading() { printf '\n== %s\n' "$1"; }

die() { # a sentence of advice, and the last line that callers read
  echo "$1" >&2
  echo "$passed passed, $((failed + 1)) failed"
  TIMEFORMAT='' # the part that ends here prints no time behind the last line
  exit 1
}

count() { # NAME STATUS: one check that is not a test of a test project
  if [ "$2" -eq 0 ]; then passed=$((passed + 1)); echo "passed: $1"; else failed=$((failed + 1)); echo "FAILED: $1"; fi
}

# ---- one compiler for all builds of this run: a compiler per project would cost a third of the build's time

export UseSharedCompilation=true SharedCompilationId=goqueue-test-$$

compilers() { # the ids of its processes; the brackets keep grep from finding itself
  grep -lsa "[p]ipename:$SharedCompilationId" /proc/[0-9]*/cmdline | sed -E 's|/proc/([0-9]+)/.*|\1|'
}

compiler_seconds() { # its CPU time so far, which "time" does not see
  local process
  for process in $(compilers); do
    sed -E 's/.*\) //' "/proc/$process/stat" 2>/dev/null
  done | awk -v ticks="$(getconf CLK_TCK)" '{ sum += $12 + $13 } END { print sum / ticks }'
}

stop_compiler() {
  local process
  for process in $(compilers); do
    kill "$process" 2>/dev/null
  done
}

# ---- parts: each is timed and has a line in eng/test-budget.txt

line_of() { # PART: its line in seconds; nothing if it has none
  awk -v part="$1" '$1 !~ /^#/ && NF > 2 { name = $3; for (i = 4; i <= NF; i++) name = name " " $i; if (name == part) print $2 }' "$budget_file"
}

check_budget_file() {
  local sum
  # Parts of two lanes run at the same time: the longer lane counts. What is downloaded is outside.
  sum=$(awk '$1 !~ /^#/ && NF > 2 { seconds[$1] += $2 } END { print seconds["alone"] + (seconds["a"] > seconds["b"] ? seconds["a"] : seconds["b"]) }' "$budget_file")
  [ "$sum" -le "$most" ] || die "The lines of $budget_file are $sum s, and $most s are the most: make a part shorter, or move one to the other lane."
}

record() { # PART FILE COMPILER: what "time" has printed last as whole seconds; CPU with what the compiler has used since COMPILER
  local wall user system
  read -r wall user system < <(tail -n 1 "$2")
  awk -v wall="$wall" -v user="$user" -v kernel="$system" -v before="$3" -v now="$(compiler_seconds)" \
    'BEGIN { printf "%.0f %.0f\n", wall, user + kernel + (before == "none" || now < before ? 0 : now - before) }' >"$scratch/parts/$1.seconds"
  echo "$1" >>"$scratch/order"
  read -r wall user <"$scratch/parts/$1.seconds"
  echo "$wall s, $user s of CPU; its line: $(line_of "$1") s"
}

part() { # PART COMMAND…: while nothing else runs
  local name=$1 TIMEFORMAT='%R %U %S' compiler
  shift
  heading "$name"
  compiler=$(compiler_seconds)
  { time "$@" 2>&9; } 9>&2 2>"$scratch/time"
  record "$name" "$scratch/time" "$compiler"
}

count_in_lane() ( # FILE COMMAND…: a lane is a process of its own, so it hands its counts over in a file
  # shellcheck disable=SC2030
  passed=0 failed=0 part_file=$1
  shift
  "$@"
  echo "$passed $failed" >"$part_file.count"
)

with_version() { # VERSION: the heading of this part names the version of RabbitMQ
  # shellcheck disable=SC2031
  echo ", RabbitMQ $1" >"$part_file.version"
}

lane_part() { # PART COMMAND…: beside the other lane; what it prints is shown when it ends
  local name=$1 TIMEFORMAT='%R %U %S'
  local file="$scratch/parts/$name" compiler=none
  shift
  [ "$lane_builds" -eq 0 ] || compiler=$(compiler_seconds)
  echo "$name" >>"$scratch/started"
  { time count_in_lane "$file" "$@" >"$file.log" 2>&1; } 2>"$file.time"
  {
    flock 8
    heading "$name$(cat "$file.version" 2>/dev/null)"
    cat "$file.log"
    record "$name" "$file.time" "$compiler"
  } 8>>"$scratch/print"
}

lane() { # COMMAND: runs it beside the other lane, in a process group of its own
  set -m
  (
    set +m
    trap - EXIT
    "$1"
  ) &
  lanes+=($!)
  set +m
}

join_lanes() { # waits for both, and adds up what their parts have counted
  local lane name good bad
  for lane in "${lanes[@]}"; do
    wait "$lane"
  done
  lanes=()
  while read -r name; do
    # A part without a count was ended by a signal.
    good=0
    bad=1
    [ ! -s "$scratch/parts/$name.count" ] || read -r good bad <"$scratch/parts/$name.count"
    # shellcheck disable=SC2031
    passed=$((passed + good)) failed=$((failed + bad))
  done <"$scratch/started"
}

over_line() { # SENTENCE: a warning; with --budget a failure
  warnings+=("$1")
  [ "$budget" -eq 0 ] || failed=$((failed + 1))
}

report_times() { # the table, and a warning for each part that is over its line
  local name wall cpu line over spent
  heading "seconds"
  printf '%-42s %8s %8s %8s\n' part wall CPU line
  while read -r name; do
    read -r wall cpu <"$scratch/parts/$name.seconds"
    line=$(line_of "$name")
    over=
    if [ "$mode" = short ] || [ "$mode" = quick ]; then
      if [ -z "$line" ]; then
        over_line "The part '$name' has no line in $budget_file: add one."
      elif [ "$wall" -gt "$line" ]; then
        over=' over'
        over_line "'$name' took $wall s ($cpu s of CPU), and its line in $budget_file is $line s."
      fi
    fi
    printf '%-42s %8s %8s %8s%s\n' "$name" "$wall" "$cpu" "${line:--}" "$over"
  done <"$scratch/order"
  spent=$(($(date +%s) - begun))
  name=everything
  [ "$mode" = quick ] && name="everything of --quick"
  line=$(line_of "$name")
  printf '%-42s %8s %8s %8s\n' "$name, without downloads" "$spent" '' "$line"
  if [ "$mode" = short ] || [ "$mode" = quick ]; then
    [ "$spent" -le "$line" ] || over_line "'$name' took $spent s, and its line in $budget_file is $line s."
  fi
}

# ---- what is downloaded

install_missing() {
  command -v dotnet >/dev/null || die "The .NET 10 SDK is missing: install it from https://dot.net and run this again."
  local missing=()
  [ -n "${GOQUEUE_TEST_RABBITMQ:-}" ] || [ -x "${GOQUEUE_RABBITMQ_BIN:-/usr/lib/rabbitmq/bin}/rabbitmq-server" ] || missing+=(rabbitmq-server)
  if [ "$mode" != soak ]; then
    compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || [ -n "${GOQUEUE_POSTGRESQL_BIN:-}" ] || missing+=(postgresql)
  fi
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

restore() {
  dotnet restore GoQueue.Typed.sln --nologo -v q --locked-mode >"$scratch/restore.log" 2>&1 && return
  if grep -q NU1004 "$scratch/restore.log"; then
    warnings+=("The lock files do not match the projects: run 'dotnet restore --force-evaluate' and commit packages.lock.json.")
    dotnet restore GoQueue.Typed.sln --nologo -v q >"$scratch/restore.log" 2>&1 && return
  fi
  grep -E 'error|warning' "$scratch/restore.log" | sort -u | head -n 40 >&2
  die "The packages could not be restored."
}

# Each version of RabbitMQ that this run tests is a folder of programs and a version. "main" has all tests, "old" those with
# the trait Broker=Compatibility, "new" is of --full.
main_bin='' main_version='' old_bin='' old_version='' new_bin='' new_version=''

version_in() { # FOLDER: the version of an installation's programs
  local home
  for home in "$1"/../lib/rabbitmq_server-* "$1"/../../rabbitmq_server-*; do
    [ ! -d "$home" ] || { echo "${home##*-}"; return; }
  done
}

obtain() { # VERSION SUITE…: prints folder and version; the reason is in get.log if there is none
  local installed=/usr/lib/rabbitmq/bin wanted=$1 suite version folder=$scratch/rabbitmq-$1
  shift
  if [ -x "$installed/rabbitmq-server" ] && [[ $(version_in "$installed") == "$wanted".* ]]; then
    echo "$installed $(version_in "$installed")"
    return
  fi
  for suite in "$@"; do
    version=$(eng/get-rabbitmq.sh "$suite" "$folder" 2>"$scratch/get.log") || continue
    if [[ $wanted == newest || $version == "$wanted".* ]]; then
      echo "$folder/usr/lib/rabbitmq/bin $version"
      return
    fi
    echo "The suite '$suite' has RabbitMQ $version." >"$scratch/get.log"
  done
  return 1
}

find_rabbitmq() {
  local found installed=${GOQUEUE_RABBITMQ_BIN:-/usr/lib/rabbitmq/bin}
  [ "$own_broker" -eq 0 ] || return 0 # its version is asked for as soon as there is a program to ask
  if [ -n "${GOQUEUE_RABBITMQ_BIN:-}" ] || [ "$mode" = soak ]; then
    main_bin=$installed main_version=$(version_in "$installed")
    warnings+=("RabbitMQ $main_version of $installed was tested, and no other version.")
    return
  fi
  if found=$(obtain 3.10 bookworm); then
    read -r old_bin old_version <<<"$found"
  else
    warnings+=("RabbitMQ 3.10 was not tested: $(tail -n 1 "$scratch/get.log")")
  fi
  if found=$(obtain 4.0 trixie); then
    read -r main_bin main_version <<<"$found"
  else
    main_bin=${old_bin:-$installed} main_version=${old_version:-$(version_in "$installed")} old_bin='' old_version=''
    warnings+=("RabbitMQ 4.0 was not tested, everything ran on $main_version: $(tail -n 1 "$scratch/get.log")")
  fi
  if [ "$mode" = full ]; then
    if found=$(obtain newest forky sid); then
      read -r new_bin new_version <<<"$found"
    else
      warnings+=("The newest RabbitMQ 4.x was not tested: $(tail -n 1 "$scratch/get.log")")
    fi
  fi
  echo "RabbitMQ $main_version${old_version:+, $old_version}${new_version:+, $new_version}"
}

# ---- what is tested

build() {
  local what=GoQueue.Typed.sln
  [ "$mode" = quick ] && what=eng/quick.slnf
  dotnet build "$what" -c "$configuration" --no-restore --nologo -v q >"$scratch/build.log" 2>&1 && return
  grep -E 'error|warning' "$scratch/build.log" | sort -u | head -n 40 >&2
  die "The build failed."
}

dll() { echo "tests/$1/bin/$configuration/net10.0/$1.dll"; }

use_rabbitmq() { # FOLDER VERSION: which version the nodes of this lane have
  [ -n "$1" ] || return 0
  export GOQUEUE_RABBITMQ_BIN=$1 GOQUEUE_RABBITMQ_VERSION=$2
}

start_node() { # NAME: a node for several programs of this lane; its variables are exported
  [ "$own_broker" -eq 0 ] || return 0
  dotnet exec "$brokers" start --state "$scratch/$1.json" --owner $$ >"$scratch/$1.env" || return 1
  # shellcheck disable=SC1090
  . "$scratch/$1.env"
}

stop_node() { # NAME
  [ ! -f "$scratch/$1.json" ] || dotnet exec "$brokers" stop --state "$scratch/$1.json"
  [ "$own_broker" -eq 1 ] || unset GOQUEUE_TEST_RABBITMQ GOQUEUE_TEST_RABBITMQ_NODE
}

run_tests() { # PROJECT SELECTION…: arguments of the runner
  local project=$1
  shift
  # Long tests are marked explicit: left out of the short form, not skipped. The soak has its own mode.
  [ "$mode" = full ] && set -- "$@" -explicit on -class- "*.SoakTests"
  local log
  log=$(mktemp "$scratch/tests.XXXX")
  timeout --foreground -k 10 "$bound" dotnet exec "$(dll "$project")" -noColor "$@" >"$log" 2>&1
  local status=$?
  local summary
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$log" | tail -n 1)
  if [ -z "$summary" ]; then
    tail -n 60 "$log"
    count "$project ran to its end" 1
    return
  fi
  local total errors bad skipped left_out
  left_out=$(sed -nE 's/.*Not Run: ([0-9]+).*/\1/p' <<<"$summary")
  # The runner's total has the tests that were left out, too; they are no proof.
  total=$(($(sed -E 's/.*Total: ([0-9]+).*/\1/' <<<"$summary") - ${left_out:-0}))
  errors=$(sed -E 's/.*Errors: ([0-9]+).*/\1/' <<<"$summary")
  bad=$(sed -E 's/.*Failed: ([0-9]+).*/\1/' <<<"$summary")
  skipped=$(sed -E 's/.*Skipped: ([0-9]+).*/\1/' <<<"$summary")
  # A skipped test proves nothing and is counted as failed; so is a run whose exit code says more than its summary, and one without tests.
  bad=$((bad + errors + skipped))
  [ "$bad" -eq 0 ] && [ "$status" -ne 0 ] && bad=1
  [ "$total" -eq 0 ] && bad=1 total=1
  [ "$bad" -eq 0 ] || tail -n 200 "$log"
  echo "${summary#"${summary%%[! ]*}"}"
  passed=$((passed + total - bad))
  failed=$((failed + bad))
}

run_broker_tests() { # FOLDER VERSION PROJECT SELECTION…
  use_rabbitmq "$1" "$2"
  with_version "$2"
  shift 2
  # These tests wait most of their time, for nodes and for deadlines.
  run_tests "$@" -maxThreads 2x
}

native_aot() {
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
  timeout 600 dotnet exec "samples/$name/bin/$configuration/net10.0/$name.dll" >"$scratch/sample.log" 2>&1
  local status=$?
  for text in "$@"; do
    grep -qF -- "$text" "$scratch/sample.log" || { echo "samples/$name did not print: $text"; status=1; }
  done
  [ "$status" -eq 0 ] || tail -n 60 "$scratch/sample.log"
  count "$check" "$status"
}

samples() {
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

  local domain_events=('OrderPlaced: confirmed after 1 attempt' 'OrderLineAdded: confirmed' 'handler: cancelled, out of stock' 'order cancelled: True')
  run_sample "DomainEvents runs without a broker" DomainEvents "${domain_events[@]}"
  ConnectionStrings__rabbitmq=$GOQUEUE_TEST_RABBITMQ run_sample "DomainEvents publishes to RabbitMQ" DomainEvents "${domain_events[@]}"

  ConnectionStrings__rabbitmq=$GOQUEUE_TEST_RABBITMQ \
    run_sample "Consumer handles, rejects, requeues once and drops duplicates" Consumer 'order.placed: handled' 'order.placed: a duplicate, dropped' 'order.cancelled: failed (InvalidOperationException), requeued once' \
    'order.cancelled: failed (InvalidOperationException), rejected' 'order.shipped: no handler, rejected' 'order.placed: unreadable (Malformed), rejected' 'orders placed: 0, cancelled: 1' 'left in the queue: 0'

  local message_pack=('price.ticked: application/vnd.msgpack, ' '94A441434D45A7313233342E3536CD1267D6FF' 'equal to what was published: True' 'symbol.listed: application/json, ')
  run_sample "MessagePackEvents runs without a broker" MessagePackEvents "${message_pack[@]}"
  ConnectionStrings__rabbitmq=$GOQUEUE_TEST_RABBITMQ run_sample "MessagePackEvents publishes to RabbitMQ and reads back" MessagePackEvents "${message_pack[@]}"

  local brokers_told=("not routed: The exchange 'users'" 'main: Connected' 'billing: Connected' '4 events confirmed by 2 brokers')
  run_sample "MultiBroker runs without a broker" MultiBroker "${brokers_told[@]}"
  # The second broker is a node of its own. A broker that was given by its URI stands in for both: it has the exchange "users", so that refusal is not seen.
  local second=$GOQUEUE_TEST_RABBITMQ
  if [ -f "$scratch/programs.json" ] && dotnet exec "$brokers" start --state "$scratch/second.json" --owner $$ >"$scratch/second.env"; then
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
  local out="$scratch/web-api" url="http://127.0.0.1:${GOQUEUE_TEST_HTTP_PORT:-5087}"
  if ! dotnet publish samples/WebApi -c Release -o "$out" --nologo -v q >"$scratch/web-api.log" 2>&1; then
    grep -E 'error|warning' "$scratch/web-api.log" | sort -u | head -n 40
    count "WebApi publishes without one IL warning" 1
    return
  fi
  # What NuGet's audit reports (NU19…) comes from the package source, not from the compilers.
  ! grep -E 'warning|IL[23][0-9]{3}' "$scratch/web-api.log" | grep -qvE 'warning NU19'
  count "WebApi publishes without one IL warning" $?
  (cd samples/WebApi && ConnectionStrings__rabbitmq=$GOQUEUE_TEST_RABBITMQ exec "$out/WebApi" --urls "$url") >"$scratch/web-api.log" 2>&1 &
  local api=$!
  for _ in $(seq 1200); do
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


broker_projects=(GoQueue.Brokers.Tests GoQueue.RabbitMQ.Tests GoQueue.Outbox.Tests)
longest=GoQueue.Generators.Tests # of the projects without a broker; the lane of the broker tests has time for it

broker_lane() { # what needs a broker and builds nothing
  lane_builds=0
  local project selection=()
  [ "$mode" = quick ] && selection=(-trait Speed=Quick)
  for project in "${broker_projects[@]}"; do
    lane_part "$project" run_broker_tests "$main_bin" "$main_version" "$project" ${selection[@]+"${selection[@]}"}
  done
  lane_part "$longest" run_tests "$longest"
  if [ "$mode" = short ] && [ -n "$old_bin" ]; then
    lane_part "GoQueue.RabbitMQ.Tests on the old RabbitMQ" run_broker_tests "$old_bin" "$old_version" GoQueue.RabbitMQ.Tests -trait Broker=Compatibility
  elif [ "$mode" = full ]; then
    for project in "${broker_projects[@]}"; do
      [ -z "$old_bin" ] || lane_part "$project on the old RabbitMQ" run_broker_tests "$old_bin" "$old_version" "$project"
      [ -z "$new_bin" ] || lane_part "$project on the newest RabbitMQ" run_broker_tests "$new_bin" "$new_version" "$project"
    done
  fi
}

with_node() { # COMMAND: gives it a broker
  use_rabbitmq "$main_bin" "$main_version"
  with_version "$main_version"
  if start_node programs; then
    "$1"
    stop_node programs
  else
    count "a RabbitMQ node starts" 1
  fi
}

other_lane() { # tests without a broker, then what is packed and published: two builds at once would share folders
  lane_builds=1
  local project name

  # Behind the other lane: it measures rates before and after faults, and a compiler beside it would look like a fault.
  renice -n 10 -p "$BASHPID" >/dev/null || true
  for project in tests/*Tests/; do
    name=$(basename "$project")
    case " ${broker_projects[*]} GoQueue.PackageTests " in *" $name "*) continue ;; esac
    [ "$name" != "$longest" ] || continue
    lane_part "$name" run_tests "$name"
  done
  [ "$mode" != quick ] || return 0
  lane_part GoQueue.PackageTests run_tests GoQueue.PackageTests
  lane_part "Native AOT" with_node native_aot
  lane_part samples with_node samples
  lane_part WebApi with_node sample_web_api
}

run_soak() {
  use_rabbitmq "$main_bin" "$main_version"
  echo "RabbitMQ $main_version"
  GOQUEUE_SOAK_SECONDS=$soak dotnet exec "$(dll GoQueue.RabbitMQ.Tests)" -noColor -class "*.SoakTests" -explicit only -showLiveOutput | tee "$scratch/soak.log"
  # Without the summary's line nothing was proved, whatever the exit code.
  [ "${PIPESTATUS[0]}" -eq 0 ] && grep -qE 'lost +0 *$' "$scratch/soak.log"
  count "soak of $soak s" $?
}

own_broker=0
[ -z "${GOQUEUE_TEST_RABBITMQ:-}" ] || own_broker=1
check_budget_file
part installing install_missing
part "downloading packages" restore
part "downloading RabbitMQ" find_rabbitmq
begun=$(date +%s)
part build build
if [ "$own_broker" -eq 1 ]; then
  main_version=$(dotnet exec "$brokers" version) || die "The broker of GOQUEUE_TEST_RABBITMQ cannot be used: see the sentence above."
  warnings+=("RabbitMQ $main_version of GOQUEUE_TEST_RABBITMQ was tested, and no other version.")
fi
if [ "$mode" = soak ]; then
  part "soak" run_soak
else
  lane broker_lane
  lane other_lane
  join_lanes
fi
report_times

echo
for warning in ${warnings[@]+"${warnings[@]}"}; do
  echo "warning: $warning"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
