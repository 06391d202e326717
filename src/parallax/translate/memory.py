"""The translation memory kept in the process, and what every memory agrees on."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping

from parallax.model import Sentence

# Which of several translations of a sentence is shown; other engines have rank 0.
_RANKS = {"human": 2, "memory": 1}


def normal(text: str) -> str:
    """A segment as it is looked up: NFC, no white space around it."""
    return unicodedata.normalize("NFC", text).strip()


def segment_key(language: str, original: str, model: str, version: str) -> str:
    """A name for one translation of one segment that is the same on every machine: SHA-256 of its parts."""
    parts = "\x00".join((language.lower(), normal(original), model, version))
    return hashlib.sha256(parts.encode()).hexdigest()


def outranks(new: Sentence, old: Sentence) -> bool:
    """Whether ``new`` is to be shown rather than ``old``: people before machines, then the newer."""
    return _RANKS.get(new.engine, 0) >= _RANKS.get(old.engine, 0)


class ProcessMemory:
    """A :class:`parallax.model.Memory` that lasts as long as the process."""

    def __init__(self) -> None:
        self._all: dict[str, tuple[str, Sentence]] = {}
        self._best: dict[tuple[str, str], Sentence] = {}

    def recall(self, language: str, originals: tuple[str, ...]) -> Mapping[str, Sentence]:
        found = ((original, self._best.get((language, normal(original)))) for original in originals)
        return {original: sentence for original, sentence in found if sentence is not None}

    def remember(self, language: str, sentences: tuple[Sentence, ...]) -> None:
        for sentence in sentences:
            if sentence.english is None or sentence.engine in {"", "none"}:
                continue
            key = segment_key(language, sentence.original, sentence.model, sentence.version)
            self._all[f"{key}:{sentence.engine}"] = (language, sentence)
            place = (language, normal(sentence.original))
            best = self._best.get(place)
            if best is None or outranks(sentence, best):
                self._best[place] = sentence

    def __iter__(self) -> Iterator[tuple[str, Sentence]]:
        """Everything remembered, with its language, in the order it came."""
        return iter(self._all.values())

    def __len__(self) -> int:
        return len(self._all)
