"""One file of an edition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """One file; pages have a title."""

    path: str
    body: bytes
    mime: str
    title: str = ""
