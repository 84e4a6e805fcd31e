#!/usr/bin/env bash
# Counts what a user writes for one and the same application: lines and tokens per file, for each library. Formatted by CSharpier 1.3.0 with
# lines of 120 characters first. A line counts unless it is empty, a comment, a using or namespace directive, or a lone brace.
set -euo pipefail
cd "$(dirname "$0")"
columns=(GoQueue MassTransit Wolverine BareClient)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
dotnet tool restore >/dev/null
for column in "${columns[@]}"; do
  mkdir "$scratch/$column"
  cp "$column"/*.cs "$scratch/$column"
done
dotnet csharpier format --config-path .csharpierrc.json "$scratch" >/dev/null

lines() { # FOLDER
  cat "$1"/*.cs | grep -vE '^[[:space:]]*$|^[[:space:]]*//|^[[:space:]]*using [A-Za-z0-9_.]+;|^[[:space:]]*namespace |^[[:space:]]*[{}][;,)]*$' | wc -l
}

tokens() { # FOLDER: words, numbers, texts and each other sign
  cat "$1"/*.cs | grep -vE '^[[:space:]]*//|^[[:space:]]*using [A-Za-z0-9_.]+;|^[[:space:]]*namespace ' |
    grep -oE '"([^"\\]|\\.)*"|@?[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9_.]*|=>|\?\?|\?\.|&&|\|\||[<>=!]=|[^[:space:]]' | wc -l
}

printf '| | %s | %s | %s | %s |\n|---|---|---|---|---|\n' "${columns[@]}"
printf '| lines |'
for column in "${columns[@]}"; do printf ' %s |' "$(lines "$scratch/$column")"; done
printf '\n| tokens |'
for column in "${columns[@]}"; do printf ' %s |' "$(tokens "$scratch/$column")"; done
printf '\n'
