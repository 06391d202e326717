"""Whose borders a map may show: countries' own views of disputed places, as Natural Earth records them.

The table is `data/worldviews.json`, which the globe's shapes are built from too. Who holds a place
by Natural Earth's own view is who holds the ground; where a country shows it otherwise, the table
has it under the holder that country names: a code of ours, or letters of Natural Earth's own for
what it shows as nobody's or as a country that has no ISO code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from parallax.countries import Country, country


@dataclass(frozen=True, slots=True)
class Claim:
    """By whose views somebody else holds a place; `holder` is empty for none of our countries."""

    holder: str
    views: tuple[Country, ...]


@dataclass(frozen=True, slots=True)
class DisputedPlace:
    """`within` is the shape of Natural Earth's own view it lies in, empty where it is one by itself."""

    name: str
    within: str
    claims: tuple[Claim, ...]


@cache
def worldviews() -> tuple[Country, ...]:
    """The countries whose view can be chosen, by name."""
    return tuple(sorted(map(country, _table()["views"]), key=lambda one: one.name))


@cache
def disputed_places() -> tuple[DisputedPlace, ...]:
    """Every place that at least one of the worldviews shows otherwise, by name."""
    table = _table()
    areas = [DisputedPlace(row["name"], row["within"], _claims(row["claims"])) for row in table["areas"]]
    shapes = [DisputedPlace(_full(row["shape"]), "", _claims(row["claims"])) for row in table["shapes"]]
    return tuple(sorted(areas + shapes, key=lambda place: place.name))


# Natural Earth's short names, written out.
_LONG_NAMES = {
    "Falkland Is.": "Falkland Islands",
    "N. Cyprus": "Northern Cyprus",
    "W. Sahara": "Western Sahara east of the berm",
}


def _full(name: str) -> str:
    return _LONG_NAMES.get(name, name)


def _claims(claims: dict[str, str]) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            # What has no code of ours has three letters.
            holder=country(holder).name if len(holder) == 2 else "",
            views=tuple(sorted(map(country, views.split()), key=lambda one: one.name)),
        )
        for holder, views in claims.items()
    )


def _table() -> Any:
    return json.loads((files("parallax.data") / "worldviews.json").read_text(encoding="utf-8"))
