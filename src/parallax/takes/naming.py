"""What a disputed number is called: what is counted, and of what, in the words of the sentences that give it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from parallax.takes.claims import Unit
from parallax.takes.quantities import CURRENCIES
from parallax.takes.words import WORD, fold, stem, vocabulary

# May stand inside a name ("quota of the islands") …
LINKS = frozenset(["of", "the", "a", "an", "in", "on", "at", "for", "to", "and", "near", "from"])
# … and before it, where they say how it hangs together with what is counted.
JOINTS = frozenset(["in", "near", "at", "over", "on", "across", "from", "off", "outside", "under", "for"])
MOST_WORDS = 7
BREAK = re.compile(r"[^\s’'-]")
VERBAL = re.compile(r"[a-z]+(?:ed|ing)$")


def name_of(unit: str, fate: str, stands: Sequence[tuple[Unit, frozenset[str]]]) -> str:
    """A name such as "people killed near Huanta" or "dollars"; ``stands`` are the sentences with their stems.

    ``fate`` says what happened to those counted, where they are people.
    """
    head = f"{unit or 'people'} {fate}" if fate else _plural(unit)
    often = Counter(word for _, context in stands for word in context)
    common = frozenset(word for word, number in often.items() if 2 * number > len(stands))
    names = frozenset(word for unit, _ in stands for word in unit.bag.names)
    sentences = sorted(
        {(unit.line.block < 0, len(unit.line.english), unit.line.english) for unit, _ in stands}
    )
    found = [phrase for _, _, text in sentences for phrase in _phrases(text, common, names)]
    return f"{head} {max(found, key=lambda phrase: phrase[0])[1]}" if found else head


def _plural(unit: str) -> str:
    return (
        f"{unit}s"
        if unit.split()[-1:] and unit.split()[-1] in CURRENCIES.values() and unit != "yen"
        else unit
    )


def _key(word: str) -> str:
    _, same = vocabulary()
    plain = stem(fold(word))
    return same.get(plain, plain)


def _phrases(text: str, common: frozenset[str], names: frozenset[str]) -> list[tuple[int, str]]:
    """Stretches of shared words that read as a name does, each with how much it tells."""
    runs: list[list[re.Match[str]]] = []
    for match in WORD.finditer(text):
        low = match.group().casefold()
        if VERBAL.match(match.group()) or not (low in LINKS | JOINTS or _key(low) in common):
            continue
        if runs and not BREAK.search(text[runs[-1][-1].end() : match.start()]):
            runs[-1].append(match)
        else:
            runs.append([match])
    return [phrase for run in runs if (phrase := _trimmed(run, text, names)) is not None]


def _trimmed(run: Sequence[re.Match[str]], text: str, names: frozenset[str]) -> tuple[int, str] | None:
    """The run from its first joint to its last telling word: words without one are as often a piece of a clause."""
    low = [match.group().casefold() for match in run]
    joint = next((place for place, word in enumerate(low) if word in JOINTS), len(low))
    places = [place for place, word in enumerate(low) if place > joint and word not in LINKS | JOINTS]
    if not places or places[-1] - joint >= MOST_WORDS:
        return None
    words = text[run[joint].start() : run[places[-1]].end()]
    named = sum(_key(low[place]) in names for place in places)
    return 2 * named + len(places), words[0].lower() + words[1:]
