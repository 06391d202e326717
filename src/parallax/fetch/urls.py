"""One parser for every URL we dial.

It accepts less than a browser does. What it returns is dialled piece by piece, never parsed
again, so that no second reader of the same text can see another host in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote

from parallax.errors import RefusedUrl

MAX_LENGTH = 8000  # RFC 9110 §4.1 asks everyone to support this much
DEFAULT_PORTS = {"http": 80, "https": 443}

# Below 1024 only the two web ports: everything else there is another protocol's. Above, the ports
# that the Fetch standard's "bad port" list blocks, because a request there speaks to mail, chat,
# telephony or file servers.
BAD_PORTS = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669}
    | {6679, 6697, 10080}
)

_START = re.compile(r"(https?)://([^/?#]*)([^#]*)", re.IGNORECASE)
_REFERENCE_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?")  # "_" is not in RFC 1123, but in use
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_DOTTED_QUAD = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}")
# RFC 3986's unreserved, reserved and "%"; everything else in a path or query is percent-encoded.
_TARGET_SAFE = "!#$%&'()*+,/:;=?@[]~-._"


@dataclass(frozen=True, slots=True)
class Url:
    """A URL taken apart. ``host`` is ASCII (A-labels) or a bare address; ``target`` is sent as is."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and, when it is not the scheme's own, port: the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def server(self) -> str:
        """The name under which a host is paced: both web ports are one server."""
        return self.host if self.port in DEFAULT_PORTS.values() else f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return self.origin + self.target


def parse_url(text: str) -> Url:
    """Take a URL apart. Raises :class:`RefusedUrl` saying what is wrong with it."""
    if len(text) > MAX_LENGTH:
        raise RefusedUrl(f"The URL is {len(text)} characters long; {MAX_LENGTH} is the limit.")
    if any(char < " " or char == "\x7f" for char in text):
        raise _refused(text, "it holds a control character, tab or line break")
    match = _START.match(text)
    if match is None:
        raise _refused(text, "only http:// and https:// URLs are read")
    scheme, authority, rest = match[1].lower(), match[2], match[3]
    host, port = _split_authority(text, authority)
    number = _port(text, port, DEFAULT_PORTS[scheme])
    return Url(scheme, _host(text, host), number, _target(text, rest))


def join(base: Url, reference: str) -> Url:
    """Resolve a ``Location`` against the URL that sent it (RFC 3986 §5.2)."""
    reference = reference.strip(" ")
    if _REFERENCE_SCHEME.match(reference):
        return parse_url(reference)
    if reference.startswith("//"):
        return parse_url(f"{base.scheme}:{reference}")
    path, _, _ = base.target.partition("?")
    if reference.startswith("/"):
        return parse_url(base.origin + reference)
    if reference.startswith("?"):
        return parse_url(base.origin + path + reference)
    if not reference.partition("#")[0]:
        return base
    return parse_url(base.origin + path[: path.rfind("/") + 1] + reference)


def _refused(text: str, why: str) -> RefusedUrl:
    return RefusedUrl(f"Refused {text[:200]!r}: {why}.")


def _split_authority(text: str, authority: str) -> tuple[str, str]:
    if "@" in authority:
        raise _refused(text, "it carries a user name or password")
    if "\\" in authority or "%" in authority or " " in authority:
        raise _refused(text, "its host holds a backslash, percent sign or space")
    if authority.startswith("["):
        host, bracket, after = authority.partition("]")
        if not bracket or (after and not after.startswith(":")):
            raise _refused(text, "its IPv6 address is malformed")
        return host + bracket, after[1:]
    host, _, port = authority.partition(":")
    return host, port


def _port(text: str, digits: str, default: int) -> int:
    if not digits:
        return default
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 5:
        raise _refused(text, "its port is not a number")
    port = int(digits)
    if port not in (80, 443) and (port < 1024 or port > 65535 or port in BAD_PORTS):
        raise _refused(text, f"port {port} is not one that web servers use")
    return port


def _host(text: str, host: str) -> str:
    if not host:
        raise _refused(text, "it has no host")
    if host.startswith("["):
        try:
            return IPv6Address(host[1:-1]).compressed
        except AddressValueError as error:
            raise _refused(text, "its IPv6 address is malformed") from error
    name = host.lower() if host.isascii() else _to_ascii(text, host)
    if name.endswith("."):
        raise _refused(text, "its host ends with a dot")
    labels = name.split(".")
    # As browsers do: a name whose last part is a number can only be an IPv4 address, and we read
    # no other spelling of one than four decimal numbers.
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(text, name)
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _refused(text, "its host is not a valid name")
    return name


def _ipv4(text: str, name: str) -> str:
    if _DOTTED_QUAD.fullmatch(name):
        try:
            return str(IPv4Address(name))
        except AddressValueError as error:
            raise _refused(text, "its IPv4 address is malformed") from error
    raise _refused(text, "its host is a number, but not an IPv4 address in its usual form")


def _to_ascii(text: str, host: str) -> str:
    import idna

    try:
        return idna.encode(host, uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise _refused(text, "its host is not a valid international name") from error


def _target(text: str, rest: str) -> str:
    path, mark, query = rest.partition("?")
    try:
        encoded = (
            _without_dots(quote(path or "/", safe=_TARGET_SAFE)) + mark + quote(query, safe=_TARGET_SAFE)
        )
    except UnicodeEncodeError as error:
        raise _refused(text, "it holds half a character (a lone surrogate)") from error
    return encoded


def _without_dots(path: str) -> str:
    """RFC 3986 §5.2.4: what robots.txt is asked about must be what the server will open."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for position, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        last = position == len(segments) - 1
        if plain == "..":
            kept = kept[:-1]
        elif plain != ".":
            kept.append(segment)
            continue
        if last:
            kept.append("")
    return "/" + "/".join(kept)
