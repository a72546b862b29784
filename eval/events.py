#!/usr/bin/env python3
"""Documents of one event: are all its witnesses together, and no stranger among them?

    events.py RECORD --truth FILE [--cmd onrecord] [--show N]
    events.py invent FOLDER                write talks of our own making, with their truth, into FOLDER

FILE has one line a document that is known: its name on record (or the end of it), a tab, the name of its event. Documents
without a line are not counted. Two documents are a pair; a pair of one event that is not together is missed, a pair of two
events that is together is wrong. `--show` prints so many of each, for a person to look at: a pair that the truth calls wrong
may be one of an event that the truth does not know.

Standard library only. Reads what `onrecord events --all --format jsonl` prints.
"""
import argparse, collections, itertools, json, os, random, subprocess, sys, time


def load_truth(path):
    truth = {}
    with open(path, encoding="utf8") as lines:
        for line in lines:
            name, _, event = line.rstrip("\n").partition("\t")
            if event:
                truth[name] = event
    return truth


def event_of(name, truth):
    """By the whole name, or by its end at a folder's border."""
    parts = name.split("/")
    for at in range(len(parts)):
        if (event := truth.get("/".join(parts[at:]))) is not None:
            return event
    return None


def measure(arguments):
    truth = load_truth(arguments.truth)
    began = time.time()
    run = subprocess.run(arguments.cmd.split() + ["events", "--all", "--format", "jsonl", "--record", arguments.record],
                         capture_output=True, text=True)
    took = time.time() - began
    if run.returncode != 0:
        sys.exit(run.stderr)
    together, found = collections.defaultdict(list), collections.defaultdict(list)
    documents = 0
    for number, line in enumerate(run.stdout.splitlines()):
        for witness in json.loads(line)["witnesses"]:
            documents += 1
            event = event_of(witness["document"], truth)
            if event is not None:
                together[number].append((event, witness))
                found[event].append((number, witness))
    whole = [event for event, list_ in found.items() if len(list_) > 1]
    missed = [event for event in whole if len({number for number, _ in found[event]}) > 1]
    wrong = [number for number, list_ in together.items() if len({event for event, _ in list_}) > 1]
    pairs = lambda count: count * (count - 1) // 2
    all_pairs = sum(pairs(len(list_)) for list_ in found.values())
    kept = sum(pairs(count) for list_ in together.values() for count in collections.Counter(e for e, _ in list_).values())
    given = sum(pairs(len(list_)) for list_ in together.values())
    print(f"{documents} documents on record, {sum(map(len, found.values()))} of a known event")
    print(f"events with several witnesses: {len(whole)}, all together: {len(whole) - len(missed)}")
    print(f"events with a stranger among them: {len(wrong)}")
    print(f"pairs: recall {kept / max(all_pairs, 1):.4f}, precision {kept / max(given, 1):.4f}; {took:.2f} s")
    describe = lambda witness: f"    {witness['date']}  {witness['words']:6} words  {witness['document'][-70:]}  {(witness['title'] or '')[:60]}"
    for event in missed[:arguments.show]:
        print(f"missed: {event}", *(describe(witness) for _, witness in found[event]), sep="\n")
    for number in wrong[:arguments.show]:
        print("strangers:", *(f"  [{event[:40]}]\n{describe(witness)}" for event, witness in together[number]), sep="\n")


SYLLABLES = "ha bor fe ri to lim ka sen du vor mi ral pe nos gi wet".split()


class Speech:
    """Sentences of made-up words, the common ones common."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def words(self, count):
        out = []
        for _ in range(count):
            rank = self.random.randrange(40) * self.random.randrange(40)
            word = "".join(SYLLABLES[(rank + part * (1 + rank // 16)) % 16] for part in range(1 + rank % 3))
            out.append(word)
        return out


def invent(arguments):
    """Talks in several witnesses: transcript, badly heard captions, a report that quotes; campaign speeches and a series with
    formulas, which must stay apart."""
    chance = random.Random(arguments.seed)
    os.makedirs(arguments.folder, exist_ok=True)
    truth = []

    def write(name, event, text, **about):
        with open(os.path.join(arguments.folder, name), "w", encoding="utf8") as file:
            file.write(text)
        with open(os.path.join(arguments.folder, name + ".meta.toml"), "w", encoding="utf8") as file:
            file.writelines(f"{key} = {json.dumps(value)}\n" for key, value in about.items())
        truth.append(f"{name}\t{event}\n")

    def day(at):
        return f"20{29 + at // 336}-{1 + at // 28 % 12:02}-{1 + at % 28:02}"

    def dialogue(turns):
        return "\n".join(f"{name}: {' '.join(turn).capitalize()}.\n" for name, turn in zip(itertools.cycle(["Tom Hale", "Ana Ruiz"]), turns))

    def captions(words, share):
        heard = [word if chance.random() >= share else word[::-1] + "o" for word in words]
        lines = [" ".join(heard[at:at + 9]) for at in range(0, len(heard), 9)]
        clock = lambda second: f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000"
        return "WEBVTT\n\n" + "".join(f"{clock(at * 3)} --> {clock(at * 3 + 3)}\n{line}\n\n" for at, line in enumerate(lines))

    for number in range(arguments.events):
        speech, date = Speech(1000 + number), day(number)
        turns = [speech.words(chance.randint(15, 260)) for _ in range(chance.randint(6, 30))]
        flat = list(itertools.chain(*turns))
        write(f"talk{number}.txt", f"talk {number}", dialogue(turns), date=date)
        undated = number % 4 == 3
        write(f"video{number}.vtt", f"talk {number}", captions(flat, 0.05 + 0.10 * chance.random()), **({} if undated else {"date": date}))
        longest = max(turns, key=len)
        report = " ".join(speech.words(60)).capitalize() + ". “" + " ".join(longest[:150]).capitalize() + ",” it was said. " + " ".join(speech.words(30)).capitalize() + "."
        write(f"report{number}.txt", f"talk {number}", report, date=date, grade="wire")
    stock = [Speech(5).words(110) for _ in range(8)]
    formula = Speech(6).words(150)
    for number in range(arguments.events):
        speech = Speech(9000 + number)
        parts = [part for passage in stock for part in (passage, speech.words(chance.randint(50, 140)))]
        write(f"stump{number}.txt", f"stump {number}", "Ana Ruiz: " + " ".join(itertools.chain(*parts)) + ".\n", date=day(number))
        write(f"series{number}.txt", f"series {number}", dialogue([formula, speech.words(200), speech.words(90)]), date=day(number * 7 % 600))
    with open(os.path.join(arguments.folder, "..", os.path.basename(os.path.abspath(arguments.folder)) + ".truth.tsv"), "w", encoding="utf8") as file:
        file.writelines(truth)
    print(f"{len(truth)} documents; the truth stands beside the folder, in {os.path.basename(os.path.abspath(arguments.folder))}.truth.tsv")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    if sys.argv[1:2] == ["invent"]:
        parser.add_argument("invent")
        parser.add_argument("folder")
        parser.add_argument("--events", type=int, default=60)
        parser.add_argument("--seed", type=int, default=1)
        invent(parser.parse_args())
    else:
        parser.add_argument("record")
        parser.add_argument("--truth", required=True)
        parser.add_argument("--cmd", default="onrecord")
        parser.add_argument("--show", type=int, default=5)
        measure(parser.parse_args())
