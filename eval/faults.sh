#!/usr/bin/env bash
# What may happen to a machine: each fault is tried on a record, and nothing may be lost by it.
#
#   eval/faults.sh [COMMAND]
#
# COMMAND is the command to try (default: target/release/onrecord, built where it is missing). Tries, in this order: 200 kills
# (SIGKILL) of `add`, from outside and within the store; a disk that is really full while adding and while the write-ahead log is
# carried over (a small file system in memory, where the system lets a user make one); a record on a read-only medium;
# 100,000 tiny documents; one document of 500 MB. Ends with the first thing that is not as it should be.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command="$(realpath "${1:-target/release/onrecord}" 2>/dev/null || true)"
[ -x "$command" ] || { cargo build --release --locked --quiet --package onrecord; command="$PWD/target/release/onrecord"; }
work="$(mktemp -d)"
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export work command

printf '200 kills of add, one after the other ... '
ONRECORD_TEST_KILLS=200 cargo test --quiet --package onrecord --test suite -- --exact faults::killed_at_any_moment_and_run_again >/dev/null
printf 'and of the store ... '
ONRECORD_TEST_KILLS=200 cargo test --quiet --package onrecord-record --test suite -- --exact killed::killed_at_any_moment_nothing_is_half >/dev/null
echo sound

# talks FOLDER COUNT: made-up talks, the same each time.
talks() {
  mkdir -p "$1"
  awk -v folder="$1" -v count="$2" 'BEGIN {
    for (i = 0; i < count; i++) {
      file = sprintf("%s/%06d.txt", folder, i)
      printf "Ana Ruiz: This is talk %d of many, and the harbour stays open for %d ships.\n\nTom Hale: Thank you.\n", i, i * 7 % 997 > file
      close(file)
    }
  }'
}

talks "$work/talks" 2000
"$command" --quiet init "$work/whole.record"
"$command" add "$work/talks" --record "$work/whole.record" >/dev/null
"$command" export --record "$work/whole.record" | sort >"$work/whole"

full_disk() {
  local kb
  for kb in 300 500 700 900 1200 1800 2500; do
    local disk="$work/disk.$kb"
    mkdir "$disk"
    mount -t tmpfs -o "size=${kb}k" none "$disk"
    local record="$disk/town.record"
    if "$command" --quiet init "$record" 2>/dev/null; then
      if "$command" add "$work/talks" --record "$record" >"$work/out" 2>"$work/err"; then
        echo "  $kb KB were enough: nothing was tried" >&2
        return 1
      fi
      grep -q 'disk is full' "$work/err" || { cat "$work/err" >&2; return 1; }
      "$command" --quiet verify --record "$record" >/dev/null || { echo "  $kb KB: not sound" >&2; return 1; }
      # Room is made, and the command is run again.
      mount -o remount,size=64m "$disk"
      "$command" add "$work/talks" --record "$record" >/dev/null
      "$command" --quiet verify --record "$record" >/dev/null
      "$command" export --record "$record" | sort | cmp - "$work/whole"
    fi
    umount "$disk"
  done
}
export -f full_disk

printf 'a full disk ... '
if unshare --user --map-root-user --mount true 2>/dev/null; then
  unshare --user --map-root-user --mount bash -euo pipefail -c full_disk
  echo 'nothing lost'
else
  echo 'left out: this system lets no user make a file system (the tests try a limit on the size of files)'
fi

printf 'a read-only medium ... '
mkdir "$work/medium"
cp "$work/whole.record" "$work/medium/"
chmod -R a-w "$work/medium"
"$command" --quiet verify --record "$work/medium/whole.record" >/dev/null
"$command" find harbour --record "$work/medium/whole.record" >/dev/null 2>&1
echo 'read and verified'

# measured LABEL ARGUMENT...: seconds of the processor and peak memory, where GNU time is there.
measured() {
  local label="$1"
  shift
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -f "$label: %U s of the processor, %e s in all, %M KB of memory at most" "$command" --quiet "$@" >/dev/null
  else
    "$command" --quiet "$@" >/dev/null
    echo "$label: done"
  fi
}

talks "$work/tiny" 100000
"$command" --quiet init "$work/tiny.record"
measured '100,000 tiny documents added' add "$work/tiny" --record "$work/tiny.record"
measured '                  once again' add "$work/tiny" --record "$work/tiny.record"
measured '                  verified' verify --record "$work/tiny.record"

awk 'BEGIN {
  split("the harbour stays open and we will not raise fees before winter because all ships may come from afar", words, " ")
  for (size = 0; size < 500000000; size += length(line) + 2) {
    line = (i % 2 ? "Ana Ruiz:" : "Tom Hale:")
    for (k = 0; k < 60; k++) { seed = (seed * 1103515245 + 12345) % 2147483648; line = line " " words[int(seed / 65536) % 19 + 1] }
    line = line " " i++ "."
    print line "\n"
  }
}' >"$work/giant.txt"
"$command" --quiet init "$work/giant.record"
measured 'one document of 500 MB added' add "$work/giant.txt" --record "$work/giant.record"
measured '                  verified' verify --record "$work/giant.record"
