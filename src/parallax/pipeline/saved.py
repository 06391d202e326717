"""Pages saved as files: read under the address they name as their own, or under none."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote

from parallax.errors import ExtractionError
from parallax.extract import article
from parallax.model import Content
from parallax.pipeline.sources import canonical_of

# Where a page lies that names no address. Never its root: what lies there is read as a front page.
NOWHERE = "https://unknown.invalid/"


def read_saved(name: str, body: bytes, url: str = "") -> Content:
    """A saved page's article; ``name`` is the file's, ``url`` where it was saved from, if that is known.

    Raises :class:`ExtractionError`, which names the file.
    """
    address = url or canonical_of(body) or NOWHERE + quote(PurePath(name).name or "page")
    try:
        return article(body, address)
    except ExtractionError as error:
        told = str(error).replace(address, name)
        raise type(error)(told, hint=error.hint or "It must hold an article's text in its HTML.") from error
