#!/usr/bin/env bash
# How long a whole process takes, start to end, as a person waits for it.
#
#   eval/speed.sh [COMMAND] [RUNS]
#
# COMMAND is the command to measure (default: target/release/onrecord, built where it is missing), RUNS how often
# each line is run (default 20). Prints the fastest and the middle run in milliseconds. The texts are those of examples/,
# so that anybody gets the same work; a larger record of invented speech is made on the spot.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command="${1:-target/release/onrecord}"
runs="${2:-20}"
[ -x "$command" ] || cargo build --release --locked --quiet --package onrecord
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# timed LABEL ARGUMENT...: exit codes 0 and 1 are both an answer.
timed() {
  local label="$1" times=() start end status i
  shift
  for ((i = 0; i < runs; i++)); do
    start="${EPOCHREALTIME/[.,]/}"
    status=0
    "$command" "$@" >"$work/out" 2>"$work/err" || status=$?
    end="${EPOCHREALTIME/[.,]/}"
    if [ "$status" -gt 1 ]; then
      printf 'error: %s ended with %d\n' "$command $*" "$status" >&2
      cat "$work/err" >&2
      exit 2
    fi
    times+=("$((end - start))")
  done
  printf '%s\n' "${times[@]}" | sort -n | awk -v label="$label" '
    { t[NR] = $1 / 1000 } END { printf "%-58s fastest %7.1f ms   middle %7.1f ms\n", label, t[1], t[int((NR + 1) / 2)] }'
}

# A record of any size: words made of syllables, a few of them common and most of them rare as in any language (the
# rank of a word is drawn evenly on a logarithmic scale), with a fixed seed, two speakers in turn.
speech() {
  awk -v bytes="$1" 'BEGIN {
    srand(7)
    n = split("ba de fi go lu ma ne po ri so ta ve wi ko la mu", syllable, " ")
    for (i = 0; i < 8000; i++) {
      word[i] = syllable[1 + i % n]
      for (rest = int(i / n); rest > 0; rest = int(rest / n)) word[i] = word[i] syllable[1 + rest % n]
    }
    size = 0
    for (turn = 0; size < bytes; turn++) {
      line = (turn % 2 ? "Mira Castell: " : "Jonas Adeyemi: ")
      for (sentence = 0; sentence < 4; sentence++) {
        k = 8 + int(rand() * 14)
        for (i = 0; i < k; i++) line = line (i ? " " : "") word[int(exp(rand() * log(8000)))]
        line = line ". "
      }
      size += length(line) + 2
      print line "\n"
    }
  }'
}

timed "--version" --version
if [ -e examples/article.md ] || [ -e examples/article.txt ] || [ -d examples/article ]; then
  article="$(find examples -maxdepth 2 -path 'examples/article*' -type f | head -n 1)"
  timed "quotes $article" quotes "$article"
  timed "check $article --against examples/record" check "$article" --against examples/record
fi
for size in 100000 1500000 15000000; do
  speech "$size" >"$work/$size.txt"
  # Twenty quotations out of the middle of it, each with a word left out.
  awk -F': ' 'NF > 1 { line[++n] = $2 } END { for (i = 1; i <= 20; i++) {
      split(line[int(n * i / 21) + 1], w, " "); t = ""
      for (k = 3; k <= 24; k++) if (k != 12) t = t (t ? " " : "") w[k]
      printf "{\"id\":\"%d\",\"text\":\"%s\"}\n", i, t } }' "$work/$size.txt" >"$work/$size.jsonl"
  timed "check 20 quotations against $((size / 1000)) kB of text" check --quotations "$work/$size.jsonl" --against "$work/$size.txt" --format jsonl
done
