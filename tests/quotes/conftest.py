"""Articles written for these tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parallax.quotes import find_quotes
from parallax.telling import Quote

Finder = Callable[..., tuple[Quote, ...]]


@pytest.fixture
def quotes_of() -> Finder:
    """Quotations of some paragraphs."""

    def find(language: str, *blocks: str, english: list[str] | None = None) -> tuple[Quote, ...]:
        return find_quotes("article", blocks, language, english=english)

    return find
