"""Which part of a host's name was registered, told by its shape: no list of all registries' rules is needed here.

A wrong guess only makes two hosts strangers, or joins two below one of the rare registries that give
names to strangers under a longer label.
"""

from __future__ import annotations

from ipaddress import ip_address


def registered_name(host: str) -> str:
    """The registered part of a host.

    >>> registered_name("www.harbour-post.co.nz"), registered_name("amp.harbour-post.example")
    ('harbour-post.co.nz', 'harbour-post.example')
    """
    labels = host.rstrip(".").lower().split(".")
    if _is_address(host) or len(labels) < 2:
        return host.lower()
    # Registries of many countries give names below "co", "com", "org" or "gov".
    below = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if below else -2 :])


def same_site(one: str, other: str) -> bool:
    """Whether two hosts are of one registered name."""
    return bool(one and other) and registered_name(one) == registered_name(other)


def _is_address(host: str) -> bool:
    # Asking is dear, and almost every host ends in a letter.
    if ":" not in host and not host[-1:].isdigit():
        return False
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
