#!/usr/bin/env bash
# Packs the packages of this repository into a folder that NuGet can restore from.
set -euo pipefail
feed=$(realpath -m "${1:?"usage: eng/pack.sh FOLDER"}")
cd "$(dirname "$0")/.."
mkdir -p "$feed"
for package in GoQueue.Abstractions GoQueue.Core GoQueue.Outbox GoQueue.Outbox.PostgreSql GoQueue.Outbox.Sqlite GoQueue.Testing GoQueue.Contracts.Build GoQueue.Tool; do
  dotnet pack "src/$package" -c Release -o "$feed" --nologo -v q
done
ls "$feed"/GoQueue.*.nupkg
