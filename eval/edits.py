#!/usr/bin/env python3
"""Edits of a known kind to real speech, and whether the verdict is the one that each must get.

    eval/edits.py [PATH...] [--command COMMAND] [--per-kind N] [--seed N] [--show N]

PATH: files or folders with what was said, in any format that onrecord reads (default: examples/record). The speech is
taken from them with `onrecord read`, quotations are cut out of it and edited, and `onrecord check` must tell what was
done. Only passages that stand once in all of the speech are used. Standard library only.

kind         the edit                                            right when
verbatim     none                                                verbatim
ellipsis     words left out inside a turn, with a mark           marked
bracket      a pronoun replaced in brackets                      marked
trimmed      words left out inside a turn, without a mark        trimmed (or altered, where a word that denies is gone)
denied       "not" put in after an auxiliary                     altered, negation
undenied     "not" or "never" taken out                          altered or trimmed, negation
number       a digit changed                                     altered, number
word         a word replaced by another of the same record       altered
spliced      two pieces of different turns joined                spliced
speaker      none, but given to somebody else                    verbatim, speaker
foreign      words that were never said in this order            unfound
"""
import argparse, collections, json, os, random, re, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DENIES = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b", re.I)
AUXILIARY = re.compile(r"\b(is|are|was|were|will|would|should|can|must|have|has|had)\b (?=[a-z])")
PRONOUN = re.compile(r"\b(he|she|they|them|him)\b(?!['’])")


def speech(command, paths):
    """Every turn on record: (document, speaker, text), and only turns of one script line each."""
    files = []
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in sorted(os.walk(path)):
                files += [os.path.join(folder, name) for name in sorted(names) if not name.startswith(".")]
        else:
            files.append(path)
    turns = []
    for start in range(0, len(files), 200):
        run = subprocess.run([command, "read", *files[start:start + 200], "--format", "jsonl"], capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"onrecord read: {run.stderr}")
        graded = {}
        for line in map(json.loads, run.stdout.splitlines()):
            if line["type"] == "document":
                graded[line["document"]] = line["grade"]
            elif line["kind"] == "utterance" and line["speaker"] and graded[line["document"]] in ("official", "transcript", "unknown"):
                turns.append((line["document"], line["speaker"], re.sub(r"\s+", " ", line["text"]).strip()))
    return turns


class Cutter:
    """Pieces of turns that stand once on record."""

    def __init__(self, turns, rng):
        self.rng, self.turns = rng, [turn for turn in turns if len(turn[2].split()) >= 14]
        self.all = " \n ".join(text for _, _, text in turns).lower()
        words = re.findall(r"\b[a-z]{5,12}\b", self.all)
        self.vocabulary = sorted(set(words))

    def cut(self, least, most, fits=lambda text: True):
        for _ in range(3000):
            document, speaker, text = self.rng.choice(self.turns)
            words = text.split()
            count = self.rng.randint(least, most)
            if len(words) < count:
                continue
            at = self.rng.randrange(len(words) - count + 1)
            piece = " ".join(words[at:at + count])
            if not re.search(r"[\"“”\[\]…]|\.\.\.", piece) and fits(piece) and self.all.count(piece.lower()) == 1:
                return document, speaker, piece
        return None


def edits(turns, per_kind, rng):
    """Yields (kind, text, speaker, verdicts, flags)."""
    cutter = Cutter(turns, rng)
    speakers = sorted({speaker for _, speaker, _ in turns})

    def once(text, pattern, replacement):
        return re.sub(pattern, replacement, text, count=1)

    def number(text):
        match = re.search(r"\b\d[\d,]*\b", text)
        digits = match.group(0)
        changed = digits[:-1] + str((int(digits[-1]) + rng.randint(1, 8)) % 10)
        return text[:match.start()] + changed + text[match.end():]

    for _ in range(per_kind):
        if piece := cutter.cut(8, 26):
            yield "verbatim", piece[2], piece[1], {"verbatim"}, set()
        if piece := cutter.cut(24, 40):
            words = piece[2].split()
            at = rng.randint(8, 11)
            kept = words[:at] + [rng.choice(["…", "...", "[...]"])] + words[rng.randint(at + 3, len(words) - 8):]
            yield "ellipsis", " ".join(kept), piece[1], {"marked"}, set()
        if piece := cutter.cut(10, 26, lambda text: PRONOUN.search(text)):
            yield "bracket", once(piece[2], PRONOUN, "[the visitors]"), piece[1], {"marked"}, set()
        if piece := cutter.cut(20, 34):
            words = piece[2].split()
            at, gone = rng.randint(7, 9), rng.randint(3, 6)
            denies = bool(DENIES.search(" ".join(words[at:at + gone])))
            verdicts = {"trimmed", "altered"} if denies else {"trimmed"}
            yield "trimmed", " ".join(words[:at] + words[at + gone:]), piece[1], verdicts, {"negation"} if denies else set()
        if piece := cutter.cut(10, 26, lambda text: AUXILIARY.search(text) and not DENIES.search(text)):
            yield "denied", once(piece[2], AUXILIARY, r"\1 not "), piece[1], {"altered"}, {"negation"}
        if piece := cutter.cut(10, 26, lambda text: re.search(r"\w (?:not|never) \w", text) and len(DENIES.findall(text)) == 1):
            yield "undenied", once(piece[2], r"\b(?:not|never) ", ""), piece[1], {"altered", "trimmed"}, {"negation"}
        if piece := cutter.cut(9, 26, lambda text: re.search(r"\b\d[\d,]*\b", text)):
            yield "number", number(piece[2]), piece[1], {"altered"}, {"number"}
        if piece := cutter.cut(10, 26, lambda text: re.search(r"\b[a-z]{6,}\b", text)):
            old = rng.choice(re.findall(r"\b[a-z]{6,}\b", piece[2]))
            new = rng.choice([word for word in cutter.vocabulary if word[:4] != old[:4]])
            yield "word", once(piece[2], rf"\b{old}\b", new), piece[1], {"altered"}, set()
        first, second = cutter.cut(8, 14), cutter.cut(8, 14)
        if first and second and first[2] != second[2] and (first[0] != second[0] or first[1] != second[1]):
            yield "spliced", first[2].rstrip(",;") + rng.choice([" ", ", ", " … "]) + second[2], first[1], {"spliced"}, set()
        if (piece := cutter.cut(10, 26)) and len(speakers) > 1:
            last = piece[1].split()[-1]
            other = [name for name in speakers if last not in name.split()]
            if other:
                yield "speaker", piece[2], rng.choice(other), {"verbatim"}, {"speaker"}
        words = [rng.choice(cutter.vocabulary) for _ in range(rng.randint(9, 16))]
        yield "foreign", " ".join(words), rng.choice(speakers), {"unfound"}, set()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[os.path.join(ROOT, "examples", "record")])
    parser.add_argument("--command", default=os.path.join(ROOT, "target", "release", "onrecord"))
    parser.add_argument("--per-kind", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many cases that went wrong")
    options = parser.parse_args()
    turns = speech(options.command, options.paths)
    if not turns:
        sys.exit("no speech with named speakers in: " + ", ".join(options.paths))
    cases = [
        {"id": str(index), "kind": kind, "text": text.strip(" ,;–-"), "speaker": speaker, "verdicts": verdicts, "flags": flags}
        for index, (kind, text, speaker, verdicts, flags) in enumerate(edits(turns, options.per_kind, random.Random(options.seed)))
    ]
    with tempfile.TemporaryDirectory() as folder:
        rows = os.path.join(folder, "quotations.jsonl")
        with open(rows, "w", encoding="utf8") as file:
            for case in cases:
                file.write(json.dumps({key: case[key] for key in ("id", "text", "speaker")}, ensure_ascii=False) + "\n")
        run = subprocess.run(
            [options.command, "check", "--quotations", rows, "--against", *options.paths, "--format", "jsonl"],
            capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"onrecord check: {run.stderr}")
    found = {line["id"]: line for line in map(json.loads, run.stdout.splitlines()) if line["type"] == "finding"}
    table, shown = collections.OrderedDict(), 0
    for case in cases:
        finding = found[case["id"]]
        right = finding["verdict"] in case["verdicts"] and case["flags"] <= set(finding["flags"])
        count = table.setdefault(case["kind"], [0, 0, collections.Counter()])
        count[0] += 1
        count[1] += right
        if not right:
            count[2][" ".join([finding["verdict"], *finding["flags"]])] += 1
            if shown < options.show:
                shown += 1
                print(f"{case['kind']}: {finding['verdict']} {finding['flags']}\n    {case['text']}")
                for passage in finding["passages"][:1]:
                    print(f"    {passage['text']}")
    print(f"{len(turns)} turns, {len(cases)} quotations")
    for kind, (count, right, wrong) in table.items():
        told = "; ".join(f"{how} {times}" for how, times in wrong.most_common(4))
        print(f"{kind:10} {right:4} of {count:4} right  {told}")
    print(f"right in all: {sum(row[1] for row in table.values()) / max(1, len(cases)):.3f}")


if __name__ == "__main__":
    main()
