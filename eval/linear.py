#!/usr/bin/env python3
"""Whether time and memory grow with the input and no faster: hostile texts in several sizes through the command.

    eval/linear.py [--command COMMAND] [--mb 0.1 1 4] [--only PATTERN...] [--through WAY...] [--seconds 60] [--memory 6]

Each pattern is made as large as asked for and put through each way: read and have its quotations found, be the article that
is checked, be the record that an article is checked against, be one quotation, be added to a record and searched. Prints for
each pattern and way the seconds of the processor (less what an empty text takes) and the peak memory of each size, and by how much
more than the size the time grew ("1.0" is linear, for four times the size "4.0" would be quadratic). At the end come all that
grew by more than --factor, were ended by the limits of time and memory, or died of a signal; the exit code is 1 if there are any.

Every text is made on the spot. Not a test: what is linear on a quiet machine may look otherwise on a busy one, so look again at
what it complains of, with --only. A pattern that was ever found to be slow belongs in the list.
"""

import argparse
import json
import os
import random
import resource
import signal
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, "..", "examples")


def repeated(unit):
    return lambda size: unit * (size // len(unit.encode()) + 1)


def nested(opening, closing, inside="a b c d"):
    def make(size):
        count = (size - len(inside)) // (len(opening.encode()) + len(closing.encode()))
        return opening * count + inside + closing * count

    return make


def alternating(*units):
    return repeated("".join(units))


def letters(number, least=3):
    """A made-up word for a number, another for each."""
    word = ""
    while number or len(word) < least:
        number, rest = divmod(number, 20)
        word += "bcdfghjklmnprstvwzxq"[rest] + "aeiou"[rest % 5]
    return word


def counted(each):
    """Pieces that differ, one a number, until there are enough of them."""

    def make(size):
        pieces, total, number = [], 0, 0
        while total < size:
            piece = each(number)
            pieces.append(piece)
            total += len(piece.encode())
            number += 1
        return "".join(pieces)

    return make


def name(number):
    return f"{letters(number % 401).capitalize()} {letters(number).capitalize()}"


def prose(size):
    draw = random.Random(7)
    words = "the harbour stays open and we will not raise fees before winter because all ships may come from afar".split()
    lines, total = [], 0
    while total < size:
        line = " ".join(draw.choice(words) for _ in range(30)).capitalize() + ".\n\n"
        lines.append(line)
        total += len(line)
    return "".join(lines)


def many_quotations(number):
    return f"“We saw {number} ships and {letters(number)} in the harbour,” said {name(number % 97)}.\n\n"


PATTERNS = {
    "prose": prose,
    "said": repeated("said "),
    "said, one a line": repeated("said\n"),
    "said Ruiz,": repeated("said Ruiz, "),
    "words, one a line": counted(lambda n: letters(n % 5000) + "\n"),
    "words, one a paragraph": repeated("harbour\n\n"),
    "one word": repeated("harbour "),
    "one line": repeated("we met at the harbour and spoke of ships and fees "),
    "one unbroken word": repeated("harbour"),
    "one capital word": repeated("Ruiz "),
    "the": repeated("the "),
    "letters": repeated("a "),
    "dots": repeated("."),
    "spaces": lambda size: "a" + " " * size + "b",
    "line breaks": lambda size: "a" + "\n" * size + "b",
    "carriage returns": lambda size: "a" + "\r" * size + "b",
    "tabs": repeated("\t"),
    "hard spaces": repeated("\u00a0"),
    "hyphenated": repeated("a-"),
    "apostrophes in words": repeated("a'"),
    "modifier apostrophes": repeated("\u02bc"),
    "combining marks": lambda size: "a" + "\u0301" * (size // 2),
    "zero width joiners": repeated("\u200d"),
    "replacement characters": repeated("\ufffd"),
    "Chinese": repeated("船在港口停留他说"),
    "Chinese quoted": repeated("他说“船在港口停留。”"),
    "Thai": repeated("เรือ"),
    "Arabic": repeated("قال "),
    "emoji": repeated("👩‍👩‍👧 "),
    "straight quotes": repeated('"'),
    "single quotes": repeated("'"),
    "opening quotes": repeated("“"),
    "closing quotes": repeated("”"),
    "low quotes": repeated("„"),
    "guillemets": repeated("« "),
    "corner brackets": repeated("「"),
    "quotes and words": repeated('"a '),
    "single quotes and words": repeated("'a "),
    "possessives": repeated("ships' "),
    "quotes never closed": repeated("“a b c d\n\n"),
    "quotes nested": nested("“", "”"),
    "quotes nested by kinds": nested("“‘", "’”"),
    "quotes nested spaced": nested("“a ‘b ", " c’ d”"),
    "brackets": repeated("["),
    "brackets nested": nested("[", "]"),
    "round brackets": repeated("("),
    "round brackets nested": nested("(", ")"),
    "brackets in a quotation": lambda size: "“We " + "[the ships] " * (size // 12) + "go,” said Ana Ruiz.",
    "brackets opened in a quotation": lambda size: "“We " + "[the ships " * (size // 11) + "go,” said Ana Ruiz.",
    "ellipses": repeated("… "),
    "ellipses of dots": repeated("... "),
    "ellipses in a quotation": lambda size: "“" + "we go … " * (size // 10) + "home,” said Ana Ruiz.",
    "one quotation": lambda size: "“" + prose(size).replace("\n\n", " ") + "” said Ana Ruiz.",
    "one quotation of paragraphs": lambda size: "“" + prose(size).replace("\n\n", "\n\n“") + "” said Ana Ruiz.",
    "many quotations": counted(many_quotations),
    "many quotations of one sort": repeated("“We will keep the harbour open,” she said.\n\n"),
    "many quotations in a line": repeated("“We will keep the harbour open,” she said. "),
    "quotations without anybody": repeated("“We will keep the harbour open.” "),
    "short quotations": repeated("“a” "),
    "names of one surname": counted(lambda n: f"{letters(n).capitalize()} Ruiz spoke.\n\n"),
    "names": counted(lambda n: f"{name(n)} spoke.\n\n"),
    "names in a line": counted(lambda n: f"{name(n)}, "),
    "names said": counted(lambda n: f"“We go home now,” said {name(n)}.\n\n"),
    "single names": counted(lambda n: letters(n).capitalize() + " "),
    "speakers": counted(lambda n: f"{name(n)}: We go home now.\n\n"),
    "speakers of one surname": counted(lambda n: f"{letters(n).capitalize()} Ruiz: We go home now.\n\n"),
    "speakers of three names": counted(lambda n: f"{letters(n).capitalize()} {letters(n * 7 % 1009).capitalize()} Ruiz: We go.\n\n"),
    "initials": repeated("A. "),
    "initials run together": repeated("A."),
    "titles": repeated("Mr. "),
    "Mr. names": counted(lambda n: f"Mr. {letters(n).capitalize()} said so.\n\n"),
    "pronouns": repeated("he she they "),
    "pronouns said": repeated("he said she said they said "),
    "that": repeated("said that "),
    "reported": repeated("Ana Ruiz said that they want to believe "),
    "according to": repeated("according to "),
    "who": repeated("who, "),
    "commas": repeated(", "),
    "colons": repeated("a b: "),
    "labels": repeated("NAME: text\n"),
    "questions": repeated("Q: Why?\n\nA: Because.\n\n"),
    "quoting signs": repeated("> "),
    "quoted lines": repeated("> we go home now\n"),
    "quoting signs and quotes": lambda size: ">" * (size // 2) + ' "a"' * (size // 8) + "\n— Ana Ruiz\n",
    "dashes": repeated("— "),
    "dashes, one a line": repeated("— We go home now.\n"),
    "lists": repeated("- a\n"),
    "headings": repeated("# a\n"),
    "stars": repeated("**"),
    "underscores": repeated("_a "),
    "code marks": repeated("`"),
    "links": repeated("[a]("),
    "pictures": repeated("![a]("),
    "cells": repeated("| a "),
    "rules": repeated("---\n"),
    "numbers": counted(lambda n: f"{n} "),
    "number words": repeated("twenty one hundred thousand million "),
    "one number": repeated("7"),
    "number with commas": repeated("777,"),
    "number with dots": repeated("7.7"),
    "percent": repeated("7 per cent "),
    "money": repeated("$7 million and "),
    "dates": counted(lambda n: f"on {n % 28 + 1} June {1900 + n % 150} "),
    "dates in digits": counted(lambda n: f"{1900 + n % 150}-06-{n % 28 + 1:02} "),
    "times": repeated("1:00 a\n"),
    "negations": repeated("not "),
    "fillers": repeated("uh, um, you know, "),
    "repairs": repeated("I, I mean, we, "),
    "conditions": repeated("if we unless they but "),
    "addresses": repeated("http://a.b/c "),
    "mail": repeated("a@b.c "),
    "tags opened": lambda size: "<!doctype html><body>" + "<div>" * (size // 5),
    "tags nested": lambda size: "<!doctype html><body>" + nested("<div>", "</div>")(size),
    "tags never finished": lambda size: "<!doctype html><body>" + "<a " * (size // 3),
    "attributes": lambda size: "<!doctype html><body><p " + "a=b " * (size // 4) + ">x</p>",
    "entities": lambda size: "<!doctype html><body>" + "&amp" * (size // 4),
    "paragraphs of HTML": lambda size: "<!doctype html><body>" + "<p>“We go home,” said Ana Ruiz.</p>\n" * (size // 42),
    "cells of HTML": lambda size: "<!doctype html><body>" + "<table><tr><td>a" * (size // 16),
    "formatting never closed": lambda size: "<!doctype html><body>" + "<b><i>a" * (size // 7),
    "formatting badly closed": lambda size: "<!doctype html><body>" + "<p><b>a</p>" * (size // 11),
    "comments of HTML": lambda size: "<!doctype html><body>" + "<!-- " * (size // 5),
    "cues": lambda size: "WEBVTT\n\n"
    + "".join(f"{n // 60 % 60:02}:{n % 60:02}.000 --> {n // 60 % 60:02}:{n % 60:02}.900\nwe go home\n\n" for n in range(size // 38)),
    "rolling cues": lambda size: "WEBVTT\n\n"
    + "".join(f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000 --> {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.900\nwe go home\nwe go home\n\n" for n in range(size // 53)),
    "cues of one word": lambda size: "WEBVTT\n\n" + "00:01.000 --> 00:02.000\na\n\n" * (size // 27),
    "cue of tags": lambda size: "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<00:01.000><c>a" * (size // 15),
    "music": repeated("[Music] "),
    "subtitles": lambda size: "".join(f"{n}\n00:00:01,000 --> 00:00:02,000\nwe go home\n\n" for n in range(size // 48)),
}


def measure(command, arguments, seconds, memory):
    """Processor seconds, peak memory in MB and how it ended, of one run."""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(null, 1)
        if not os.environ.get("LINEAR_STDERR"):
            os.dup2(null, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        try:
            os.execv(command, [command, *arguments])
        finally:
            os._exit(127)
    timer = threading.Timer(seconds * 2, lambda: os.kill(pid, signal.SIGKILL))
    timer.start()
    _, status, usage = os.wait4(pid, 0)
    timer.cancel()
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        ended = "time" if number in (signal.SIGXCPU, signal.SIGKILL) else signal.Signals(number).name
    else:
        code = os.WEXITSTATUS(status)
        ended = "" if code in (0, 1, 2) else f"exit {code}"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, ended


class Ways:
    """The ways of a text through the command: a list of runs for each, of which the longest counts."""

    def __init__(self, folder):
        self.folder = folder
        self.article = os.path.join(EXAMPLES, "article.md")
        self.record = os.path.join(EXAMPLES, "record")
        self.quotation = os.path.join(folder, "quotation.jsonl")
        self.kept = os.path.join(folder, "kept.record")

    def quotes(self, path):
        return [["quotes", "--indirect", path]]

    def read(self, path):
        return [["read", path]]

    def article_(self, path):
        return [["check", path, "--against", self.record, "--format", "jsonl"]]

    def against(self, path):
        return [["check", self.article, "--against", path, "--format", "jsonl"]]

    def itself(self, path):
        return [["check", path, "--against", path, "--format", "jsonl"]]

    def claim(self, path):
        with open(path, encoding="utf-8") as file, open(self.quotation, "w", encoding="utf-8") as out:
            out.write(json.dumps({"text": file.read(), "speaker": "Ana Ruiz"}) + "\n")
        return [["check", "--quotations", self.quotation, "--against", path, "--format", "jsonl"]]

    def kept_(self, path):
        for ending in ["", "-wal", "-shm", ".index"]:
            if os.path.exists(self.kept + ending):
                os.remove(self.kept + ending)
        with open(path, encoding="utf-8") as file:
            words = " ".join(file.read(4000).split()[:40])
        record = ["--record", self.kept]
        return [
            ["--quiet", "init", self.kept],
            ["add", path, *record],
            ["check", self.article, *record, "--format", "jsonl"],
            ["find", *record, "--", words or "harbour"],
            ["find", *record, "--", '"harbour ships" OR a'],
        ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", default=os.path.join(HERE, "..", "target", "release", "onrecord"))
    parser.add_argument("--mb", type=float, nargs="+", default=[0.1, 1, 4])
    parser.add_argument("--only", nargs="+")
    parser.add_argument("--through", nargs="+")
    parser.add_argument("--seconds", type=int, default=60, help="processor seconds after which a run is ended")
    parser.add_argument("--memory", type=float, default=6, help="GB of address space a run may have; 0: any")
    parser.add_argument("--factor", type=float, default=2.0, help="growth beyond the size that is complained of")
    options = parser.parse_args()
    command = os.path.realpath(options.command)
    if not os.access(command, os.X_OK):
        sys.exit(f"no command at {command}: build it with “cargo build --release -p onrecord”, or name it with --command")
    memory = int(options.memory * (1 << 30))
    complaints = []
    with tempfile.TemporaryDirectory() as folder:
        ways = Ways(folder)
        through = {
            "quotes": ways.quotes,
            "read": ways.read,
            "article": ways.article_,
            "against": ways.against,
            "itself": ways.itself,
            "claim": ways.claim,
            "kept": ways.kept_,
        }
        path = os.path.join(folder, "text.txt")

        def put(text, way):
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            took, peak, ended = 0.0, 0.0, ""
            for arguments in way(path):
                seconds, most, how = measure(command, arguments, options.seconds, memory)
                took, peak, ended = max(took, seconds), max(peak, most), ended or how
            return took, peak, ended

        chosen = options.through or list(through)
        floor = {way: put("A harbour.", through[way])[0] for way in chosen}
        for pattern in options.only or PATTERNS:
            for way in chosen:
                figures, bad, before = [], "", None
                for mb in options.mb:
                    took, peak, ended = put(PATTERNS[pattern](int(mb * 1e6)), through[way])
                    took = max(took - floor[way], 0)
                    # What takes a twentieth of a second says nothing.
                    grew = ""
                    if before and took > 0.05:
                        beyond = took / max(before[0], 0.02) / (mb / before[1])
                        grew = f" {beyond:3.1f}"
                        if beyond > options.factor:
                            bad = bad or "grows"
                    figures.append(f"{took:6.2f} s{grew:4} {peak:5.0f} MB{' ' + ended if ended else ''}")
                    bad = ended or bad
                    before = (took, mb)
                    if ended:
                        break
                line = f"{pattern:32} {way:8} " + " | ".join(figures)
                print(line + (f"  << {bad}" if bad else ""), flush=True)
                if bad:
                    complaints.append(line)
    print(f"\n{len(complaints)} to look at" + (":" if complaints else ""))
    for line in complaints:
        print(line)
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
