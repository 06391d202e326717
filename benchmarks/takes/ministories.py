"""Reads the invented mini-stories."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from parallax.model import Outlet, Ownership
from parallax.quotes import find_quotes
from parallax.takes import Line, Report
from parallax.telling import Quote, Speaker

FILE = Path(__file__).with_name("ministories.toml")
# Written and labelled after the rules stood.
UNSEEN = Path(__file__).with_name("unseen.toml")


def ministories(file: Path = FILE) -> dict[str, dict[str, Any]]:
    """The tables of a file by story id."""
    return {story["id"]: story for story in tomllib.loads(file.read_text("utf-8"))["story"]}


def reports(story: dict[str, Any]) -> tuple[Report, ...]:
    return tuple(_report(story["id"], place, table) for place, table in enumerate(story["report"]))


def _report(story: str, place: int, table: dict[str, Any]) -> Report:
    country, kind = table["at"].split()
    article = f"{story}/{table.get('id', place)}"
    unsourced = kind.endswith("-unsourced")
    ownership = Ownership(kind.removesuffix("-unsourced"), basis="" if unsourced else "an invented source")
    outlet_id = f"{story}-{table.get('outlet', place)}"
    outlet = Outlet(
        outlet_id, f"Outlet {place} of {country}", "https://example.org/", country, ownership=ownership,
        kind="agency" if table.get("agency") else "newspaper", invented=True,
    )  # fmt: skip
    return Report(
        article_id=article,
        outlet=outlet,
        language="en",
        published=datetime(2026, 3, 3, table.get("hour", 8 + place), tzinfo=UTC),
        lines=tuple(Line(text, block) for block, text in enumerate(table["text"])),
        quotes=_quotes(article, table),
        opinion=table.get("opinion", False),
        copy_of=f"{story}/{table['copy_of']}" if "copy_of" in table else "",
    )


def _quotes(article: str, table: dict[str, Any]) -> tuple[Quote, ...]:
    """The quotations as the table gives them, or else as reading the sentences finds them."""
    if "says" in table:
        return tuple(_quote(article, table["text"], *said) for said in table["says"])
    return find_quotes(article, table["text"], "en", english=table["text"])


def _quote(article: str, text: list[str], name: str, role: str, side: str, words: str) -> Quote:
    block = next(place for place, sentence in enumerate(text) if words in sentence)
    start = text[block].index(words)
    speaker = Speaker(name, name.casefold(), role, side, role if side else "")
    return Quote(article, block, start, start + len(words), words, english=words, speaker=speaker)
