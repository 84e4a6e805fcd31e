#!/usr/bin/env bash
# Brings src/*/PublicAPI.Unshipped.txt up to date with the code: adds what is not declared, removes what is gone.
# Read the diff before you commit: every line in it is a promise.
set -euo pipefail
cd "$(dirname "$0")/.."
for project in src/GoQueue.Abstractions src/GoQueue.Core src/GoQueue.Testing src/GoQueue.Outbox src/GoQueue.Outbox.PostgreSql src/GoQueue.Outbox.Sqlite; do
  [ -d "$project" ] || continue
  api="$project/PublicAPI.Unshipped.txt"
  # Started from nothing, the file holds exactly what the code has; the union merge of two branches may have left lines behind.
  printf '#nullable enable\n' > "$api"
  dotnet format analyzers "$project" --no-restore --diagnostics RS0016 --severity info
  { printf '#nullable enable\n'; grep -v '^#nullable enable' "$api" | LC_ALL=C sort -u | sed '/^$/d'; } > "$api.sorted"
  mv "$api.sorted" "$api"
done
