"""Small reports to build stories from, and the way to the benchmarks' stories."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parallax.model import Outlet, Ownership
from parallax.takes import Line, Report
from parallax.telling import Quote, Speaker

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks" / "takes"))

Make = Callable[..., Report]


@pytest.fixture
def report() -> Make:
    """Makes a report: ``report("a", "FR", "One sentence.", "Another.", says=[("Ana Lima", "mayor", "Words")])``."""

    def make(
        name: str,
        country: str,
        *sentences: str,
        owned: str = "private",
        says: list[tuple[str, str, str]] | None = None,
        outlet: str = "",
        hour: int = 9,
        **others: object,
    ) -> Report:
        quotes = tuple(
            Quote(name, 0, place, place, words, english=words, speaker=Speaker(who, who.casefold(), role))
            for place, (who, role, words) in enumerate(says or [])
        )
        owner = Ownership(owned, basis="a list")  # type: ignore[arg-type]
        return Report(
            name,
            Outlet(outlet or f"outlet-{name}", name.title(), "", country, ownership=owner),
            "en",
            datetime(2026, 3, 3, hour, tzinfo=UTC),
            tuple(Line(sentence, block) for block, sentence in enumerate(sentences)),
            quotes,
            **others,  # type: ignore[arg-type]
        )

    return make
