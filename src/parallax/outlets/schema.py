"""What an outlet's record may say, checked field by field.

One check serves the registry's own files and the user's, so that both fail with the
same words: which file, which outlet, which field, and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from parallax.countries import country
from parallax.errors import InputError, RegistryError
from parallax.model import Outlet, OutletKind, OutletScope, Ownership, OwnershipKind

KINDS: frozenset[str] = frozenset(get_args(OutletKind))
SCOPES: frozenset[str] = frozenset(get_args(OutletScope))
OWNERSHIPS: frozenset[str] = frozenset(get_args(OwnershipKind))
# How the languages are known: a list says so, the name or address shows it, it was
# entered by hand, or it is only what most of the country's press writes.
LANGUAGE_BASES = frozenset({"list", "name", "address", "hand", "country"})

_is_id = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*").fullmatch
_is_url = re.compile(r"https?://[^\s/@?#]+\.[^\s/@?#]+([/?#]\S*)?").fullmatch
_is_host = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+").fullmatch
# A language, and where needed its script and region: the part of BCP 47 the registry uses.
_is_tag = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?").fullmatch


@dataclass(frozen=True, slots=True)
class Record:
    """A checked record: the outlet, and the further hosts it publishes under."""

    outlet: Outlet
    also_at: tuple[str, ...] = ()


def read_record(fields: Mapping[str, Any], *, where: str, country_code: str | None = None) -> Record:
    """Make a record of its fields. ``where`` names file and outlet in errors.

    ``country_code`` is the file's country, for records that do not repeat it.
    Raises :class:`RegistryError`.
    """
    if not _FIELDS.issuperset(fields):
        unknown = min(set(fields) - _FIELDS)
        raise RegistryError(
            f"{where}: there is no field {unknown!r}",
            hint=f"The fields are: {', '.join(sorted(_FIELDS))}.",
        )
    code = _country(fields, "country", where) if "country" in fields else country_code
    if code is None:
        raise RegistryError(
            f"{where}: 'country' is missing", hint="Add the two-letter code of where it is based."
        )
    outlet = Outlet(
        id=_text(fields, "id", where, _is_id, "lower-case letters, digits and single hyphens"),
        name=_text(fields, "name", where, _is_clean, "a name without line breaks or blanks around it"),
        homepage=_text(fields, "homepage", where, _is_url, "a web address beginning with http"),
        country=code,
        covers=_country(fields, "covers", where) if "covers" in fields else None,
        languages=_texts(fields, "languages", where, _is_tag, "language tags such as pt or zh-Hant"),
        feeds=_texts(fields, "feeds", where, _is_url, "web addresses beginning with http"),
        sitemaps=_texts(fields, "sitemaps", where, _is_url, "web addresses beginning with http"),
        ownership=_ownership(fields, where),
        kind=_choice(fields, "kind", where, KINDS, "online"),
        scope=_choice(fields, "scope", where, SCOPES, "national"),
    )
    _choice(fields, "languages_basis", where, LANGUAGE_BASES, "list")
    return Record(outlet, _texts(fields, "also_at", where, _is_host, "host names such as example.org"))


def fields_of(outlet: Outlet) -> dict[str, Any]:
    """The fields that make this outlet again, without those that say nothing."""
    ownership = outlet.ownership
    said = {"kind": ownership.kind, "owner": ownership.owner, "basis": ownership.basis}
    fields = {
        "id": outlet.id,
        "name": outlet.name,
        "homepage": outlet.homepage,
        "country": outlet.country,
        "covers": outlet.covers,
        "languages": list(outlet.languages),
        "feeds": list(outlet.feeds),
        "sitemaps": list(outlet.sitemaps),
        "ownership": {key: value for key, value in said.items() if value and value != "unknown"},
        "kind": outlet.kind,
        "scope": outlet.scope,
    }
    return {key: value for key, value in fields.items() if value}


_FIELDS = frozenset(
    {
        "id",
        "name",
        "homepage",
        "country",
        "covers",
        "languages",
        "languages_basis",
        "feeds",
        "sitemaps",
        "ownership",
        "kind",
        "scope",
        "also_at",
    }
)
_Check = Callable[[str], object]


def _is_clean(text: str) -> bool:
    return text == " ".join(text.split())


def _text(fields: Mapping[str, Any], field: str, where: str, check: _Check, wanted: str) -> str:
    value = fields.get(field)
    if not isinstance(value, str) or not value or not check(value):
        raise _wrong(where, field, value, wanted)
    return value


def _texts(fields: Mapping[str, Any], field: str, where: str, check: _Check, wanted: str) -> tuple[str, ...]:
    values = fields.get(field)
    if values is None:
        return ()
    if not isinstance(values, (list, tuple)):
        raise _wrong(where, field, values, f"a list of {wanted}")
    for value in values:
        if not isinstance(value, str) or not check(value):
            raise _wrong(where, field, value, wanted)
    if len(values) > 1 and len(set(values)) < len(values):
        raise _wrong(where, field, list(values), f"{wanted}, each once")
    return tuple(values)


def _choice(fields: Mapping[str, Any], field: str, where: str, choices: frozenset[str], default: Any) -> Any:
    value = fields.get(field, default)
    if not isinstance(value, str) or value not in choices:
        raise _wrong(where, field, value, f"one of {', '.join(sorted(choices))}")
    return value


def _country(fields: Mapping[str, Any], field: str, where: str) -> str:
    value = fields[field]
    if not isinstance(value, str) or not _is_country(value):
        raise _wrong(where, field, value, "a two-letter country code in capitals, such as PT")
    return value


@cache
def _is_country(code: str) -> bool:
    try:
        return country(code).code == code
    except InputError:
        return False


def _ownership(fields: Mapping[str, Any], where: str) -> Ownership:
    said = fields.get("ownership")
    if said is None:
        return _UNKNOWN
    if not isinstance(said, Mapping) or said.keys() - {"kind", "owner", "basis"}:
        raise _wrong(where, "ownership", said, "a table of kind, owner and basis")
    kind = _choice(said, "kind", f"{where}, ownership", OWNERSHIPS, "unknown")
    for key in ("owner", "basis"):
        if not isinstance(said.get(key, ""), str):
            raise _wrong(f"{where}, ownership", key, said[key], "a text")
    if kind != "unknown" and not said.get("basis"):
        raise RegistryError(
            f"{where}, ownership: 'basis' is missing", hint="Say who claims this kind, or leave the kind out."
        )
    return Ownership(kind, said.get("owner", ""), said.get("basis", ""))


_UNKNOWN = Ownership()


def _wrong(where: str, field: str, value: object, wanted: str) -> RegistryError:
    if value is None:
        return RegistryError(f"{where}: '{field}' is missing", hint=f"Write {wanted}.")
    return RegistryError(f"{where}: '{field}' is {value!r}", hint=f"Write {wanted}.")
