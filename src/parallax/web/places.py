"""Countries as pages show them: the name and the clock people there go by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global

from parallax import countries
from parallax.errors import InputError

# Countries with several time zones are shown in the one of their capital, or where it has
# no zone of its own, the zone the capital keeps (tz database, zone1970.tab).
CAPITAL_ZONES = {
    "AQ": "Antarctica/McMurdo",
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Pohnpei",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UM": "Pacific/Wake",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
    "XK": "Europe/Belgrade",
}

# Names that English sets an article before.
WITH_ARTICLE = frozenset(
    [
        "AE",
        "AX",
        "BQ",
        "BS",
        "CC",
        "CD",
        "CF",
        "CK",
        "DO",
        "FK",
        "FO",
        "GB",
        "GM",
        "HM",
        "IO",
        "KM",
        "KY",
        "MH",
        "MP",
        "MV",
        "NL",
        "PH",
        "SB",
        "SC",
        "TC",
        "TF",
        "UM",
        "US",
        "VG",
        "VI",
    ]
)


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone and the town it is called by: the capital, whatever the tz database names it after."""

    info: ZoneInfo
    town: str


def country_name(code: str) -> str:
    """The country's English name; the code itself if no country has it."""
    try:
        return countries.country(code).name
    except InputError:
        return code


def in_sentence(code: str) -> str:
    """The name as a sentence has it: "the Netherlands", "Peru"."""
    return f"the {country_name(code)}" if code in WITH_ARTICLE else country_name(code)


@cache
def zone(code: str) -> Zone:
    """The clock of a country's capital; UTC for places without one."""
    name = CAPITAL_ZONES.get(code.upper())
    if name is None:
        known = get_global("territory_zones").get(code.upper(), ["UTC"])
        name = known[0]
    return Zone(ZoneInfo(name), _capital(code) or name.rsplit("/", 1)[-1].replace("_", " "))


def _capital(code: str) -> str:
    try:
        return countries.country(code).capital
    except InputError:
        return ""
