"""The site-wide file of the TDM Reservation Protocol, ``/.well-known/tdmrep.json``.

A page's own header or meta element is more specific and comes first; see ``optouts``.
"""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any

from parallax.errors import FetchError, HttpStatus, NoNetwork, NotInCapture
from parallax.fetch.urls import Url, parse_url
from parallax.model import Clock, Fetcher, Request, Response, Rights

PATH = "/.well-known/tdmrep.json"
MAX_BYTES = 256 * 1024  # real files have a handful of rules
MAX_RULES = 1000
FRESH_FOR = 24 * 3600.0  # seconds, as for robots.txt
ASK_AGAIN = 600.0  # seconds after an outage
MANY_ORIGINS = 5000


@dataclass(frozen=True, slots=True)
class Rule:
    """Locations that match are reserved or explicitly not."""

    location: str
    reserved: bool

    def matches(self, target: str) -> bool:
        """Like a robots.txt path: a prefix, ``*`` for anything, ``$`` for the end."""
        pattern = self.location.removesuffix("$")
        pieces = re.sub(r"\*+", "*", pattern).split("*")
        if not target.startswith(pieces[0]):
            return False
        at = len(pieces[0])
        ends = self.location.endswith("$")
        for piece in pieces[1 : -1 if ends else None]:
            found = target.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        if not ends:
            return True
        if len(pieces) == 1:
            return at == len(target)
        return len(target) - len(pieces[-1]) >= at and target.endswith(pieces[-1])


class TdmReservations:
    """Knows which pages are reserved from text mining, one file per origin and day.

    An origin whose file cannot be read because its server fails counts as reserved until it can:
    silence is no permission. A 404 is one, since the protocol is opt-out, and so is its absence
    from a capture.
    """

    def __init__(self, fetcher: Fetcher, clock: Clock) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._lock = threading.Lock()
        self._known: OrderedDict[str, tuple[float, tuple[Rule, ...]]] = OrderedDict()

    def apply(self, response: Response, rights: Rights) -> Rights:
        """``rights`` with the site-wide rule added, unless the page speaks for itself.

        Raises :class:`NoNetwork`.
        """
        if any("tdm-reservation" in said for said in rights.basis):
            return rights
        url = parse_url(response.url)
        rule = next((rule for rule in self._rules(url) if rule.matches(url.target)), None)
        if rule is None or not rule.reserved:
            return rights
        said = f"{url.origin}{PATH}: {rule.location} reserved"
        return replace(rights, text_mining=False, basis=(*rights.basis, said))

    def _rules(self, url: Url) -> tuple[Rule, ...]:
        now = self._clock().timestamp()
        with self._lock:
            until, rules = self._known.get(url.origin, (float("-inf"), ()))
        if now < until:
            return rules
        lasts, rules = self._read(url)
        with self._lock:
            self._known[url.origin] = now + lasts, rules
            if len(self._known) > MANY_ORIGINS:
                self._known.popitem(last=False)
        return rules

    def _read(self, url: Url) -> tuple[float, tuple[Rule, ...]]:
        request = Request(url.origin + PATH, purpose="robots", max_bytes=MAX_BYTES)
        try:
            return FRESH_FOR, parse_rules(self._fetcher.get(request).body)
        except NoNetwork:
            raise
        except NotInCapture:
            return FRESH_FOR, ()
        except HttpStatus as error:
            if 400 <= error.status < 500 and error.status != 429:
                return FRESH_FOR, ()
        except FetchError:
            pass  # reserved for now, below
        return ASK_AGAIN, (Rule("/", reserved=True),)


def parse_rules(body: bytes) -> tuple[Rule, ...]:
    """The rules of a file, in order. What is not such a file (an error page, say) has none."""
    try:
        entries = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(entries, list):
        return ()
    rules = (_rule(entry) for entry in entries[:MAX_RULES])
    return tuple(rule for rule in rules if rule is not None)


def _rule(entry: Any) -> Rule | None:
    if not isinstance(entry, dict):
        return None
    location, reserved = entry.get("location"), entry.get("tdm-reservation")
    if not isinstance(location, str) or isinstance(reserved, bool) or str(reserved) not in ("0", "1"):
        return None
    return Rule(location if location.startswith(("/", "*")) else f"/{location}", str(reserved) == "1")
