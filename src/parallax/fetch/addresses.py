"""Which addresses may be dialled: the public internet and what the owner named, nothing else.

Python's ``is_global`` alone is not enough: it calls NAT64, 6to4 and Teredo forms of a private
address global. Forms that carry another address inside are refused, and stay refused even in an
allowed network when the address inside is not public.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from parallax.fetch.settings import Network

Address = IPv4Address | IPv6Address

# From the IANA registries of special-purpose addresses (RFC 6890 and its updates), plus the
# metadata services of clouds that sit on otherwise public-looking addresses.
REFUSED_V4: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(network), name)
    for network, name in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud metadata"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "reserved"),
        ("192.52.193.0/24", "reserved"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "reserved"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
REFUSED_V6: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(network), name)
    for network, name in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("64:ff9b:1::/48", "local NAT64"),
        ("100::/64", "discard"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "documentation"),
        ("2620:4f:8000::/48", "reserved"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_V6 = ip_network("2000::/3")  # all that IANA has opened; the rest is refused unread
_COMPATIBLE = ip_network("::/96")
_NAT64 = ip_network("64:ff9b::/96")
# RFC 5214 §6.1: an interface identifier 0000:5efe or 0200:5efe is followed by an IPv4 address.
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


def refusal(text: str, allowed: Sequence[Network] = ()) -> str | None:
    """Why an address in text form is not dialled, in a few words; None when it may be.

    ``allowed`` are networks permitted besides the public internet.
    """
    if "%" in text:
        return "an address with a zone id"
    try:
        address = ip_address(text)
    except ValueError:
        return "not an IP address"
    return _refusal(address, allowed)


def _refusal(address: Address, allowed: Sequence[Network]) -> str | None:
    inside = embedded(address)
    if inside is not None:
        form, inner = inside
        because = _refusal(inner, allowed)
        if because is None and _within(address, allowed):
            return None
        return f"{form} form of {inner}" + (f", {because}" if because else "")
    if _within(address, allowed):
        return None
    return _special(address)


def _within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _special(address: Address) -> str | None:
    ranges = REFUSED_V4 if address.version == 4 else REFUSED_V6
    for network, name in ranges:
        if address in network:
            return name
    if address.version == 6 and address not in _GLOBAL_V6:
        return "reserved"
    # Python's own tables follow the IANA registries; what a later one adds is refused as well.
    return None if address.is_global and not address.is_multicast else "reserved"


def embedded(address: Address) -> tuple[str, IPv4Address] | None:
    """The IPv4 address that an IPv6 address carries, with the name of the form."""
    if isinstance(address, IPv4Address):
        return None
    number = int(address)
    last = IPv4Address(number & 0xFFFFFFFF)
    if address.ipv4_mapped is not None:
        return "IPv4-mapped", address.ipv4_mapped
    if address in _COMPATIBLE and number > 1:
        return "IPv4-compatible", last
    if address in _NAT64:
        return "NAT64", last
    if address.sixtofour is not None:
        return "6to4", address.sixtofour
    if address.teredo is not None:
        return "Teredo", address.teredo[1]
    if (number >> 32) & 0xFFFFFFFF in _ISATAP:
        return "ISATAP", last
    return None
