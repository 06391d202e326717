"""What an engine is, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Identity:
    """Which engine and model would translate a language."""

    engine: str
    model: str
    version: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """What became of one sentence: its English, or why there is none, in words for the reader."""

    english: str | None
    refusal: str = ""


class Engine(Protocol):
    """Puts sentences of one language into English."""

    # Whether it is a language model, which a publisher may forbid to read an article.
    mines_text: bool

    def identity(self, language: str) -> Identity | None:
        """What translates this language now, or None if nothing does."""
        ...

    def translate(self, language: str, sentences: Sequence[str]) -> tuple[Rendering, ...]:
        """One rendering a sentence, in order. Raises :class:`parallax.errors.TranslationError`
        only when the engine as a whole cannot work."""
        ...
