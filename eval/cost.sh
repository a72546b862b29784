#!/usr/bin/env bash
# What a further quotation costs against a record, by what was done to it, in microseconds of the processor's time.
#
#   eval/cost.sh FOLDER [COMMAND] [RUNS]
#
# FOLDER has record/ and cases.jsonl as `eval/growth.py make` leaves them; its record is built on the first run and kept beside
# them (cost.record). COMMAND is the command to measure (default: target/release/onrecord, built where it is missing), RUNS how
# often each line is run (default 5). Prints the fastest and the middle run of each kind, start taken off, with one line for
# all kinds together. Close other programs first: what runs beside it shows in the figures.
set -euo pipefail
[ $# -ge 1 ] && [ -e "$1/cases.jsonl" ] || { echo "usage: eval/cost.sh FOLDER [COMMAND] [RUNS]; make the folder with eval/growth.py make FOLDER --mb 100" >&2; exit 2; }
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder="$(cd "$1" && pwd)"
command="${2:-$root/target/release/onrecord}"
runs="${3:-5}"
[ -x "$command" ] || (cd "$root" && cargo build --release --locked --quiet --package onrecord)
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
if [ ! -e "$folder/cost.record" ]; then
  "$command" init "$folder/cost.record" >/dev/null
  "$command" add --quiet --record "$folder/cost.record" "$folder/record" >/dev/null
fi
python3 - "$folder/cases.jsonl" "$work" <<'PYTHON'
import json, sys
kinds = {}
for line in open(sys.argv[1], encoding="utf8"):
    case = json.loads(line)
    for kind in (case["kind"], "all"):
        kinds.setdefault(kind, []).append(json.dumps({"id": case["id"], "text": case["text"]}) + "\n")
for kind, lines in kinds.items():
    open(f"{sys.argv[2]}/{kind}.jsonl", "w", encoding="utf8").writelines(lines)
open(f"{sys.argv[2]}/one", "w", encoding="utf8").write(kinds["all"][0])
PYTHON

# processor FILE: seconds of the processor's time for a check of its quotations; exit codes 0 and 1 are both an answer.
processor() {
  local status=0
  TIMEFORMAT='%U %S'
  { time "$command" check --quotations "$1" --record "$folder/cost.record" --format jsonl >"$work/out" 2>"$work/err" || status=$?; } 2>"$work/time"
  if [ "$status" -gt 1 ]; then cat "$work/err" >&2; exit 2; fi
  awk '{ print $1 + $2 }' "$work/time"
}
cp "$work/one" "$work/one.jsonl.first"
processor "$work/all.jsonl" >/dev/null
for file in "$work"/*.jsonl; do
  for ((i = 0; i < runs; i++)); do
    first="$(processor "$work/one.jsonl.first")"
    echo "$first $(processor "$file")"
  done | awk -v n="$(wc -l <"$file")" '{ print 1e6 * ($2 - $1) / (n - 1) }' | sort -n | awk -v kind="$(basename "$file" .jsonl)" '
    { t[NR] = $1 } END { printf "%-10s fastest %6.0f us   middle %6.0f us a quotation\n", kind, t[1], t[int((NR + 1) / 2)] }'
done
