"""The two reference pages as reports; needs the measuring material."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sentencex import segment

from parallax.model import Outlet, Ownership
from parallax.quotes import find_quotes
from parallax.takes import Line, Report

PAGES = {"source-kyiv-independent": ("Kyiv Independent", 12), "overview-kyivpost": ("Kyiv Post", 15)}


def reference(shared: Path) -> tuple[Report, ...]:
    """Both pages, in the order of :data:`PAGES`."""
    found = []
    for path in sorted((shared / "reference").glob("*.txt")):
        blocks = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        found.append(
            Report(
                article_id=path.stem,
                outlet=Outlet(
                    path.stem, path.stem, "", "UA", ownership=Ownership("private", basis="the page")
                ),
                language="en",
                published=datetime(2025, 7, 16, 12, tzinfo=UTC),
                lines=tuple(
                    Line(sentence.strip(), block)
                    for block, text in enumerate(blocks)
                    for sentence in segment("en", text)
                    if sentence.strip()
                ),
                quotes=find_quotes(path.stem, blocks, "en"),
            )
        )
    return tuple(found)
