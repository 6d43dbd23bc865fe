#!/usr/bin/env bash
# Prints the figures of docs/evaluation.md: tools/evaluate.sh SHARED, where SHARED holds data/ (gold sets) and eval/ (scorers).
# One section a set; run it on an idle machine where speed matters. About three minutes.
set -euo pipefail
shared=$(realpath "${1:?usage: tools/evaluate.sh SHARED}")
cd "$(dirname "$0")/.."
data=$shared/data
score=$shared/eval
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release src/Tocsin.Cli --verbosity quiet --nologo
tocsin() { dotnet src/Tocsin.Cli/bin/Release/net10.0/tocsin.dll "$@"; }
section() { printf '\n== %s\n' "$1"; }
reads() { tocsin read "$1" --format jsonl > "$work/readings.jsonl" 2> "$work/messages" || { cat "$work/messages" >&2; return 1; }; }

for bank in ewt gum; do
  section "$bank dev, words as given"
  tocsin parse --conllu "$data/ud/$bank-dev.conllu" > "$work/system.conllu"
  python3 "$score/conllu.py" "$data/ud/$bank-dev.conllu" "$work/system.conllu" | tail -6
  section "$bank dev, raw text"
  python3 "$score/conllu.py" text "$data/ud/$bank-dev.conllu" > "$work/raw.txt"
  tocsin parse "$work/raw.txt" > "$work/system.conllu"
  python3 "$score/conllu.py" "$data/ud/$bank-dev.conllu" "$work/system.conllu"
done

for names in conll03-dev.conllu crossner-politics-dev.txt; do
  section "names, $names"
  python3 "$score/ner.py" prepare "$data/ner/$names" > "$work/in.jsonl"
  reads "$work/in.jsonl"
  python3 "$score/ner.py" score "$data/ner/$names" "$work/readings.jsonl"
done

section 'who says what, PolNeAR dev'
python3 "$score/attribution.py" prepare "$data/polnear/dev/text" > "$work/in.jsonl"
reads "$work/in.jsonl"
python3 "$score/attribution.py" score "$data/polnear/dev/text" "$data/polnear/dev/attributions" "$work/readings.jsonl" --cofenet "$data/polnear/cofenet-dev.jsonl"

for times in TimeBank AQUAINT; do
  section "time expressions, $times"
  python3 "$score/timex.py" prepare "$data/timeml/$times" > "$work/in.jsonl"
  reads "$work/in.jsonl"
  python3 "$score/timex.py" score "$data/timeml/$times" "$work/readings.jsonl"
done

section 'places, LGL'
python3 "$score/places.py" prepare "$data/places/lgl.xml" > "$work/in.jsonl"
reads "$work/in.jsonl"
python3 "$score/places.py" score "$data/places/lgl.xml" "$work/readings.jsonl"

section 'event types of marked pairs, PLV train (the lexicon was developed on it)'
python3 "$score/plover.py" prepare "$data/plover/PLV_train.tsv" > "$work/in.jsonl"
reads "$work/in.jsonl"
python3 "$score/plover.py" score "$data/plover/PLV_train.tsv" "$work/readings.jsonl" | sed -n 1p

section 'speed'
dotnet build -c Release bench/Tocsin.Bench --verbosity quiet --nologo
python3 "$score/conllu.py" text "$data/ud/gum-dev.conllu" > "$work/raw.txt"
dotnet bench/Tocsin.Bench/bin/Release/net10.0/Tocsin.Bench.dll throughput "$work/raw.txt"
