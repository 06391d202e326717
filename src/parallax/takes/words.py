"""English sentences as weighted words, so that two tellings of a fact can be compared."""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parallax.takes.quantities import Quantity, quantities

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A number or a name tells facts apart better than a common word of the same rarity does.
NUMBER_WEIGHT = 1.6
NAME_WEIGHT = 1.3
RUN = 5
RUN_TELLING = 2
ENDINGS = ("ingly", "edly", "ing", "ied", "ies", "ed", "es", "ly", "s")


@dataclass(frozen=True, slots=True)
class Bag:
    """The content words of a sentence: stems, which of them are names, and its quantities.

    A number is the stem ``#`` followed by its value.
    """

    stems: frozenset[str]
    names: frozenset[str]
    quantities: tuple[Quantity, ...]


@cache
def vocabulary() -> tuple[frozenset[str], Mapping[str, str]]:
    """Words that say nothing, and the stem that stands for each word of a group of synonyms."""
    table = tomllib.loads((files("parallax.takes") / "data" / "words.toml").read_text("utf-8"))
    stop = frozenset(" ".join(table["stop"]).split())
    same = {}
    for group in table["same"]:
        members = group.split()
        for word in members:
            same[stem(word)] = members[0].upper()
    return stop, same


def fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def stem(word: str) -> str:
    """A word without the endings that grammar asks for; good enough to compare, not to show."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@cache
def bag(sentence: str) -> Bag:
    """What a sentence is about. Order and grammar are dropped."""
    stop, same = vocabulary()
    found = quantities(sentence)
    stems = {f"#{quantity.value:.12g}" for quantity in found}
    names = set()
    masked = sentence
    for quantity in found:
        masked = masked[: quantity.start] + " " * (quantity.end - quantity.start) + masked[quantity.end :]
    opening = True
    for match in WORD.finditer(re.sub(r"['’]s?\b", " ", masked)):
        for part in match.group().split("-"):
            plain = fold(part)
            if len(plain) > 1 and plain not in stop:
                key = same.get(stem(plain), stem(plain))
                stems.add(key)
                if part[:1].isupper() and not opening:
                    names.add(key)
            opening = False
    return Bag(frozenset(stems), frozenset(names), found)


@cache
def runs(sentence: str) -> frozenset[tuple[str, ...]]:
    """Every five words in a row of which two at least say something: who writes them too has copied or quoted."""
    stop, _ = vocabulary()
    words = [fold(match.group()) for match in WORD.finditer(sentence)]
    found = (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return frozenset(run for run in found if sum(word not in stop for word in run) >= RUN_TELLING)


class Weights:
    """How much each stem says within one story: the fewer voices use it, the more."""

    def __init__(self, voices: Sequence[Iterable[Bag]]) -> None:
        seen: Counter[str] = Counter()
        self._names: set[str] = set()
        for bags in voices:
            used: set[str] = set()
            for one in bags:
                used |= one.stems
                self._names |= one.names
            seen.update(used)
        self._seen = seen
        self._known: dict[str, float] = {}
        self._size = max(len(voices), 1)

    def of(self, word: str) -> float:
        weight = self._known.get(word)
        if weight is None:
            weight = self._known[word] = self._weigh(word)
        return weight

    def _weigh(self, word: str) -> float:
        # +1 keeps a word every voice uses above nothing: it is still shared.
        rarity = math.log(1 + self._size / max(self._seen[word], 1))
        if word.startswith("#"):
            return NUMBER_WEIGHT * rarity
        return NAME_WEIGHT * rarity if word in self._names else rarity

    def total(self, stems: Iterable[str]) -> float:
        return sum(self.of(word) for word in sorted(stems))
