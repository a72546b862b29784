#!/usr/bin/env python3
"""Quotations that nobody spoke on this record: how many are let pass or complained of all the same?

    strangers.py --against PATH... --from PATH... [--cmd onrecord] [--n 4000] [--seed 1] [--show N]

Runs of two to twenty-four words are drawn from the texts in `--from` (plain text or Markdown of other occasions than those
in `--against`), each under a name that is not on record, and checked. Words that stand there word for word are counted apart:
"thank you very much" is on every record. The rest should be unfound; `passed` are those that came as tidied or marked,
`alarms` those that came as anything else. Standard library only.
"""
import argparse, collections, json, os, random, re, subprocess, sys, tempfile

LENGTHS = ((2, 3), (4, 5), (6, 9), (10, 24))


def files(paths):
    for path in paths:
        for folder, _, names in os.walk(path) if os.path.isdir(path) else [(os.path.dirname(path), [], [os.path.basename(path)])]:
            yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith((".txt", ".md", ".said")))


def clauses(paths):
    """What people say in the texts, cut where a quoter would cut: at the marks inside and between sentences."""
    for path in files(paths):
        text = open(path, encoding="utf8", errors="replace").read()
        if len(re.findall(r"[a-z]", text[:2000])) < 1000:
            continue
        for line in text.splitlines():
            words = re.sub(r"^[^:]{2,60}: |[#*_>\[\]()]", "", line)
            yield from (c.strip() for c in re.split(r"[.!?;,–—]\s", words) if re.fullmatch(r"[\w'’ -]+", c.strip()))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--against", nargs="+", required=True)
    p.add_argument("--from", dest="source", nargs="+", required=True)
    p.add_argument("--cmd", default="onrecord")
    p.add_argument("--n", type=int, default=4000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--show", type=int, default=0)
    a = p.parse_args()
    by = collections.defaultdict(set)
    for clause in clauses(a.source):
        count = len(clause.split())
        for bounds in LENGTHS:
            if bounds[0] <= count <= bounds[1]:
                by[bounds].add(clause)
    rng = random.Random(a.seed)
    drawn = {b: rng.sample(sorted(by[b]), min(a.n // len(LENGTHS), len(by[b]))) for b in LENGTHS}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as out:
        for bounds, texts in drawn.items():
            for k, text in enumerate(texts):
                out.write(json.dumps({"id": f"{bounds[0]}-{k}", "text": text, "speaker": "Zenobia Quarrymaster"}) + "\n")
        out.flush()
        run = subprocess.run(a.cmd.split() + ["check", "--quotations", out.name, "--format", "jsonl", "--against"] + a.against,
                             capture_output=True, text=True)
    if run.returncode not in (0, 1, 3):
        sys.exit(run.stderr)
    counts, shown = collections.Counter(), 0
    for line in run.stdout.splitlines():
        finding = json.loads(line)
        if finding.get("type") != "finding":
            continue
        verdict, first = finding["verdict"], int(finding["id"].split("-")[0])
        kind = {"unfound": "unfound", "verbatim": "verbatim", "tidied": "passed", "marked": "passed"}.get(verdict, "alarms")
        counts[first, kind] += 1
        if kind in ("passed", "alarms") and shown < a.show:
            shown += 1
            print(f"{verdict}: {finding['quotation']['text']!r} | {finding['passages'][0]['text']!r}")
    print("words   quotations  word for word  passed  alarms")
    for low, high in LENGTHS:
        n = sum(counts[low, kind] for kind in ("unfound", "verbatim", "passed", "alarms"))
        print(f"{low}-{high:<6}{n:>10}{counts[low, 'verbatim']:>15}{counts[low, 'passed']:>8}{counts[low, 'alarms']:>8}")


if __name__ == "__main__":
    main()
