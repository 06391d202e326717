"""Picks the sentences of a report that say something of a person, and tells their tone where it is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, Protocol

from parallax.tone.loaded import LoadedWord, loaded_words

# Sentences a report is read for: its beginning shows how it tells, and each costs some 25 ms (twice that and more by the larger model).
MOST_SENTENCES = 6
# Words in quotation marks are their speaker's, not the report's.
QUOTED = re.compile(r"[“”„«»\"「」]")
SHORTEST = 5  # words; less is a heading or a caption
LONGEST = 400  # characters


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the story's reports let speak or name, as they write the name in full."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, whom it speaks of and where, its tone if that is sure, and its loaded words."""

    line: int  # its place among those given
    person: Person
    start: int
    end: int
    tone: Literal["for", "against", ""]
    chance: float
    loaded: tuple[LoadedWord, ...]


class Chances(Protocol):
    """What :class:`parallax.tone.head.ToneModel` does."""

    def chances(self, named: Sequence[tuple[str, int, int]]) -> list[tuple[float, float, float]]: ...


class Reader:
    """Reads English sentences; ``sure`` is the chance from which a tone is told."""

    def __init__(self, model: Chances, sure: float) -> None:
        self._model = model
        self._sure = sure

    def read(self, lines: Sequence[str], people: Iterable[Person]) -> tuple[Sentence, ...]:
        """The sentences worth a second look, in order: at most one person each, the first it names."""
        named = list(islice(_naming(lines, list(people)), MOST_SENTENCES))
        judged = self._model.chances([(lines[line], start, end) for line, _, start, end in named])
        found = (
            self._sentence(lines[one[0]], one, chances) for one, chances in zip(named, judged, strict=True)
        )
        return tuple(sentence for sentence in found if sentence.tone or sentence.loaded)

    def _sentence(
        self, text: str, named: tuple[int, Person, int, int], chances: tuple[float, float, float]
    ) -> Sentence:
        against, _, favour = chances
        chance = max(against, favour)
        tone: Literal["for", "against", ""] = ""
        if chance >= self._sure:
            tone = "against" if against > favour else "for"
        return Sentence(*named, tone, chance if tone else 0.0, loaded_words(text))


def _naming(lines: Sequence[str], people: list[Person]) -> Iterator[tuple[int, Person, int, int]]:
    patterns = [(person, _pattern(person.name)) for person in people if len(person.name) > 1]
    for number, line in enumerate(lines):
        if QUOTED.search(line) or len(line) > LONGEST or len(line.split()) < SHORTEST:
            continue
        named = [
            (match.start(), -match.end(), person)
            for person, pattern in patterns
            for match in [pattern.search(line)]
            if match
        ]
        if named:
            start, end, person = min(named, key=lambda one: one[:2])
            yield number, person, start, -end


def _pattern(name: str) -> re.Pattern[str]:
    """The name in full, or its last part alone."""
    last = name.split()[-1]
    return re.compile(rf"\b(?:{re.escape(name)}|{re.escape(last)})\b")
