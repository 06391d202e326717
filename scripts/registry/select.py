"""From the tables to the registry's entries: what is listed, and why the rest is not."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from registry.feeds import FRESH, choose_feeds, usable
from registry.judgements import HERE, Judgements
from registry.names import mended
from registry.ownership import StateMedia, decide
from registry.tables import Listed

# A place with fewer outlets to read than this keeps every newsroom we know of, so that its gap shows.
FEW = 3
# Independent lists that must name an outlet we cannot read, for it to be worth listing at all.
ENOUGH_LISTS = 2
# The tables name these where ISO 639 or BCP 47 has another tag, or none that says a language.
TAGS = {"prd": "prs", "cmn": "zh", "mul": ""}
LANGUAGE_BASIS = {
    "list": "list",
    "name": "name",
    "url": "address",
    "manual": "hand",
    "kite-category": "list",
    "country-default": "country",
    "country-default-weak": "country",
    "": "",
}
Entry = dict[str, Any]


@dataclass(slots=True)
class Report:
    """How many records each rule left out, and how many feeds."""

    outlets: Counter[str] = field(default_factory=Counter)
    feeds: Counter[str] = field(default_factory=Counter)


def select(
    listed: list[Listed], judgements: Judgements, study: StateMedia
) -> tuple[dict[str, list[Entry]], Report]:
    """The registry's entries by country code, each sorted by id, and a report of what was left out."""
    report = Report()
    newsrooms: list[Listed] = []
    for record in listed:
        if rule := judgements.left_out.get(record.domain):
            report.outlets[rule] += 1
        else:
            same = tuple(host for host in record.also_at if _same_name(host, record.domain))
            newsrooms.append(judgements.corrected(replace(record, also_at=same)))
    with_feed = Counter(
        outlet.country for outlet in newsrooms if any(feed.seen >= FRESH for feed in outlet.feeds)
    )
    chosen: dict[str, list[Entry]] = {}
    for outlet in newsrooms:
        thin = with_feed[outlet.country] < FEW
        feeds = choose_feeds(outlet, judgements, report.feeds, thin=thin)
        name = outlet.name if judgements.name_decided(outlet.domain) else mended(outlet)
        entry = _entry(replace(outlet, name=name), feeds, study)
        if rule := _too_weak(outlet, entry, thin):
            report.outlets[rule] += 1
        else:
            chosen.setdefault(outlet.country, []).append(entry)
    for entry in _additions():
        entries = chosen.setdefault(entry.pop("country"), [])
        entries[:] = [other for other in entries if other["id"] != entry["id"]] + [entry]
    _keep_aliases_apart(chosen)
    return {
        code: sorted(entries, key=lambda entry: entry["id"]) for code, entries in sorted(chosen.items())
    }, report


def _too_weak(outlet: Listed, entry: Entry, thin: bool) -> str | None:
    if thin or "feeds" in entry:
        return None
    if outlet.evidence < ENOUGH_LISTS:
        return "no feed, fewer than two lists"
    if outlet.seen < FRESH:
        return "no feed, not listed since 2020"
    return None


def _entry(outlet: Listed, feeds: tuple[str, ...], study: StateMedia) -> Entry:
    languages = tuple(dict.fromkeys(tag for tag in (TAGS.get(t, t) for t in outlet.languages) if tag))
    entry: Entry = {
        "id": outlet.id,
        "name": outlet.name,
        "homepage": _homepage(outlet, feeds),
        "also_at": list(outlet.also_at),
        "covers": outlet.covers if outlet.covers != outlet.country else "",
        "languages": list(languages),
        "languages_basis": LANGUAGE_BASIS[outlet.languages_basis] if languages else "",
        "feeds": list(feeds),
        "sitemaps": [url for url in outlet.sitemaps if usable(url)],
        "ownership": decide(outlet, study),
        "kind": outlet.kind,
        "scope": outlet.scope,
    }
    return {key: value for key, value in entry.items() if value}


def _homepage(outlet: Listed, feeds: tuple[str, ...]) -> str:
    """The homepage as listed; with https where a feed or sitemap shows that its host serves it."""
    parts = urlsplit(outlet.homepage)
    if parts.scheme == "http":
        known = {urlsplit(url).hostname for url in (*feeds, *outlet.sitemaps) if url.startswith("https:")}
        if parts.hostname in known:
            return parts._replace(scheme="https").geturl()
    return outlet.homepage


def _same_name(host: str, domain: str) -> bool:
    """Whether a further address carries the outlet's own name, as its .org beside its .com: lists mix others in."""
    mine, other = (re.sub(r"\W", "", name.removeprefix("www.").split(".")[0]) for name in (domain, host))
    shorter, longer = sorted((mine, other), key=len)
    return len(shorter) >= 3 and longer.startswith(shorter)


def _additions(folder: Path = HERE) -> list[Entry]:
    """Outlets the tables lack, from the hand-kept additions.csv; lists are separated by semicolons."""
    found: list[Entry] = []
    with (folder / "additions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            row.pop("reason")
            owner = {key: row.pop(f"ownership_{key}") for key in ("kind", "owner", "basis")}
            entry: Entry = {key: value for key, value in row.items() if value}
            for key in ("also_at", "languages", "feeds", "sitemaps"):
                if key in entry:
                    entry[key] = entry[key].split(";")
            entry["ownership"] = {key: value for key, value in owner.items() if value}
            found.append({key: entry[key] for key in (*_ORDER, "country") if entry.get(key)})
    return found


_ORDER = (
    "id",
    "name",
    "homepage",
    "also_at",
    "covers",
    "languages",
    "languages_basis",
    "feeds",
    "sitemaps",
    "ownership",
    "kind",
    "scope",
)


def _keep_aliases_apart(chosen: dict[str, list[Entry]]) -> None:
    """Drop a further address that is another outlet's homepage, or that two outlets claim."""
    homes = {_host(entry["homepage"]) for entries in chosen.values() for entry in entries}
    claims = Counter(
        host for entries in chosen.values() for entry in entries for host in entry.get("also_at", ())
    )
    for entries in chosen.values():
        for entry in entries:
            own = [host for host in entry.pop("also_at", ()) if host not in homes and claims[host] == 1]
            if own:
                kept = {"also_at": own, **entry}
                entry.clear()
                entry.update({key: kept[key] for key in _ORDER if key in kept})


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
