"""US stories told by three outlets (titles and leads) as reports; needs the measuring material."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from sentencex import segment

from parallax.model import Outlet, Ownership
from parallax.takes import Line, Report

# Where an outlet sits and who owns it, where that is not the US and private.
ELSEWHERE = {"BBC News": ("GB", "public"), "The Guardian": ("GB", "private"), "Reuters": ("GB", "private"),
             "NPR (Online News)": ("US", "public")}  # fmt: skip


def threesides(shared: Path) -> dict[str, tuple[Report, ...]]:
    """Each event's reports by its id."""
    stories: dict[str, list[Report]] = defaultdict(list)
    with (shared / "data" / "stories" / "us-three-sides-dev.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            country, owner = ELSEWHERE.get(row["source"], ("US", "private"))
            name = re.sub(r" \(.*\)", "", row["source"])
            stories[row["cluster"]].append(
                Report(
                    article_id=row["id"],
                    outlet=Outlet(
                        name.casefold().replace(" ", "-"),
                        name,
                        "",
                        country,
                        ownership=Ownership(owner, basis="known"),
                    ),
                    language="en",
                    published=datetime.fromtimestamp(row["ts"], UTC),
                    lines=tuple(lines(row["title"], row["text"])),
                    opinion="Opinion" in row["source"],
                )
            )
    return {story: tuple(found) for story, found in stories.items()}


def lines(title: str, text: str) -> list[Line]:
    sentences = segment("en", text.removesuffix("..."))
    return [Line(title), *(Line(sentence.strip(), 0) for sentence in sentences if sentence.strip())]
