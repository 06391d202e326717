"""Who owns an outlet, according to whom.

State Media Monitor's study asks exactly this of each title and station, so its class
outranks what the lists of outlets say; where they contradict each other, the basis says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

from parallax.countries import find, fold
from registry.judgements import HERE, rows
from registry.tables import Asset, Listed

SOURCE = "State Media Monitor, February 2024"
KINDS = {
    "SC": "state",
    "CaPu": "captured",
    "CaPr": "captured",
    "ISFM": "public",
    "ISF": "public",
    "ISM": "public",
    "IP": "public",
}
# How the lists of outlets came to their claim, in words for the reader.
LIST_BASIS = {
    "manual": "a hand-kept list of state and public media",
    "kite-media": "the media data of Kagi News",
    "owner-name": "the owner's name is a company's",
    "iptv-owner-name": "the owner named by iptv-org",
}
# The study's spellings of places that countries.py does not know.
PLACES = {"Palestine territories": "PS", "Europen Union": ""}
# "Television: …", "Print media: …" stand before some of the study's titles.
PREFIX = re.compile(r"^(television|print( media)?|radio|news (agency|portals)|online)\s*:\s*", re.IGNORECASE)
# Shorter names (NTV, MBC, ATV) belong to several stations of a country.
LEAST_NAME = 5


class StateMedia:
    """State Media Monitor's table, to be asked about one outlet at a time."""

    def __init__(self, assets: list[Asset], folder: Path = HERE) -> None:
        self._hosts: dict[str, list[Asset]] = defaultdict(list)
        self._names: dict[tuple[str, str], list[Asset]] = defaultdict(list)
        for asset in assets:
            place = _place(asset.country)
            if host := (urlsplit(asset.url).hostname or "").removeprefix("www."):
                self._hosts[host].append(asset)
            title = fold(PREFIX.sub("", re.sub(r"\(.*", "", asset.name)))
            if len(title) >= LEAST_NAME:
                self._names[place, title].append(asset)
        self._by_hand = {row["domain"]: row for row in rows(folder / "state_media.csv")}

    def classes(self, outlet: Listed) -> set[str]:
        """The study's classes for this outlet; more than one where its titles differ, none if it has none."""
        if decided := self._by_hand.get(outlet.domain):
            return {decided["class"]} - {""}
        hosts = {outlet.domain, *outlet.also_at}
        found = [
            asset
            for host in sorted({host.removeprefix("www.") for host in hosts})
            for asset in self._at(host)
            if _place(asset.country) == outlet.country
        ]
        if not found and outlet.name_listed:
            found = self._names.get((outlet.country, fold(outlet.name)), [])
        return {asset.grade for asset in found} & set(KINDS)

    def listed_as(self, domain: str) -> str:
        """The title whose row is meant, where it is not the outlet's own."""
        return self._by_hand.get(domain, {}).get("listed_as", "")

    def _at(self, host: str) -> list[Asset]:
        exact = self._hosts.get(host, [])
        return exact or [
            a for known, assets in self._hosts.items() if known.endswith("." + host) for a in assets
        ]


def decide(outlet: Listed, study: StateMedia) -> dict[str, str]:
    """Kind, owner and basis, as the registry writes them; empty when nobody says."""
    classes = study.classes(outlet)
    kinds = {KINDS[grade] for grade in classes}
    if len(kinds) == 1:
        kind = kinds.pop()
        listed_as = study.listed_as(outlet.domain)
        basis = f"{SOURCE} (class {', '.join(sorted(classes))}{f' of {listed_as}' if listed_as else ''})"
        if {kind, outlet.ownership} == {"state", "public"}:
            basis += f"; {LIST_BASIS[outlet.ownership_basis]} says {outlet.ownership}"
    elif outlet.ownership != "unknown":
        kind, basis = outlet.ownership, LIST_BASIS[outlet.ownership_basis]
    else:
        return {"owner": outlet.owner} if outlet.owner else {}
    return (
        {"kind": kind, "owner": outlet.owner, "basis": basis}
        if outlet.owner
        else {"kind": kind, "basis": basis}
    )


def _place(name: str) -> str:
    if name in PLACES:
        return PLACES[name]
    found = find(name)
    if found is None:
        raise ValueError(f"state-media.csv: no country is called {name!r}; add its spelling to PLACES")
    return found.code
