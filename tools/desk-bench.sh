#!/usr/bin/env bash
# How long the desk's pages take with a record, and what the server needs: tools/desk-bench.sh RECORD
# First visit (nothing made yet) and the median of seven more, 50 open pages besides. The tool must have been built (dotnet build -c Release src/Tocsin.Cli).
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: tools/desk-bench.sh RECORD" >&2; exit 2; }
record=$(realpath "$1")
cd "$(dirname "$0")/.."
log=$(mktemp)
dotnet src/Tocsin.Cli/bin/Release/net10.0/tocsin.dll desk --record "$record" --port 0 2>"$log" &
desk=$!
live=()
trap 'kill "$desk" "${live[@]}" 2>/dev/null || true; rm -f "$log"' EXIT
until url=$(grep -o 'http://[0-9.:]*' "$log"); do sleep 0.1; kill -0 "$desk" || { cat "$log" >&2; exit 1; }; done
visit() { curl -s -o /dev/null -w '%{time_total}\n' "$url$1"; }
for _ in $(seq 50); do curl -sN -o /dev/null "$url/live" & live+=($!); done
printf '%-44s %10s %10s\n' page 'first ms' 'median ms'
for path in / /situations/everything /situations/US-Iran /documents /sources /actors '/search?q=missile' /warnings /method; do
  first=$(visit "$path")
  median=$(for _ in $(seq 7); do visit "$path"; done | sort -n | sed -n 4p)
  awk -v p="$path" -v a="$first" -v b="$median" 'BEGIN { printf "%-44s %10.0f %10.0f\n", p, a * 1000, b * 1000 }'
done
awk '/VmRSS/ { printf "server memory %.0f MB, 50 pages live\n", $2 / 1024 }' "/proc/$desk/status"
