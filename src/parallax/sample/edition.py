"""Reads the invented edition from its data files: ``outlets.toml`` and one file an event."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import time
from functools import cache
from importlib import resources
from typing import Any, cast, get_args
from zoneinfo import ZoneInfo

from parallax.errors import InputError
from parallax.model import BlockKind, Outlet, Ownership
from parallax.sample.records import (
    Byline,
    Event,
    Newsroom,
    Pair,
    Piece,
    Quotation,
    SampleArticle,
    Speaker,
    joined,
    whole,
)

Table = dict[str, Any]

NOT_EVENTS = frozenset({"outlets.toml", "furniture.toml", "beyond.toml"})
FEED_PATHS = {
    "rss": "/feed.xml",
    "atom": "/atom.xml",
    "rdf": "/index.rdf",
    "json": "/feed.json",
    "sitemap": "/news-sitemap.xml",
}
QUOTED = re.compile(r"„([^“”]+)[“”]|“([^”]+)”|«([^»]+)»|「([^」]+)」")


def _read(name: str) -> Table:
    text = (resources.files("parallax.sample") / "edition" / name).read_text("utf-8")
    try:
        return tomllib.loads(unicodedata.normalize("NFC", text))
    except tomllib.TOMLDecodeError as broken:
        raise InputError(f"The sample edition's file {name} is not TOML: {broken}") from broken


def _pair(value: object) -> Pair:
    """``"English"`` or ``["original", "English"]``."""
    match value:
        case str(text) | [str(text)]:
            return Pair(text, None)
        case [str(original), str(english)]:
            return Pair(original, english)
    raise InputError(f"A text of the sample edition is neither English nor a pair: {value!r}")


def _text(value: object, language: str) -> Pair:
    """A headline, dek or caption: a pair, or a list of pairs where it has several sentences."""
    pairs = _pairs(value)
    return pairs[0] if len(pairs) == 1 else whole(pairs, language)


def _maybe(value: object, language: str) -> Pair | None:
    return None if value is None else _text(value, language)


def _pairs(value: object) -> tuple[Pair, ...]:
    """A string, one pair, or a list of pairs."""
    if isinstance(value, list) and value and isinstance(value[0], list):
        return tuple(_pair(item) for item in value)
    return (_pair(value),)


def _piece(value: object) -> Piece:
    """A paragraph (string or list of pairs), or a table naming another kind of block."""
    if not isinstance(value, dict):
        return Piece("paragraph", _pairs(value))
    kind = next(key for key in value if key != "at")
    if kind not in get_args(BlockKind):
        raise InputError(f"The sample edition has a block of unknown kind {kind!r}")
    at = time.fromisoformat(value["at"]) if "at" in value else None
    return Piece(cast(BlockKind, kind), _pairs(value[kind]), at)


def _newsroom(table: Table) -> Newsroom:
    address = f"https://{table['host']}"
    listing = address + FEED_PATHS[table["feed"]]
    is_sitemap = table["feed"] == "sitemap"
    outlet = Outlet(
        id=table["id"],
        name=table["name"],
        homepage=f"{address}/",
        country=table["country"],
        covers=table.get("covers"),
        languages=(table["language"],),
        feeds=() if is_sitemap else (listing,),
        sitemaps=(listing,) if is_sitemap else (),
        ownership=Ownership(
            table["ownership"],
            table.get("owner", "An invented owner"),
            "the sample edition, which invented it",
        ),
        kind=table["kind"],
        scope=table.get("scope", "national"),
        invented=True,
    )
    bylines = {
        key: Byline(
            author["name"],
            _maybe(author.get("role"), table["language"]),
            _maybe(author.get("bio"), table["language"]),
        )
        for key, author in table.get("authors", {}).items()
    }
    return Newsroom(
        outlet,
        str(table.get("masthead", table["name"])),
        table["host"],
        table["language"],
        ZoneInfo(table["zone"]),
        table["layout"],
        table["feed"],
        table["accent"],
        bylines,
    )


def _after_dashes(notes: list[str]) -> tuple[Quotation, ...]:
    """Each note is ``speaker group form: the words``, for speech set off by dashes."""
    parted = (note.split(": ", 1) for note in notes)
    return tuple(Quotation(words, *note.split()) for note, words in parted)


def _quotations(
    article: str, body: tuple[Piece, ...], language: str, notes: list[str]
) -> tuple[Quotation, ...]:
    """Each note is ``speaker group form`` for the next text in quotation marks; ``-`` is no quote."""
    spans = [
        next(filter(None, found.groups()))
        for piece in body
        for found in QUOTED.finditer(joined(piece.sentences, language))
    ]
    if len(spans) != len(notes):
        raise InputError(f"{article}: {len(spans)} texts in quotation marks, {len(notes)} notes: {spans}")
    marked = ((span.strip(), note.split()) for span, note in zip(spans, notes, strict=True) if note != "-")
    return tuple(Quotation(span, *note) for span, note in marked)


def _article(event: str, table: Table, newsrooms: dict[str, Newsroom]) -> SampleArticle:
    newsroom = newsrooms[table["outlet"]]
    body = tuple(_piece(value) for value in table["body"])
    modified = table.get("modified")
    return SampleArticle(
        id=table["id"],
        event=event,
        newsroom=newsroom,
        section=table["section"],
        title=_text(table["title"], newsroom.language),
        dek=_maybe(table.get("dek"), newsroom.language),
        caption=_maybe(table.get("caption"), newsroom.language),
        photo=table.get("photo", ""),
        scene=table.get("scene", ""),
        topics=tuple(_pair(topic) for topic in table.get("topics", ())),
        body=body,
        at=time.fromisoformat(table["at"]),
        modified=time.fromisoformat(modified) if modified else None,
        byline=newsroom.bylines[table["author"]] if "author" in table else None,
        agency=table.get("agency", ""),
        opinion=table.get("opinion", False),
        live=table.get("live", False),
        paywalled=table.get("paywalled", False),
        noarchive=table.get("noarchive", False),
        reserved=table.get("reserved", False),
        refused=table.get("refused", False),
        wire_of=table.get("wire_of", ""),
        quotations=_quotations(table["id"], body, newsroom.language, table.get("quotes", []))
        + _after_dashes(table.get("dash", [])),
        carries=tuple(table.get("carries", ())),
        numbers=table.get("numbers", {}),
    )


def _event(table: Table, newsrooms: dict[str, Newsroom]) -> Event:
    speakers = {
        key: Speaker(key, said["name"], said["role"], said.get("side", ""), said["country"])
        for key, said in table.get("speakers", {}).items()
    }
    return Event(
        id=table["id"],
        name=table["name"],
        about=tuple(table["about"]),
        takes=tuple(table.get("takes", ())),
        claims=table.get("claims", {}),
        overlooked_by=table.get("overlooked_by", ""),
        only_in=table.get("only_in", ""),
        speakers=speakers,
        articles=tuple(_article(table["id"], article, newsrooms) for article in table["articles"]),
    )


@cache
def furniture() -> dict[str, Table]:
    """What surrounds an article on its page, by language."""
    return _read("furniture.toml")


@cache
def beyond() -> Table:
    """Addresses that feeds list and that are no article: section pages and missing pages."""
    return _read("beyond.toml")


@cache
def newsrooms() -> tuple[Newsroom, ...]:
    return tuple(_newsroom(table) for table in _read("outlets.toml")["outlets"])


def edition_outlets() -> tuple[Outlet, ...]:
    """The outlets of the sample edition, each marked as invented."""
    return tuple(newsroom.outlet for newsroom in newsrooms())


@cache
def events() -> tuple[Event, ...]:
    """Every event of the edition, by file name."""
    folder = resources.files("parallax.sample") / "edition"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    by_id = {newsroom.outlet.id: newsroom for newsroom in newsrooms()}
    return tuple(_event(_read(name), by_id) for name in names if name not in NOT_EVENTS)


def articles() -> tuple[SampleArticle, ...]:
    """Every article of the edition, event by event."""
    return tuple(article for event in events() for article in event.articles)
