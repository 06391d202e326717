"""Names that are known beforehand: given names, and countries with their capitals."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

from parallax.countries import all_countries, find, fold


@cache
def given_names() -> dict[str, str]:
    """Given name in Latin letters → ``m`` or ``f``."""
    table = tomllib.loads((files("parallax.quotes") / "data" / "given_names.toml").read_text("utf-8"))
    return {name: gender for gender in ("m", "f") for name in table[gender].split()}


def gender_of(given: str) -> str:
    """``m`` or ``f`` for a known given name in any letters; empty for any other word."""
    return given_names().get(anyascii(given).casefold(), "")


@lru_cache(maxsize=4096)
def is_place(name: str) -> bool:
    """Whether this is a country or a capital."""
    return find(name) is not None or fold(name) in _capitals()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(fold(place.capital) for place in all_countries() if place.capital)
