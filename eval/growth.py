#!/usr/bin/env python3
"""How the time for a quotation grows with the record, beside other ways to find an edited quotation.

    eval/growth.py make FOLDER --mb 100 [--from TEXTS]     FOLDER/record/*.txt and FOLDER/cases.jsonl
    eval/growth.py run FOLDER... [--out DIR]               measures; writes DIR/growth.csv and DIR/growth.svg

`make` draws paragraphs from the words of TEXTS (a folder of texts of your own; without it, of this project's own pages), with
one neighbour in two kept as it stands there, so that common words and common pairs stay common; and quotations of them in
six kinds: verbatim, plain, with an ellipsis, with brackets, with 15 and with 35 % of the words drawn anew.
`run` measures whole processes on every FOLDER (any that has record/ and cases.jsonl): the time with all cases less the time
with one, for each further case; five runs, the one in the middle. The peers are those of eval/peers (built where they are missing): a scan
with an edit distance, and windows from SQLite's FTS5 and from tantivy, compared by that edit distance. What is slow gets the
first of the cases only, as many as fit in some --seconds. Close other programs first. Standard library only.
"""
import argparse, csv, json, os, random, re, resource, shutil, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
KINDS = ("verbatim", "plain", "ellipsis", "bracket", "edit15", "edit35")
WAYS = ("onrecord", "tantivy", "fts5", "scan")


def words_of(folder):
    for path, _, files in sorted(os.walk(folder)):
        if os.sep + "." in path[len(folder):] or "target" in path.split(os.sep):
            continue
        for file in sorted(files):
            if file.endswith((".txt", ".md")):
                with open(os.path.join(path, file), encoding="utf8", errors="replace") as text:
                    yield from re.findall(r"[A-Za-z][A-Za-z'’]*[,.;]?", text.read())


def make(arguments):
    rng = random.Random(arguments.seed)
    pool = list(words_of(arguments.texts))
    if len(pool) < 1000:
        sys.exit(f"{arguments.texts} has only {len(pool)} words; give a folder of texts with --from")
    shutil.rmtree(os.path.join(arguments.folder, "record"), ignore_errors=True)
    os.makedirs(os.path.join(arguments.folder, "record"))
    size, spots, total = 0, [], arguments.mb * 1_000_000
    file = 0
    while size < total:
        name = f"{file:06d}.txt"
        file += 1
        with open(os.path.join(arguments.folder, "record", name), "w", encoding="utf8") as out:
            for _ in range(400):
                words, at = [], rng.randrange(len(pool))
                for _ in range(rng.choice((20, 40, 60, 90, 140))):
                    at = (at + 1) % len(pool) if rng.random() < 0.5 else rng.randrange(len(pool))
                    words.append(pool[at])
                size += out.write(f"{rng.choice(('Ana Ruiz', 'Tom Hale', 'Eva Lind'))}: {' '.join(words)}\n\n")
                if len(words) >= 60 and rng.random() < 5e6 / total:
                    spots.append((name, words))
                if size >= total:
                    break
    with open(os.path.join(arguments.folder, "cases.jsonl"), "w", encoding="utf8") as out:
        for index in range(arguments.n):
            kind = KINDS[index % len(KINDS)]
            name, words = rng.choice(spots)
            count = 37 if kind == "ellipsis" else 25
            at = rng.randrange(len(words) - count + 1)
            quoted = words[at:at + count]
            source = " ".join(quoted)
            if kind == "ellipsis":
                quoted[12:24] = ["…"]
            if kind == "bracket":
                quoted[9] = "[the harbour]"
            for place in rng.sample(range(count), {"edit15": 4, "edit35": 9}.get(kind, 0)):
                quoted[place] = rng.choice(pool)
            text = " ".join(quoted)
            if kind == "plain":
                text = re.sub(r"[^\w\s]", "", text.lower())
            case = {"id": f"{kind}-{index}", "text": text, "kind": kind, "document": name, "source": source}
            out.write(json.dumps(case, ensure_ascii=False) + "\n")
    print(f"{size / 1e6:.0f} MB in {file} files, {arguments.n} cases in {arguments.folder}")


def timed(command):
    """What a command writes, and the CPU time of it in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {run.stderr[-2000:]}")
    return run.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def on_disk(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(path) for file in files)


def is_right(case, document, text):
    plain = lambda text: set(re.findall(r"\w+", text.lower()))
    wanted = plain(case["source"])
    return str(document).endswith(case["document"]) and len(plain(text or "") & wanted) >= 0.6 * len(wanted)


def measure(way, folder, arguments, work):
    record = os.path.join(folder, "record")
    index = os.path.join(work, way + (".record" if way == "onrecord" else ""))
    with open(os.path.join(folder, "cases.jsonl"), encoding="utf8") as lines:
        cases = [json.loads(line) for line in lines]
    if way == "onrecord":
        timed([arguments.cmd, "init", index])
        _, built = timed([arguments.cmd, "add", "--quiet", "--record", index, record])
    else:
        _, built = timed([arguments.peers, "build", way, record, index])

    def run(some):
        file = os.path.join(work, "cases.jsonl")
        with open(file, "w", encoding="utf8") as out:
            out.writelines(json.dumps({"id": case["id"], "text": case["text"]}) + "\n" for case in some)
        if way == "onrecord":
            return timed([arguments.cmd, "check", "--quotations", file, "--record", index, "--format", "jsonl"])
        return timed([arguments.peers, "find", way, index, file])

    run(cases[:1])
    few = cases[:1 + len(KINDS)]
    one_more = (run(few)[1] - run(few[:1])[1]) / len(KINDS)
    cases = cases[:max(3 * len(KINDS), int(arguments.seconds / max(one_more, 1e-6)))]
    each, found = [], {}
    for _ in range(arguments.runs):
        _, first = run(cases[:1])
        out, all_of_them = run(cases)
        each.append((all_of_them - first) / (len(cases) - 1))
        for line in map(json.loads, out.splitlines()):
            if way != "onrecord":
                found[line["id"]] = (line["document"], line["text"])
            elif line["type"] == "finding":
                best = (line["passages"] or [{}])[0]
                found[line["id"]] = (best.get("document"), best.get("text"))
    right = {kind: [is_right(case, *found.get(case["id"], ("", ""))) for case in cases if case["kind"] == kind] for kind in KINDS}
    size = on_disk(record)
    row = {
        "way": way, "megabytes": round(size / 1e6), "cases": len(cases),
        "microseconds": round(1e6 * statistics.median(each)),
        "found": round(sum(map(sum, right.values())) / len(cases), 4),
        **{kind: round(sum(one) / max(1, len(one)), 4) for kind, one in right.items()},
        "build_mb_a_second": round(size / 1e6 / built, 1), "index_over_text": round(on_disk(index) / size, 2),
    }
    shutil.rmtree(index, ignore_errors=True)
    if os.path.isfile(index):
        os.remove(index)
    return row


def plot(rows, path):
    """Time for a quotation over the size of the text, both axes by powers of ten."""
    import math
    width, height, left, bottom = 640, 400, 80, 60
    sizes = sorted({row["megabytes"] for row in rows})
    low, high = math.log10(min(sizes)), math.log10(max(max(sizes), 2 * min(sizes)))
    times = [math.log10(max(1, row["microseconds"])) for row in rows]
    bottom_time, top_time = math.floor(min(times)), math.ceil(max(times))
    x = lambda size: left + 20 + (math.log10(size) - low) / (high - low) * (width - left - 160)
    y = lambda time: height - bottom - (math.log10(max(1, time)) - bottom_time) / max(1, top_time - bottom_time) * (height - bottom - 30)
    style = {"onrecord": ("#1b5e9b", ""), "tantivy": ("#8a4b08", "6 3"), "fts5": ("#4d4d4d", "2 3"), "scan": ("#7a1f5c", "9 3 2 3")}
    names = {"fts5": "SQLite FTS5", "scan": "scan (sassy)"}
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">',
             '<title>CPU time for one more quotation, by the size of the text</title>',
             f'<rect width="{width}" height="{height}" fill="white"/>']
    label = lambda us: f"{us:g} µs" if us < 1000 else f"{us / 1000:g} ms" if us < 1_000_000 else f"{us / 1e6:g} s"
    for power in range(bottom_time, top_time + 1):
        at = y(10 ** power)
        parts.append(f'<path d="M{left} {at:.1f}H{width - 120}" stroke="#ddd"/><text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end">{label(10 ** power)}</text>')
    for size in sizes:
        parts.append(f'<text x="{x(size):.1f}" y="{height - bottom + 20}" text-anchor="middle">{size:g} MB</text>')
    for way in WAYS:
        points = sorted((row["megabytes"], row["microseconds"]) for row in rows if row["way"] == way)
        if not points:
            continue
        colour, dashes = style[way]
        line = " ".join(f"{x(size):.1f},{y(time):.1f}" for size, time in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>')
        parts.extend(f'<circle cx="{x(size):.1f}" cy="{y(time):.1f}" r="4" fill="{colour}"/>' for size, time in points)
        size, time = points[-1]
        parts.append(f'<text x="{x(size) + 10:.1f}" y="{y(time) + 4:.1f}" fill="{colour}">{names.get(way, way)}</text>')
    parts.append(f'<text x="{(left + width - 120) / 2}" y="{height - 12}" text-anchor="middle">text on record; each further quotation, CPU time</text></svg>')
    with open(path, "w", encoding="utf8") as out:
        out.write("\n".join(parts) + "\n")


def run(arguments):
    if not os.path.exists(arguments.peers):
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=os.path.join(HERE, "peers"), check=True)
    if not os.path.exists(arguments.cmd):
        subprocess.run(["cargo", "build", "--release", "--locked", "--package", "onrecord"], cwd=ROOT, check=True)
    os.makedirs(arguments.out, exist_ok=True)
    rows = []
    for folder in arguments.folders:
        for way in arguments.ways.split(","):
            with tempfile.TemporaryDirectory(dir=arguments.out) as work:
                rows.append(measure(way, folder, arguments, work))
            row = rows[-1]
            print(f"{row['megabytes']:>6} MB  {way:<9} {row['microseconds']:>9} µs a quotation   found {row['found']:.3f}   "
                  f"built at {row['build_mb_a_second']} MB/s   index {row['index_over_text']} of the text", flush=True)
    with open(os.path.join(arguments.out, "growth.csv"), "w", newline="", encoding="utf8") as out:
        table = csv.DictWriter(out, rows[0].keys())
        table.writeheader()
        table.writerows(rows)
    plot(rows, os.path.join(arguments.out, "growth.svg"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("make")
    one.add_argument("folder")
    one.add_argument("--mb", type=float, default=100)
    one.add_argument("--n", type=int, default=600)
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--from", dest="texts", default=ROOT)
    one.set_defaults(do=make)
    one = commands.add_parser("run")
    one.add_argument("folders", nargs="+")
    one.add_argument("--out", default="growth")
    one.add_argument("--cmd", default=os.path.join(ROOT, "target/release/onrecord"))
    one.add_argument("--peers", default=os.path.join(HERE, "peers/target/release/peers"))
    one.add_argument("--ways", default=",".join(WAYS))
    one.add_argument("--seconds", type=float, default=20, help="CPU time for the cases of one run, about")
    one.add_argument("--runs", type=int, default=5)
    one.set_defaults(do=run)
    chosen = parser.parse_args()
    chosen.do(chosen)
