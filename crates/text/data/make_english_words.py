#!/usr/bin/env python3
"""Makes english-words.bloom, the filter by which a plain misspelling is told from another word.

    make_english_words.py WORDLIST... > english-words.bloom

The word lists are SCOWL's, as Debian packages them (wamerican, wbritish: /usr/share/dict/american-english and
british-english). Each word is folded as crate text folds it and enters a Bloom filter of 2^20 bits with four bits a word;
see src/english.rs, which reads it. Standard library only.
"""
import sys, unicodedata

BITS = 1 << 20


def fold(word):
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def form(word):
    h = 0x811C9DC5
    for b in word.encode():
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return h ^ (h >> 16)


def places(f):
    step = ((f * 0x9E3779B1) & 0xFFFFFFFF) | 1
    return [((f + i * step) & 0xFFFFFFFF) >> 12 for i in range(4)]


words = set()
for path in sys.argv[1:]:
    for line in open(path, encoding="utf8"):
        word = line.strip()
        if word.endswith("'s"):
            word = word[:-2]
        word = fold(word)
        if len(word) >= 4 and word.isalpha():
            words.add(word)
bits = bytearray(BITS // 8)
for word in words:
    for p in places(form(word)):
        bits[p >> 3] |= 1 << (p & 7)
sys.stdout.buffer.write(bits)
print(len(words), "words", file=sys.stderr)
