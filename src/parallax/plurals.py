"""A number with the noun it counts."""

from __future__ import annotations


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 article", "1,204 articles"; ``many`` where an s does not make it, as in "countries"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
