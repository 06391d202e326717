"""The only door to the network, and captures behind the same interface.

``LiveFetcher`` reaches the internet, ``CaptureFetcher`` replays a WARC file, ``RecordingFetcher``
writes one. Names are imported on first use, so that a command that needs no network does not pay
for its libraries.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parallax.fetch.capture import CaptureFetcher
    from parallax.fetch.endpoint import EndpointDoor
    from parallax.fetch.live import LiveFetcher
    from parallax.fetch.network import network_available
    from parallax.fetch.optouts import read_rights
    from parallax.fetch.recording import RecordingFetcher
    from parallax.fetch.settings import FetchSettings, Limit
    from parallax.fetch.tdm import TdmReservations
    from parallax.fetch.urls import Url, parse_url

__all__ = [
    "CaptureFetcher",
    "EndpointDoor",
    "FetchSettings",
    "Limit",
    "LiveFetcher",
    "RecordingFetcher",
    "TdmReservations",
    "Url",
    "network_available",
    "parse_url",
    "read_rights",
]

_HOME = {
    "CaptureFetcher": "capture",
    "EndpointDoor": "endpoint",
    "FetchSettings": "settings",
    "Limit": "settings",
    "LiveFetcher": "live",
    "RecordingFetcher": "recording",
    "TdmReservations": "tdm",
    "Url": "urls",
    "network_available": "network",
    "parse_url": "urls",
    "read_rights": "optouts",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
