"""Whose words: quotations found, attributed, and aligned across outlets and languages."""

from __future__ import annotations

from parallax.quotes.align import align
from parallax.quotes.differences import Span, differences
from parallax.quotes.find import find_quotes
from parallax.quotes.names import same_speaker, speaker_key
from parallax.quotes.sides import side_of

__all__ = [
    "Span",
    "align",
    "differences",
    "find_quotes",
    "same_speaker",
    "side_of",
    "speaker_key",
]
