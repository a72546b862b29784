#!/usr/bin/env python3
"""How well times travel from captions to the transcript of the same event.

    times.py FOLDER --cmd onrecord [--quotations 60] [--seed 1]

FOLDER holds NAME.said (a transcript without times), NAME.raw.vtt (captions with a time for every word) and NAME.timed.vtt (the
same recording with word times that are right). For each NAME, runs of 8 to 20 words of the transcript are checked against
transcript and captions, and the second at which the finding says they begin is held against the right one.

A file of captions may be of another cut of the recording. So the script also sets the captions against the right times, word
by word, and tells how far they are off by themselves: "own" is the error that is left when what the captions were off at that
place is taken away. Standard library only.
"""
import argparse, difflib, json, os, random, re, statistics, subprocess, sys, tempfile


def timed_words(path):
    """The words of captions with a time for every word: (word, second, first of its line)."""
    out, start = [], 0.0
    for line in open(path, encoding="utf8", errors="replace"):
        m = re.match(r"(\d+):(\d+):([\d.]+) --> ", line)
        if m:
            start = int(m[1]) * 3600 + int(m[2]) * 60 + float(m[3])
            continue
        if not re.search(r"<\d+:\d+:[\d.]+>", line):  # a line that rolls up stands there again without times
            continue
        at, first = start, True
        for piece in re.split(r"(<[^>]*>)", line):
            m = re.match(r"<(\d+):(\d+):([\d.]+)>", piece)
            if m:
                at = int(m[1]) * 3600 + int(m[2]) * 60 + float(m[3])
            elif not piece.startswith("<"):
                for word in fold(piece):
                    out.append((word, at, first))
                    first = False
    return out


def fold(text):
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def matches(a, b):
    """For each word of a the word of b that answers to it, by runs of at least three."""
    to = {}
    for i, j, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        if n >= 3:
            to.update((i + k, j + k) for k in range(n))
    return to


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def measure(folder, name, arguments, rng):
    path = lambda ending: os.path.join(folder, name + ending)
    turns = [p.split(": ", 1)[1] for p in re.split(r"\n\s*\n", open(path(".said"), encoding="utf8").read()) if ": " in p]
    said, places = [], []  # all words, and for each turn where its words begin
    for turn in turns:
        places.append(len(said))
        said.extend(fold(turn))
    right, raw = timed_words(path(".timed.vtt")), timed_words(path(".raw.vtt"))
    if not right or not raw:
        return None
    to_right = matches(said, [w for w, *_ in right])
    to_raw = matches(said, [w for w, *_ in raw])
    # How far the captions are off, at each word of the transcript that both have.
    off = {i: raw[to_raw[i]][1] - right[to_right[i]][1] for i in to_raw
           if i in to_right and not raw[to_raw[i]][2] and not right[to_right[i]][2]}
    lines, wanted = [], {}
    blob = " ".join(said)
    for _ in range(50 * arguments.quotations):
        if len(lines) == arguments.quotations:
            break
        turn = rng.randrange(len(turns))
        words = turns[turn].split()
        count = rng.randint(8, 20)
        if len(words) < count:
            continue
        k = rng.randrange(len(words) - count + 1)
        text = " ".join(words[k:k + count])
        at = places[turn] + len(fold(" ".join(words[:k])))
        # The first word of a line has the time of the line, not its own.
        if at not in to_right or right[to_right[at]][2] or blob.count(" ".join(fold(text))) != 1:
            continue
        near = [off[i] for i in range(at - 40, at + 40) if i in off]
        lines.append(json.dumps({"id": str(len(lines)), "text": text}))
        wanted[str(len(lines) - 1)] = (right[to_right[at]][1], statistics.median(near) if near else None, text)
    with tempfile.TemporaryDirectory() as where:
        for source, to in ((".said", ".txt"), (".raw.vtt", ".vtt")):
            open(os.path.join(where, name + to), "wb").write(open(path(source), "rb").read())
        list_of = os.path.join(where, "..", f"times-{os.getpid()}.jsonl")
        open(list_of, "w", encoding="utf8").write("\n".join(lines) + "\n")
        run = subprocess.run(arguments.cmd.split() + ["check", "--quotations", list_of, "--against", where, "--format", "jsonl"],
                             capture_output=True, text=True)
        os.unlink(list_of)
    if run.returncode not in (0, 1, 3):
        sys.exit(run.stderr[-1000:])
    errors, own, none, bad = [], [], 0, []
    for line in run.stdout.splitlines():
        finding = json.loads(line)
        if finding.get("type") != "finding":
            continue
        second, near, text = wanted[finding["id"]]
        passage = next(iter(finding["passages"]), {})
        if not passage.get("time"):
            none += 1
            continue
        error = passage["time"][0] - second
        errors.append(abs(error))
        if near is not None:
            own.append(abs(error - near))
            if own[-1] > 1.5:
                bad.append((round(error - near, 2), round(second, 2), text[:70]))
    return errors, own, none, list(off.values()), bad


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder")
    p.add_argument("--cmd", default="onrecord")
    p.add_argument("--quotations", type=int, default=60)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--show", action="store_true", help="the quotations that are off by themselves")
    arguments = p.parse_args()
    rng = random.Random(arguments.seed)
    names = sorted(f[:-len(".timed.vtt")] for f in os.listdir(arguments.folder) if f.endswith(".timed.vtt"))
    print(f"{'':12}{'n':>5}{'none':>5}{'median':>8}{'95 %':>8}   {'own median':>10}{'95 %':>7}   captions off by: {'5 %':>8}{'median':>8}{'95 %':>8}")
    all_errors, all_own = [], []
    for name in names:
        if not os.path.exists(os.path.join(arguments.folder, name + ".raw.vtt")):
            continue
        found = measure(arguments.folder, name, arguments, rng)
        if not found or not found[0]:
            print(f"{name:12}no word times, or none carried")
            continue
        errors, own, none, off, bad = found
        all_errors += errors
        all_own += own
        own = own or [float("nan")]
        print(f"{name:12}{len(errors):5}{none:5}{quantile(errors, .5):8.2f}{quantile(errors, .95):8.2f}   "
              f"{quantile(own, .5):10.2f}{quantile(own, .95):7.2f}                    "
              f"{quantile(off, .05):8.2f}{quantile(off, .5):8.2f}{quantile(off, .95):8.2f}", flush=True)
        for row in bad if arguments.show else []:
            print("     ", *row)
    print(f"{'all':12}{len(all_errors):5}{'':5}{quantile(all_errors, .5):8.2f}{quantile(all_errors, .95):8.2f}   "
          f"{quantile(all_own, .5):10.2f}{quantile(all_own, .95):7.2f}")


if __name__ == "__main__":
    main()
