"""The tables of facts about outlets, read and joined: one record for each outlet."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed and what the lists know of it. ``seen`` is the newest list's date, "" if unknown."""

    url: str
    lists: int
    seen: str
    status: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An outlet as the tables have it, before any rule of ours."""

    id: str
    domain: str
    also_at: tuple[str, ...]
    name: str
    name_listed: bool  # False: derived from the domain
    homepage: str
    country: str
    covers: str
    languages: tuple[str, ...]
    languages_basis: str
    feeds: tuple[ListedFeed, ...]
    sitemaps: tuple[str, ...]
    ownership: str
    ownership_basis: str
    owner: str
    kind: str
    scope: str
    evidence: int  # independent lists that name it
    seen: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A row of State Media Monitor's table: one title or station of a media company."""

    country: str
    company: str
    name: str
    url: str
    grade: str


def read_outlets(folder: Path) -> list[Listed]:
    """Every outlet of the tables, in their order."""
    extra = {row["id"]: row for row in _rows(folder / "outlets_extra.csv")}
    feeds: dict[str, list[ListedFeed]] = {}
    for row in _rows(folder / "feeds.csv"):
        feed = ListedFeed(row["url"], int(row["n_lists"]), row["newest_list_date"], row["last_seen_status"])
        feeds.setdefault(row["outlet_id"], []).append(feed)
    return [
        _joined(row, extra[row["id"]], tuple(feeds.get(row["id"], ())))
        for row in _rows(folder / "outlets.csv")
    ]


def read_assets(folder: Path) -> list[Asset]:
    """State Media Monitor's table; rows without a class say nothing and are dropped."""
    return [
        Asset(row["country"], row["company"], row["asset"], row["url"], row["class"])
        for row in _rows(folder / "state-media.csv")
        if row["class"]
    ]


def _joined(row: dict[str, str], extra: dict[str, str], feeds: tuple[ListedFeed, ...]) -> Listed:
    return Listed(
        id=row["id"],
        domain=extra["domain"],
        also_at=_split(extra["other_domains"]),
        name=row["name"],
        name_listed=extra["name_from_list"] == "1",
        homepage=row["homepage"],
        country=row["country"],
        covers=extra["covers"],
        languages=_split(row["languages"]),
        languages_basis=extra["language_basis"],
        feeds=feeds,
        sitemaps=_split(row["sitemaps"]),
        ownership=row["ownership"],
        ownership_basis=extra["ownership_basis"],
        owner=row["owner"],
        kind=row["kind"],
        scope=row["scope"],
        evidence=int(row["evidence"]),
        seen=row["newest_list_date"],
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
