"""What the steps of the journey work with. Everything from outside is an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from parallax.errors import ParallaxError
from parallax.extract import PageToRead
from parallax.model import (
    Article,
    Clock,
    Fetcher,
    LanguageGuess,
    Outlet,
    Passage,
    Reading,
    Response,
    Rights,
)
from parallax.store.interface import Store
from parallax.translate.translator import Job


class Reads(Protocol):
    """Turns pages into articles, in processes that can be killed."""

    def extract(
        self, pages: Iterable[tuple[str, PageToRead]]
    ) -> Iterator[tuple[str, Reading | ParallaxError]]: ...


class Translates(Protocol):
    """Puts texts into English."""

    def can_translate(self, language: str, *, text_mining_allowed: bool = True) -> bool: ...

    def translate_jobs(self, language: str, jobs: Sequence[Job]) -> dict[str, tuple[Passage, ...]]: ...


class Identifies(Protocol):
    """Names the language of an article from its title and body; what the page and outlet say are hints."""

    def __call__(
        self, title: str, body: str, *, declared: str | None, hints: Sequence[str]
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
