#!/usr/bin/env bash
# What GoQueue.Typed adds to a program: bytes of a Native AOT binary, time from process start to the first confirm, bytes of the packages, time of a clean
# build with 100 events. Prints tables for docs/performance.md and fails where a bar is missed.
#
#   eng/size-and-start.sh           everything; starts a private RabbitMQ node, or uses the one that GOQUEUE_TEST_RABBITMQ names
#   eng/size-and-start.sh --check   only weighs samples/Quickstart against eng/size-budget.txt: test.sh runs this
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

starts=41 # of each program, in turns
builds=5  # of each project, in turns
scratch=$(mktemp -d)
node=$scratch/node.json
brokers=tests/GoQueue.Brokers.Host/bin/Release/net10.0/GoQueue.Brokers.Host.dll
compiler=goqueue-$$ # the name of the compiler that stays for the next build
missed=0

# shellcheck disable=SC2317 # the trap calls it
finish() {
  pkill -f "pipename:$compiler" || true # this run's own: it would wait ten minutes for more work
  [ ! -f "$node" ] || dotnet exec "$brokers" stop --state "$node" || true
  rm -rf "$scratch"
}
trap finish EXIT

publish() { # PROJECT: a native program in $scratch/NAME; prints its bytes
  local name
  name=$(basename "$1")
  dotnet publish "$1" -c Release -o "$scratch/$name" --nologo -v q >"$scratch/$name.log" 2>&1 || { grep -E 'error|warning' "$scratch/$name.log" | sort -u >&2; return 1; }
  stat -c %s "$scratch/$name/$name"
}

median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

bar() { # WHAT VALUE LIMIT, whole numbers
  if [ "$2" -le "$3" ]; then echo "$1: $2, at most $3"; else echo "MISSED: $1: $2, at most $3"; missed=1; fi
}

weigh() {
  local ours bare
  ours=$(publish samples/Quickstart)
  bare=$(publish benchmarks/Quickstart.BareClient)
  echo "| program | bytes |"
  echo "|---|---|"
  echo "| samples/Quickstart | $ours |"
  echo "| the same with RabbitMQ.Client alone | $bare |"
  bar "Quickstart, bytes" "$ours" $((bare + 1500000))
}

first_confirm() {
  local ours bare uri program started confirmed
  ours=$(publish benchmarks/GoQueue.Start)
  bare=$(publish benchmarks/GoQueue.Start.BareClient)
  uri=${GOQUEUE_TEST_RABBITMQ:-}
  if [ -z "$uri" ]; then
    dotnet build tests/GoQueue.Brokers.Host -c Release --nologo -v q >/dev/null
    dotnet exec "$brokers" start --state "$node" --owner $$ >"$scratch/node.env"
    # shellcheck disable=SC1091
    uri=$(. "$scratch/node.env"; echo "$GOQUEUE_TEST_RABBITMQ")
  fi
  "$scratch/GoQueue.Start.BareClient/GoQueue.Start.BareClient" "$uri" declare
  for ((i = 0; i < starts; i++)); do
    for program in GoQueue.Start GoQueue.Start.BareClient; do
      started=$(($(date +%s%N) / 1000))
      confirmed=$("$scratch/$program/$program" "$uri")
      [ "$i" -eq 0 ] || echo $((confirmed - started)) >>"$scratch/$program.us" # the first start reads the file from the disk
    done
  done
  local ours_us bare_us
  ours_us=$(median <"$scratch/GoQueue.Start.us")
  bare_us=$(median <"$scratch/GoQueue.Start.BareClient.us")
  echo "| program without a host | bytes | start to first confirm, median of $((starts - 1)), µs |"
  echo "|---|---|---|"
  echo "| benchmarks/GoQueue.Start | $ours | $ours_us |"
  echo "| the same with RabbitMQ.Client alone | $bare | $bare_us |"
  bar "start to first confirm, hundredths of the client's" $((ours_us * 100 / bare_us)) 120
}

packages() {
  local package bytes
  echo "| package | bytes |"
  echo "|---|---|"
  for package in GoQueue.Abstractions GoQueue.Core GoQueue.Testing; do
    dotnet pack "src/$package" -c Release -p:PackageVersion=0.1.0-weighed.$$ -o "$scratch/feed" --nologo -v q >"$scratch/pack.log" 2>&1 || { cat "$scratch/pack.log" >&2; return 1; }
    bytes=$(stat -c %s "$scratch/feed/$package".*.nupkg)
    echo "| $package | $bytes |"
    case $package in
      *.Abstractions) bar "$package, bytes" "$bytes" $((400 * 1024)) ;;
      *.Core) bar "$package, bytes" "$bytes" $((600 * 1024)) ;;
    esac
  done
}

write_project() { # FOLDER ATTRIBUTE: an application with 100 records, and with the attribute 100 events
  mkdir -p "$1"
  cat >"$1/App.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="GoQueue.Core" Version="*-*" />
  </ItemGroup>
</Project>
XML
  echo 'System.Console.WriteLine(typeof(Events.Happened1).Name);' >"$1/Program.cs"
  local i
  for ((i = 1; i <= 100; i++)); do
    cat >"$1/Happened$i.cs" <<CS
using System.ComponentModel.DataAnnotations;
using GoQueue;

namespace Events;

${2:+[GoQueueEvent(\"things\", \"thing.happened$i\", \"1.0\")]}
public sealed partial record Happened$i(
    Guid Id, [EmailAddress] string Email, [StringLength(100, MinimumLength = 1)] string Name, [Range(0, 150)] int Age,
    decimal Total, DateTimeOffset At, string? Comment, IReadOnlyList<string> Tags);
CS
  done
}

clean_build() { # FOLDER: milliseconds of restore and build from nothing
  rm -rf "${1:?}/bin" "${1:?}/obj"
  local started
  started=$(date +%s%N)
  (cd "$1" && dotnet build --nologo -v q >"$scratch/clean.log" 2>&1) || { cat "$scratch/clean.log" >&2; return 1; }
  echo $((($(date +%s%N) - started) / 1000000))
}

hundred_events() {
  local known
  known=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
  cat >"$scratch/nuget.config" <<XML
<configuration>
  <packageSources><add key="packed" value="$scratch/feed" /></packageSources>
  <fallbackPackageFolders><add key="machine" value="$known" /></fallbackPackageFolders>
  <packageSourceMapping>
    <packageSource key="packed"><package pattern="GoQueue.*" /></packageSource>
    <packageSource key="nuget.org"><package pattern="*" /></packageSource>
  </packageSourceMapping>
</configuration>
XML
  write_project "$scratch/records" ""
  write_project "$scratch/events" yes
  write_project "$scratch/json" ""
  {
    echo 'namespace Events;'
    for ((i = 1; i <= 100; i++)); do echo "[System.Text.Json.Serialization.JsonSerializable(typeof(Happened$i))]"; done
    echo 'internal sealed partial class Context : System.Text.Json.Serialization.JsonSerializerContext;'
  } >"$scratch/json/Context.cs"
  export NUGET_PACKAGES=$scratch/packages
  clean_builds false 1 "a compiler that starts anew, as in continuous integration" # the first build unpacks the packages
  clean_builds true 12 "a compiler that runs already, as on a developer's machine"
  unset NUGET_PACKAGES
}

clean_builds() { # SHARED WARM-UP TITLE: the three projects in turns, with the compiler's server or without
  export UseSharedCompilation=$1 SharedCompilationId=$compiler
  local i project
  for project in records events json; do : >"$scratch/$project.ms"; done
  for ((i = 1; i <= $2 + builds; i++)); do
    for project in records events json; do
      local took
      took=$(clean_build "$scratch/$project")
      [ "$i" -le "$2" ] || echo "$took" >>"$scratch/$project.ms"
    done
  done
  unset UseSharedCompilation SharedCompilationId
  local records events
  records=$(median <"$scratch/records.ms")
  events=$(median <"$scratch/events.ms")
  echo "| clean build of an application, restore included, median of $builds, by $3 | ms |"
  echo "|---|---|"
  echo "| 100 records, package referenced | $records |"
  echo "| the same records as events | $events |"
  echo "| the plain records in one JsonSerializerContext of System.Text.Json | $(median <"$scratch/json.ms") |"
  bar "100 events, hundredths of a clean build" $((events * 100 / records)) 115
  echo
}

case "${1:-}" in
  --check)
    budget=$(sed '/^#/d' eng/size-budget.txt)
    bytes=$(publish samples/Quickstart)
    bar "Quickstart as Native AOT, bytes" "$bytes" "$budget"
    ;;
  '')
    weigh
    echo
    first_confirm
    echo
    packages
    echo
    hundred_events
    ;;
  *) echo "usage: eng/size-and-start.sh [--check]" >&2; exit 64 ;;
esac
exit "$missed"
