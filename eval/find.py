#!/usr/bin/env python3
"""What does a search cost, start of the process included?

    find.py RECORD [--cmd onrecord] [--n 400] [--runs 5] [--seed 1] [--slowest 10] [--same-as COMMAND] [--show SORT]

Queries are drawn from the record's own words, evenly of eight sorts: one word (half of them as often as it is said, half as
rare as most words are), two words of one segment, a phrase, two words near each other, the beginning of a word, a word with
a filter, words true to case and marks, and a word with a later page. Each is run as a process of its own, once to warm up
and then `--runs` times, all queries in turn, so that a busy moment of the machine does not fall on one query alone; the
median of its runs is what counts. CPU is user and system time of the process together, as the kernel counts it.

`--same-as` runs another build once on each query and names those for which the two do not print the same hits. Standard
library only.
"""
import argparse, collections, json, os, random, re, statistics, subprocess, sys, time

SORTS = ("word", "two words", "phrase", "near", "beginning", "filter", "exactly", "later page")
# What is written without blanks between words is cut into words of two signs.
UNSPACED = r"\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{UNSPACED}]{{1,2}}|[^\W\d_{UNSPACED}]+")
WORD_WITH_MARKS = re.compile(rf'[{UNSPACED}]{{1,2}}|[^\s"“”„{UNSPACED}]+')


def words_of(text):
    return WORD.findall(text)


def segments_of(command, record, rng, wanted=20000):
    """Some segments from everywhere on the record, each with what filters can ask of it."""
    kept, seen, about = [], 0, {}
    with subprocess.Popen(command + ["export", "--record", record, "--format", "jsonl"], stdout=subprocess.PIPE) as export:
        for line in export.stdout:
            one = json.loads(line)
            if one["type"] == "document":
                about = {"date": one["date"], "lang": one["language"]}
            elif one["type"] == "segment" and one["text"].strip():
                segment = {"text": one["text"], "speaker": one["speaker"], "grade": one["grade"], **about}
                seen += 1
                if len(kept) < wanted:
                    kept.append(segment)
                elif (at := rng.randrange(seen)) < wanted:
                    kept[at] = segment
    if export.returncode != 0 or not kept:
        sys.exit("the record could not be exported, or holds nothing")
    return kept


class Draw:
    """Draws queries."""

    def __init__(self, segments, rng):
        self.rng = rng
        self.segments = segments
        self.by_word = sorted({word.lower() for segment in segments for word in words_of(segment["text"])})

    def segment(self, words=1, needs=None):
        for _ in range(100000):
            segment = self.rng.choice(self.segments)
            if len(words_of(segment["text"])) >= words and (needs is None or segment[needs]):
                return segment
        sys.exit(f"there are no segments of {words} words" + (f" with a {needs}" if needs else ""))

    def frequent(self):
        return self.rng.choice(words_of(self.segment()["text"])).lower()

    def run(self, longest):
        """Words in a row."""
        words = words_of(self.segment(2)["text"])
        count = min(len(words), self.rng.randint(2, longest))
        at = self.rng.randint(0, len(words) - count)
        return words[at:at + count]

    def filter(self):
        field = self.rng.choice(("speaker", "date", "grade", "lang"))
        segment = self.segment(needs=field)
        value = segment[field]
        if field == "date":
            value = self.rng.choice((value, value[:7], value[:4], f"{value[:4]}..", f"{int(value[:4]) - 1}..{value[:4]}"))
        elif field == "speaker":
            value = '"' + self.rng.choice((value, words_of(value)[-1])).replace('"', "") + '"'
        return f"{self.rng.choice(words_of(segment['text'])).lower()} {field}:{value}"

    def exactly(self):
        """Words as they stand in the text, with the marks between them."""
        text = self.segment(2)["text"]
        found = [match.span() for match in WORD_WITH_MARKS.finditer(text)]
        count = min(len(found), self.rng.randint(1, 4))
        at = self.rng.randint(0, len(found) - count)
        cut = text[found[at][0]:found[at + count - 1][1]]
        return f'="{cut}"' if WORD.search(cut) and not re.search(r'["“”„]', cut) else self.exactly()

    def query(self, sort, number):
        """The arguments of one query."""
        rng = self.rng
        if sort == "word":
            return [self.frequent() if number % 2 else rng.choice(self.by_word)]
        if sort == "two words":
            return [" ".join(rng.sample(words_of(self.segment(2)["text"]), 2)).lower()]
        if sort == "phrase":
            return ['"' + " ".join(self.run(6)) + '"']
        if sort == "near":
            words = self.run(8)
            return [f"NEAR({words[0].lower()} {words[-1].lower()}, {rng.choice((2, 5, 10))})"]
        if sort == "beginning":
            return [self.frequent()[:rng.randint(1, 6)] + "*"]
        if sort == "filter":
            return [self.filter()]
        if sort == "exactly":
            return [self.exactly()]
        return [self.frequent(), "--skip", str(rng.choice((20, 40, 100, 200)))]


def timed(command, sink):
    """Milliseconds of CPU and of wall time of one process."""
    begin = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, sink, 1), (os.POSIX_SPAWN_DUP2, sink, 2)])
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} failed")
    return (usage.ru_utime + usage.ru_stime) * 1000, wall * 1000


def said(command):
    """Its hits; not how many more there are about."""
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return run.returncode, run.stdout


def share(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def line(name, measured):
    cpu, wall = [one[0] for one in measured], [one[1] for one in measured]
    figures = "".join(f"{share(v, .5):>8.2f}{share(v, .95):>8.2f}{max(v):>8.2f}  " for v in (cpu, wall))
    print(f"{name:<12}{len(measured):>5}  {figures}")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("record")
    p.add_argument("--cmd", default="onrecord")
    p.add_argument("--n", type=int, default=400)
    p.add_argument("--runs", type=int, default=5)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--slowest", type=int, default=10)
    p.add_argument("--same-as")
    p.add_argument("--show", help="prints the queries of this sort (or all) and runs none")
    a = p.parse_args()
    command, rng = a.cmd.split(), random.Random(a.seed)
    draw = Draw(segments_of(command, a.record, rng), rng)
    queries = [(SORTS[at % len(SORTS)], draw.query(SORTS[at % len(SORTS)], at // len(SORTS))) for at in range(a.n)]
    if a.show:
        for sort, words in queries:
            if a.show in (sort, "all"):
                print(f"{sort:<12}{' '.join(words)}")
        return
    tail = ["--record", a.record, "--format", "jsonl"]
    # What begins with "-" is no option.
    of = lambda words: ["find", *tail, *words[1:], "--", words[0]]
    if a.same_as:
        other = [w for s, w in queries if said(command + of(w)) != said(a.same_as.split() + of(w))]
        print(f"{len(other)} of {len(queries)} queries have other hits than with {a.same_as}")
        for words in other:
            print(f"    {' '.join(words)}")
    sink = os.open(os.devnull, os.O_WRONLY)
    runs = collections.defaultdict(list)
    for turn in range(a.runs + 1):
        for at, (_, words) in enumerate(queries):
            spent = timed(command + of(words), sink)
            if turn:
                runs[at].append(spent)
        if turn:
            runs["start"] += [timed(command + ["--version"], sink) for _ in range(20)]
    middle = {at: [statistics.median(column) for column in zip(*spent)] for at, spent in runs.items()}
    print(f"{'milliseconds':<19}{'CPU p50':>8}{'p95':>8}{'max':>8}  {'wall p50':>8}{'p95':>8}{'max':>8}")
    for sort in SORTS:
        measured = [middle[at] for at, (one, _) in enumerate(queries) if one == sort]
        if measured:
            line(sort, measured)
    line("all", [middle[at] for at in range(len(queries))])
    print(f"{'--version':<19}{middle['start'][0]:>8.2f}{'':>18}{middle['start'][1]:>8.2f}")
    for at in sorted(range(len(queries)), key=lambda at: -middle[at][0])[:a.slowest]:
        print(f"{middle[at][0]:>8.2f} ms  {queries[at][0]:<12}{' '.join(queries[at][1])}")


if __name__ == "__main__":
    main()
