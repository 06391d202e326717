"""What the door allows, and why each number is what it is.

Sizes are bytes after decompression, times are seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from types import MappingProxyType

from parallax.errors import ConfigError
from parallax.model import Purpose

KIB = 1024
MIB = 1024 * KIB

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Limit:
    """What one request of a purpose may cost. ``retries`` come on top of the first try."""

    max_bytes: int
    deadline: float
    retries: int


DEFAULT_LIMITS: Mapping[Purpose, Limit] = MappingProxyType(
    {
        # The largest of 203 captured pages is 1.5 MiB; 8 leaves room for live blogs.
        "page": Limit(8 * MIB, 30.0, 2),
        # sitemaps.org lets a sitemap weigh 50 MiB; a news sitemap holds 1,000 URLs, far below 16.
        "feed": Limit(16 * MIB, 30.0, 2),
        # Lead images are a few hundred KiB; originals from a camera reach 12 MiB.
        "image": Limit(12 * MIB, 30.0, 1),
        # Translation models run to tens of MiB a file; half an hour suits slow lines.
        "model": Limit(512 * MIB, 1800.0, 4),
        # RFC 9309 §2.5: at least 500 KiB must be read. Ten seconds, since a page waits for it.
        "robots": Limit(500 * KIB, 10.0, 1),
        # "Is it alive?" is a question of seconds, and a failure is an answer: no retry.
        "probe": Limit(1 * MIB, 10.0, 0),
    }
)

# Pages a robot reads. A model file is named by the person who installs it, a probe is one request
# made because somebody asked, and robots.txt is the question itself: none of these is crawling.
OBEYS_ROBOTS: frozenset[Purpose] = frozenset({"page", "feed", "image"})


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Everything adjustable about the door.

    ``contact`` is an address (``https://…`` or ``mailto:…``) where a publisher reaches whoever
    runs this copy; it is part of the user agent and has no default, because a wrong one is worse
    than being asked. ``allow_networks`` are networks in CIDR form that may be dialled although
    they are not public, for a mirror at home. Raises :class:`ConfigError` when a value is out of
    range.
    """

    contact: str
    product: str = "Parallax"  # the name robots.txt files can address
    version: str = "0.1"
    limits: Mapping[Purpose, Limit] = field(default_factory=lambda: DEFAULT_LIMITS)
    allow_networks: tuple[str, ...] = ()
    ca_file: Path | None = None  # a certificate authority to trust besides the public ones

    obey_robots: bool = True
    robots_fresh_for: float = 24 * 3600.0  # RFC 9309 §2.4: no longer than a day
    robots_retry_after: float = 600.0  # an outage is asked about again after ten minutes
    robots_stale_for: float = 30 * 86400.0  # RFC 9309 §2.3.1.4 speaks of 30 days of outage
    crawl_delay_ceiling: float = 60.0  # a minute a page still reads a day's output of a newsroom

    host_connections: int = 2  # half of what a browser opens, and most outlets share small servers
    host_delay: float = 1.0  # a second between starts, the pace robots.txt files ask for most often
    total_connections: int = 32  # enough to keep two cores parsing; far below the usual 1024 files
    queue_wait: float = 300.0  # longest wait for a host's turn before the caller is told to return

    connect_timeout: float = 6.0  # for one address; two lost SYNs (1 + 2 s) still fit
    read_timeout: float = 20.0  # silence of one read; the deadline bounds their sum
    keep_alive: float = 15.0  # usual servers close idle connections after 5 to 75 s

    max_redirects: int = 5  # RFC 9309 asks for five; longer chains were loops or trackers
    max_headers: int = 128  # the usual servers' own limit is 100 for requests
    max_header_bytes: int = 64 * KIB  # content security policies reach 20 KiB

    backoff_base: float = 0.5
    backoff_ceiling: float = 20.0
    retry_after_ceiling: float = 6 * 3600.0  # a longer wish is asked about again after six hours
    ignore_validators: float = 0.01  # share of polls sent unconditionally: some servers say 304 for ever

    def __post_init__(self) -> None:
        if not self.contact.startswith(("https://", "http://", "mailto:")) or not _printable(self.contact):
            raise ConfigError(
                f"The contact {self.contact!r} is not a web or mail address.",
                hint="Give one that publishers can open, such as https://example.org/about-our-reader.",
            )
        if not (_printable(self.product) and _printable(self.version)):
            raise ConfigError("The product name and version must be plain ASCII without spaces.")
        if min(self.host_connections, self.total_connections) < 1:
            raise ConfigError("The number of connections must be at least 1.")
        for name, value in (("host_delay", self.host_delay), ("max_redirects", self.max_redirects)):
            if value < 0:
                raise ConfigError(f"{name} is {value}; it cannot be negative.")
        _ = self.networks

    @property
    def user_agent(self) -> str:
        return f"{self.product}/{self.version} (+{self.contact})"

    @property
    def networks(self) -> tuple[Network, ...]:
        """``allow_networks`` parsed."""
        try:
            return tuple(ip_network(text) for text in self.allow_networks)
        except ValueError as error:
            raise ConfigError(
                f"allow_networks holds something that is not a network: {error}.",
                hint="Write networks in CIDR form, such as 192.168.1.20/32.",
            ) from error


def _printable(text: str) -> bool:
    return bool(text) and all("!" <= char <= "~" for char in text)
