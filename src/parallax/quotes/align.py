"""Finds the same utterance in several articles, whatever the language, cut or spliced."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from anyascii import anyascii

from parallax.quotes.names import same_speaker
from parallax.telling import Quote, Speaker, Utterance

# Grammar words say nothing of whether two sentences are one; in English, the language compared in.
COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "but",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "there",
        "we",
        "i",
        "you",
        "he",
        "she",
        "they",
        "them",
        "us",
        "our",
        "your",
        "his",
        "her",
        "their",
        "my",
        "me",
        "not",
        "no",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "so",
        "if",
        "then",
        "than",
        "too",
        "very",
        "just",
        "also",
        "only",
        "what",
        "which",
        "who",
        "whom",
        "when",
        "where",
        "how",
        "why",
        "about",
        "into",
        "over",
        "under",
        "out",
        "up",
        "down",
        "again",
        "more",
        "most",
        "some",
        "any",
        "all",
        "each",
        "every",
        "other",
        "such",
        "own",
        "same",
        "s",
        "t",
        "re",
        "ve",
        "ll",
        "d",
        "m",
        "one",
        "say",
        "said",
    ]
)
# Shares of the shorter quotation's weight found in the longer. Speakers known to be the same need
# less; with a speaker missing the words alone must do.
SAME_SPEAKER = 0.42
UNKNOWN_SPEAKER = 0.6
# Names in scripts that spell by sound or by character rarely compare; nearly the same words then do.
SAME_WORDS = 0.6
# Fewer shared words than this could be two remarks on one subject.
SHARED_WORDS = 2
SHARED_UNKNOWN = 4
STEM = 5
WORD = re.compile(r"[a-z0-9]+")
# What translations choose freely between; each group stands for one thing.
SYNONYMS = {
    word: group[0]
    for group in (
        ("switch", "turn"), ("schedule", "hours", "timetable"), ("shore", "bank", "riverbank", "side"), ("boat", "ship", "ferry", "vessel"),
        ("build", "built", "construct"), ("first", "initially"), ("anyone", "nobody", "somebody", "person"), ("half", "halfway"),
        ("wall", "barrier"), ("road", "way", "path", "street"), ("close", "shut"), ("hope", "expect"), ("pressure", "press"),
        ("big", "large", "great"), ("child", "children", "kid"), ("money", "fund"), ("war", "conflict"), ("speak", "talk"),
    )
    for word in group
}  # fmt: skip


def align(quotes: Sequence[Quote]) -> tuple[Utterance, ...]:
    """Groups quotations that carry the same words, each quotation in exactly one utterance.

    Compared in English (``english``, or ``text`` where that is empty). Two quotations are one
    utterance when the shorter's words are mostly in the longer and their speakers can be one;
    quotations with known, different speakers never are. Utterances come in the order of their
    first quotation, with singles too; ids depend on the quotations only.
    """
    bags = [_bag(_comparable(quote)) for quote in quotes]
    weights = _weights(bags)
    groups: list[list[int]] = []
    home: dict[int, int] = {}
    for _, i, j in sorted(_links(quotes, bags, weights), key=lambda link: (-link[0], link[1], link[2])):
        _link(i, j, quotes, groups, home)
    for index in range(len(quotes)):
        if index not in home:
            home[index] = len(groups)
            groups.append([index])
    members = sorted((sorted(group) for group in groups if group), key=lambda group: group[0])
    return tuple(_utterance([quotes[i] for i in group]) for group in members)


def _link(i: int, j: int, quotes: Sequence[Quote], groups: list[list[int]], home: dict[int, int]) -> None:
    a, b = home.get(i), home.get(j)
    if a is not None and a == b:
        return
    left, right = groups[a] if a is not None else [i], groups[b] if b is not None else [j]
    if any(not _compatible(quotes[x], quotes[y]) for x in left for y in right):
        return
    merged = left + right
    for old in (a, b):
        if old is not None:
            groups[old] = []
    groups.append(merged)
    for index in merged:
        home[index] = len(groups) - 1


def _links(
    quotes: Sequence[Quote], bags: Sequence[frozenset[str]], weights: dict[str, float]
) -> Iterable[tuple[float, int, int]]:
    """Pairs that share words enough; only pairs with a word in common are ever compared."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, bag in enumerate(bags):
        for word in bag:
            holders[word].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indices in holders.values():
        for place, i in enumerate(indices):
            for j in indices[place + 1 :]:
                shared[i, j] += 1
    for (i, j), count in shared.items():
        a, b = quotes[i], quotes[j]
        if a.article_id == b.article_id and a.block == b.block:
            continue
        if count < SHARED_WORDS and min(len(bags[i]), len(bags[j])) > 2:
            continue
        score = _containment(bags[i], bags[j], weights)
        named = a.speaker is not None and b.speaker is not None and same(a.speaker, b.speaker)
        if named and score >= SAME_SPEAKER:
            yield score, i, j
        elif (score >= SAME_WORDS and count >= SHARED_UNKNOWN and _spelled_apart(a, b)) or (
            _may_be_one(a.speaker, b.speaker) and score >= UNKNOWN_SPEAKER and count >= SHARED_UNKNOWN
        ):
            yield score - 1, i, j


def _comparable(quote: Quote) -> str:
    return quote.english or quote.text


def _bag(text: str) -> frozenset[str]:
    plain = anyascii(text).casefold().replace("'", " ")
    return frozenset(_stem(word) for word in WORD.findall(plain) if word not in COMMON and len(word) > 1)


def _stem(word: str) -> str:
    """What inflection leaves alone, roughly: the first letters of longer words, without a plural's s."""
    if word in SYNONYMS:
        return SYNONYMS[word]
    word = word.removesuffix("s") if len(word) > 3 else word
    if word in SYNONYMS:
        return SYNONYMS[word]
    for ending in ("ing", "ed", "e"):
        if len(word) > len(ending) + 3:
            word = word.removesuffix(ending)
    return word[:STEM]


def _weights(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    """Rare words count for more: the usual inverse document frequency, smoothed."""
    counts = Counter(word for bag in bags for word in bag)
    return {word: math.log(1 + len(bags) / count) + 0.5 for word, count in counts.items()}


def _containment(a: frozenset[str], b: frozenset[str], weights: dict[str, float]) -> float:
    both = sum(weights[w] for w in a & b)
    smaller = min(sum(weights[w] for w in a), sum(weights[w] for w in b))
    return both / smaller if smaller else 0.0


def same(a: Speaker, b: Speaker) -> bool:
    """Whether two speakers are one: the same key, or names that can be one person's."""
    return (a.key == b.key and bool(a.key)) or same_speaker(a.name, b.name)


def _may_be_one(a: Speaker | None, b: Speaker | None) -> bool:
    """Whether nothing says that these are two people: one is missing, unnamed or known by role only."""
    if a is None or b is None or a.unnamed or b.unnamed:
        return True
    if a.key.startswith("org:") or b.key.startswith("org:"):
        return True
    return same(a, b)


def _compatible(a: Quote, b: Quote) -> bool:
    return _may_be_one(a.speaker, b.speaker) or _spelled_apart(a, b)


def _spelled_apart(a: Quote, b: Quote) -> bool:
    """Whether the names are in different scripts, where even one person's keys can differ."""
    if a.speaker is None or b.speaker is None:
        return False
    return a.speaker.name.isascii() != b.speaker.name.isascii() and (
        _other_script(a.speaker.name) or _other_script(b.speaker.name)
    )


def _other_script(name: str) -> bool:
    return any(ord(letter) > 0x5FF for letter in name)


def _utterance(quotes: list[Quote]) -> Utterance:
    named = [q.speaker for q in quotes if q.speaker is not None and not q.speaker.key.startswith("org:")]
    others = [q.speaker for q in quotes if q.speaker is not None]
    best = max(named or others, key=lambda s: (len(s.role) > 0, len(s.name)), default=None)
    first = min(quotes, key=lambda q: (q.article_id, q.block, q.start))
    text = f"{first.article_id} {first.block} {first.start}"
    return Utterance(hashlib.sha256(text.encode()).hexdigest()[:16], best, tuple(quotes))
