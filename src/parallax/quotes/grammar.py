"""What each language's press does when it says who said something, from the files in ``data/``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

# Base languages of closely written variants: Norwegian's two tags, and Serbian and its neighbours.
# Words of company and place names that no language translates.
EVERYWHERE = frozenset(
    [
        "bistro",
        "hotel",
        "café",
        "restaurant",
        "inc",
        "ltd",
        "gmbh",
        "ag",
        "plc",
        "corp",
        "airlines",
        "motors",
        "fc",
        "airport",
        "stadium",
        "arena",
    ]
)
# Between the parts of names from anywhere.
PARTICLES = frozenset(["van", "von", "der", "den", "ter", "ten", "al", "el", "bin", "ibn"])
WORD_LISTS = (
    "verbs", "reporting", "participles", "aux", "adverbs", "prepositions", "connectives", "determiners",
    "unnamed_determiners", "particles", "me", "groups", "organisations", "documents", "of_names", "unnamed",
)  # fmt: skip
PHRASE_LISTS = ("according", "as_reported", "posted_on", "citing", "that")
ALIASES = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's words for attribution. Words are case-folded except ``not_names``.

    ``roles`` map a role noun to ``m``, ``f`` or an empty string where it says nothing of gender.
    """

    language: str
    script: str
    verbs: frozenset[str]
    reporting: frozenset[str]
    participles: frozenset[str]
    aux: frozenset[str]
    adverbs: frozenset[str]
    prepositions: frozenset[str]
    connectives: frozenset[str]
    determiners: frozenset[str]
    unnamed_determiners: frozenset[str]
    particles: frozenset[str]
    me: frozenset[str]
    pronouns: Mapping[str, str]
    titles: Mapping[str, str]
    roles: Mapping[str, str]
    role_endings: tuple[str, ...]
    groups: frozenset[str]
    organisations: frozenset[str]
    organisation_endings: tuple[str, ...]
    documents: frozenset[str]  # written things, which say nothing themselves
    of_names: frozenset[str]  # join the parts of an organisation's name, beside particles
    unnamed: frozenset[str]
    not_names: frozenset[str]
    according: tuple[str, ...]
    as_reported: tuple[str, ...]
    posted_on: tuple[str, ...]
    citing: tuple[str, ...]
    that: tuple[str, ...]
    drops_subject: bool = False
    patterns: tuple[re.Pattern[str], ...] = field(default=())

    def role_gender(self, word: str) -> str | None:
        """``m``, ``f`` or empty for a role noun; None for any other word."""
        folded = word.casefold()
        if folded in self.roles:
            return self.roles[folded]
        if "-" in folded and all(part in self.roles for part in folded.split("-")):
            return ""
        if len(folded) > 5 and folded.endswith(self.role_endings):
            return "f" if folded.endswith("in") and self.language == "de" else ""
        return None

    def names_organisation(self, word: str) -> bool:
        folded = word.casefold()
        return (
            folded in self.organisations
            or folded in self.documents
            or folded in EVERYWHERE
            or (bool(self.organisation_endings) and folded.endswith(self.organisation_endings))
        )


def base(language: str) -> str:
    """``pt-BR`` → ``pt``."""
    tag = language.split("-")[0].split("_")[0].casefold()
    return ALIASES.get(tag, tag)


@cache
def grammar(language: str) -> Grammar | None:
    """The grammar of a BCP 47 tag's language; None where there is no file for it."""
    tag = base(language)
    path = files("parallax.quotes") / "data" / f"{tag}.toml"
    if not tag.isalpha() or not path.is_file():
        return None
    return _build(tag, tomllib.loads(path.read_text("utf-8")))


def _words(table: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(str(table.get(key, "")).casefold().split())


def _build(tag: str, table: Mapping[str, Any]) -> Grammar:
    roles = {}
    for entry in str(table.get("roles", "")).casefold().split():
        word, _, gender = entry.partition("/")
        roles[word] = gender
    words: dict[str, Any] = {key: _words(table, key) for key in WORD_LISTS}
    words["particles"] |= PARTICLES
    phrases: dict[str, Any] = {key: tuple(table.get(key, ())) for key in PHRASE_LISTS}
    return Grammar(
        language=tag,
        script=str(table["script"]),
        pronouns={key.casefold(): value for key, value in table.get("pronouns", {}).items()},
        titles=dict(table.get("titles", {})),
        roles=roles,
        role_endings=tuple(str(table.get("role_endings", "")).split()) or ("\0",),
        organisation_endings=tuple(str(table.get("organisation_endings", "")).split()),
        not_names=frozenset(str(table.get("not_names", "")).split()),
        drops_subject=bool(table.get("drops_subject", False)),
        patterns=tuple(re.compile(pattern) for pattern in table.get("patterns", ())),
        **words,
        **phrases,
    )
