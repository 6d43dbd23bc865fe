#!/usr/bin/env bash
# Pictures of every page of the desk with the sample crisis, light, dark, narrow and wide: tools/screenshots.sh FOLDER
# Needs Chromium; the tests must have been built (dotnet build -c Release tests/Tocsin.Desk.Tests).
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: tools/screenshots.sh FOLDER" >&2; exit 2; }
folder=$(realpath -m "$1")
cd "$(dirname "$0")/.."
TOCSIN_SCREENSHOTS="$folder" dotnet test -c Release --no-build tests/Tocsin.Desk.Tests --filter FullyQualifiedName~Screenshots -v quiet
ls "$folder"
