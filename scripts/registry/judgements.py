"""What was decided by hand, kept as data beside this module: each with its reason."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from registry.tables import Listed

HERE = Path(__file__).resolve().parent
CORRECTABLE = {"name", "country", "covers", "kind", "scope", "also_at", "languages", "ownership"}


@dataclass(frozen=True, slots=True)
class FeedRule:
    """Addresses that are not an outlet's reporting. ``spare``: still taken where there is no other feed."""

    pattern: re.Pattern[str]
    name: str
    spare: bool

    def matches(self, url: str, after_host: str) -> bool:
        return bool(self.pattern.search(url if self.pattern.pattern.startswith("^http") else after_host))


@dataclass(frozen=True, slots=True)
class Judgements:
    """``left_out`` gives a rule's name for a domain; ``rules`` the reason of each rule."""

    rules: dict[str, str]
    left_out: dict[str, str]
    corrections: dict[str, dict[str, Any]]
    feed_rules: tuple[FeedRule, ...]

    def without_subject(self, listed: Iterable[Listed]) -> list[str]:
        """Domains judged here that the tables no longer list: a decision nobody can follow."""
        domains = {outlet.domain for outlet in listed}
        return sorted({*self.left_out, *self.corrections} - domains)

    def corrected(self, outlet: Listed) -> Listed:
        """The outlet with its corrections; a corrected name or address counts as listed."""
        changes = self.corrections.get(outlet.domain, {})
        covers = changes.get("covers", outlet.covers)
        if "languages" in changes:
            changes = {**changes, "languages_basis": "manual"}
        elif outlet.languages_basis.startswith("country-default") and ("country" in changes or covers):
            # What a country's press writes says nothing of newsrooms that are not of it.
            changes = {**changes, "languages": (), "languages_basis": ""}
        return replace(outlet, **changes)

    def name_decided(self, domain: str) -> bool:
        """Whether the name was given by hand and is to be left as it is."""
        return "name" in self.corrections.get(domain, {})

    def feed_rule(self, url: str) -> FeedRule | None:
        """The rule that speaks against this feed, if any.

        A pattern that begins with ``^http`` is held against the whole address, any other
        against what follows the host, so that an outlet's own name cannot speak against it.
        """
        after_host = "/" + url.partition("://")[2].partition("/")[2]
        return next((rule for rule in self.feed_rules if rule.matches(url, after_host)), None)


def read_judgements(folder: Path = HERE) -> Judgements:
    """Read the hand-kept tables. Raises ValueError where one names a rule or field that is not there."""
    rules = {row["rule"]: row["reason"] for row in rows(folder / "rules.csv")}
    left_out = {row["domain"]: row["rule"] for row in rows(folder / "leave_out.csv")}
    if unknown := set(left_out.values()) - set(rules):
        raise ValueError(f"leave_out.csv names rules that rules.csv does not explain: {sorted(unknown)}")
    corrections: dict[str, dict[str, Any]] = {}
    for row in rows(folder / "corrections.csv"):
        if row["field"] not in CORRECTABLE:
            raise ValueError(f"corrections.csv: {row['domain']}: field {row['field']!r} cannot be corrected")
        several = row["field"] in {"also_at", "languages"}
        value = tuple(row["value"].split(";")) if several else row["value"]
        corrections.setdefault(row["domain"], {})[row["field"]] = value
    feed_rules = tuple(
        FeedRule(re.compile(row["pattern"], re.IGNORECASE), row["rule"], row["when"] == "spare")
        for row in rows(folder / "feed_rules.csv")
    )
    return Judgements(rules, left_out, corrections, feed_rules)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of one hand-kept table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
