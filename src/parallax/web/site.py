"""What a site is told about itself, and what every page needs at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from parallax.model import Clock
from parallax.store.interface import Reader
from parallax.telling import Ties
from parallax.web.kept import Languages
from parallax.web.render import Pages


class SiteStore(Reader, Protocol):
    """What the pages need of the store: reading, and saying which article was opened."""

    def note_read(self, article_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """How this copy of Parallax presents itself.

    ``base_url`` is the address readers reach it under, without a final slash: canonical
    links and feeds are built on it and never on the Host header, which a visitor can forge.
    ``offline``: whether nothing new is being fetched just now, asked for every page, so that it can say so.
    ``pictures``: whether pages show any.
    """

    base_url: str = "http://localhost:8000"
    name: str = "Parallax"
    page_size: int = 30
    offline: Callable[[], bool] = lambda: False
    pictures: bool = True


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a page is made from, handed to each page's routes."""

    store: SiteStore
    clock: Clock
    settings: SiteSettings
    pages: Pages
    languages: Languages
    ties: Ties
