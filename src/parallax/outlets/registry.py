"""The outlets Parallax listens to: those it ships with, and the user's own."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from parallax.countries import country
from parallax.errors import RegistryError
from parallax.model import Outlet
from parallax.outlets.addresses import Addresses
from parallax.outlets.schema import Record, read_record


class Registry:
    """Outlets by id, by country and by address. Immutable."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = tuple(records)
        self.outlets: Mapping[str, Outlet] = MappingProxyType({r.outlet.id: r.outlet for r in self._records})

    def get(self, outlet_id: str) -> Outlet | None:
        """The outlet of that id, or None."""
        return self.outlets.get(outlet_id)

    def in_country(self, code: str) -> tuple[Outlet, ...]:
        """The outlets based in a country, by name; what they cover may be another.

        Raises :class:`parallax.errors.InputError` for a code that is none.
        """
        return self._by_country.get(country(code).code, ())

    def by_url(self, url: str) -> Outlet | None:
        """The outlet whose address is the longest match of an article's, or None."""
        found = self._addresses.find(url)
        return None if found is None else self.outlets[found]

    @cached_property
    def _by_country(self) -> dict[str, tuple[Outlet, ...]]:
        grouped: dict[str, list[Outlet]] = defaultdict(list)
        for outlet in self.outlets.values():
            grouped[outlet.country].append(outlet)
        return {
            code: tuple(sorted(group, key=lambda outlet: (outlet.name.casefold(), outlet.id)))
            for code, group in grouped.items()
        }

    @cached_property
    def _addresses(self) -> Addresses:
        return Addresses(self._records)


def load_registry(user_file: Path | None = None) -> Registry:
    """The shipped registry, with the user's file on top if there is one.

    A ``user_file`` that does not exist counts as empty. Raises :class:`RegistryError`
    where a file breaks the schema.
    """
    shipped = _shipped()
    if user_file is None or not user_file.exists():
        return _shipped_registry()
    from parallax.outlets.userfile import apply_user_file

    return Registry(apply_user_file(shipped, user_file))


@cache
def _shipped_registry() -> Registry:
    return Registry(_shipped())


@cache
def _shipped() -> tuple[Record, ...]:
    return read_folder(files("parallax.outlets") / "data")


def read_folder(folder: Traversable) -> tuple[Record, ...]:
    """All records of a folder of country files. Raises :class:`RegistryError` for the first that is wrong."""
    records: dict[str, Record] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".json"):
            continue
        for record in _read_file(file):
            if record.outlet.id in records:
                other = records[record.outlet.id].outlet.country
                raise RegistryError(
                    f"{file.name}, outlet {record.outlet.id!r}: the id is taken in {other.lower()}.json",
                    hint="Every outlet needs an id of its own.",
                )
            records[record.outlet.id] = record
    return tuple(records.values())


def _read_file(file: Traversable) -> list[Record]:
    try:
        content: Any = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise RegistryError(f"{file.name}: not JSON: {error}", hint="Build the registry again.") from error
    if not isinstance(content, dict) or content.keys() != {"country", "outlets"}:
        raise RegistryError(
            f"{file.name}: must hold 'country' and 'outlets'", hint="Build the registry again."
        )
    code = content["country"]
    if f"{code}.json".lower() != file.name:
        raise RegistryError(f"{file.name}: 'country' is {code!r}", hint="A file is named after its country.")
    return [
        read_record(fields, where=f"{file.name}, outlet {fields.get('id', '?')!r}", country_code=code)
        for fields in content["outlets"]
    ]
