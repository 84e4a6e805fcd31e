#!/usr/bin/env bash
# Builds Legacy.Events.dll again: packs GoQueue.Abstractions of the commit that was 0.1, and compiles Events.cs with it.
# Run it only if Events.cs changes: what the tests need is that the assembly is an old one.
set -euo pipefail
cd "$(dirname "$0")"
project=$PWD
scratch=$(mktemp -d)
trap 'git worktree remove --force "$scratch/source" 2>/dev/null || true; rm -rf "$scratch"' EXIT

git worktree add --quiet --detach "$scratch/source" a30e231
dotnet pack "$scratch/source/src/GoQueue.Abstractions" -c Release -o "$scratch/feed" --nologo -v q

mkdir "$scratch/project"
cp Events.cs Legacy.Events.csproj "$scratch/project"
cat >"$scratch/project/nuget.config" <<CONFIG
<configuration>
  <packageSources>
    <clear />
    <add key="packed" value="$scratch/feed" />
  </packageSources>
</configuration>
CONFIG
NUGET_PACKAGES=$scratch/packages dotnet build "$scratch/project" -c Release -o "$scratch/out" --nologo -v q
cp "$scratch/out/Legacy.Events.dll" "$project"
