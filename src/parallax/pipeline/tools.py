"""What the steps of the journey work with. Everything from outside is an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from parallax.errors import ParallaxError
from parallax.model import (
    Article,
    Clock,
    Content,
    Fetcher,
    LanguageGuess,
    Outlet,
    Part,
    Passage,
    Response,
    Rights,
)
from parallax.store.interface import Store

PageToRead = tuple[str, bytes, str, str | None]
"""Key, body, address and content type of one page."""


class Reads(Protocol):
    """Turns pages into articles, in processes that can be killed."""

    def extract(self, pages: Iterable[PageToRead]) -> Iterator[tuple[str, Content | ParallaxError]]: ...


@dataclass(frozen=True, slots=True)
class TextsToTranslate:
    """The texts of one article, with where each stands in it."""

    language: str
    texts: Sequence[tuple[Part, int, str]]
    text_mining: bool = True


class Translates(Protocol):
    """Puts texts into English."""

    def reads(self, language: str) -> bool:
        """Whether any engine can put this language into English now."""
        ...

    def translate_many(self, jobs: Sequence[TextsToTranslate]) -> tuple[tuple[Passage, ...], ...]: ...


class Identifies(Protocol):
    """Names the language of an article."""

    def __call__(
        self, title: str, body: str, declared: str | None, hints: Sequence[str]
    ) -> LanguageGuess: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """A journey's equipment."""

    fetcher: Fetcher
    rights: Callable[[Response], Rights]
    reader: Reads
    outlets: Mapping[str, Outlet]
    outlet_of: Callable[[str], Outlet | None]
    identify: Identifies
    translator: Translates
    reading_minutes: Callable[[str, str], int]
    keep_pictures: Callable[[Article], None]
    store: Store
    clock: Clock
    parallel: int = 8  # pages fetched at once
