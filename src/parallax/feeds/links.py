"""Addresses: resolved, without what only tracks the reader, http(s) or nothing."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from parallax.feeds.limits import MAX_URL

_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9._~!$&'()*+,;=:@/-]*)")
_BLANKS = re.compile(r"[\x00-\x20\x7f\u200b\ufeff\u00a0]+")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_SAFE = "/%:@!$&'()*+,;=~?#[]"
_HOST = re.compile(r"[^\s/?#@\\<>\"'^`{|}%]+")

_TRACKING_PREFIXES = ("utm_", "at_", "mc_", "hsa_", "pk_", "mtm_", "ns_")
"""Families: Google's campaign tags, AT Internet (BBC, France), Mailchimp, HubSpot, Matomo, comScore."""

_TRACKING = frozenset(
    {
        "fbclid",
        "gclid",
        "gbraid",
        "wbraid",
        "dclid",
        "gclsrc",
        "msclkid",
        "yclid",
        "ysclid",
        "twclid",
        "ttclid",
        "igshid",
        "igsh",
        "_ga",
        "_gl",
        "_openstat",
        "xtor",
        "cmpid",
        "ocid",
        "ito",
        "ftag",
        "wt_mc",
        "s_cid",
        "smid",
    }
)
"""Parameters that name the click or the campaign, never the page."""


def clean_url(written: str, base: str = "") -> str:
    """The absolute http(s) address meant, percent-encoded and without tracking; ``""`` if there is none.

    The fragment stays (a live page's posts differ only there) unless it tracks.
    """
    if not 0 < len(written.strip()) <= MAX_URL:
        return ""
    if _PLAIN.fullmatch(written):
        return written
    written = _BLANKS.sub("", written) if "\n" in written or "\t" in written else written.strip()
    try:
        parts = urlsplit(urljoin(base, written) if base and not _ABSOLUTE.match(written) else written)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host or not _HOST.fullmatch(host):
        return ""
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != (80 if parts.scheme == "http" else 443):
        host = f"{host}:{port}"
    fragment = "" if _tracks(parts.fragment) else parts.fragment
    cleaned = urlunsplit(
        (parts.scheme, host, _quoted(parts.path) or "/", _query(parts.query), _quoted(fragment))
    )
    return cleaned if len(cleaned) <= MAX_URL else ""


def _query(query: str) -> str:
    """The parameters that may choose the page, in their order and spelling."""
    return "&".join(_quoted(pair) for pair in query.split("&") if pair and not _tracks(pair)) if query else ""


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return "=" in pair and (name in _TRACKING or name.startswith(_TRACKING_PREFIXES))


def _quoted(text: str) -> str:
    return quote(text, safe=_SAFE) if text else ""
