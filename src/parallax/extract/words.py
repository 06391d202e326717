"""Texts as they are shown, in one line, and as they are compared: letters and digits only, casefolded."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = re.compile(r"\w+")
# What HTML forbids in a text and a terminal would obey: C0 and C1 controls that are no white space.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
# Of ASCII, what a sign is folded to; a quarter of the time that looking for words takes.
_ASCII = bytes(ord(sign.lower()) if _WORDS.match(sign) else ord(" ") for sign in map(chr, range(128)))
_ASCII += bytes(128)
# Headlines and descriptions are compared with one thing after another; longer texts once.
_LONGEST_REMEMBERED = 400


def in_one_line(text: str) -> str:
    """The text with single spaces for all white space, none at its ends, and no control characters.

    >>> in_one_line(" The harbour\\n   is\\u00a0shut ")
    'The harbour is shut'
    """
    text = text.strip()
    # Controls and all white space but spaces are not printable. Nine texts in ten have none, nor two spaces in a row.
    return text if text.isprintable() and "  " not in text else " ".join(_CONTROLS.sub("", text).split())


def fold(text: str) -> str:
    """A form in which spacing, punctuation and case make no difference.

    >>> fold("“Yes”, she said.")
    'yes she said'
    """
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.encode().translate(_ASCII).decode().split())
    return " ".join(_WORDS.findall(text.casefold()))


_remembered = lru_cache(maxsize=256)(_fold)
