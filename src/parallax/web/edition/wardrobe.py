"""What the pages of an edition wear: the style sheet, and of flags and typefaces those that are used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from parallax.web.assets import STATIC
from parallax.web.edition.file import File

_FLAG = Markup('<img class="flag" src="/{}" alt="" width="21" height="14">')

_FACE = re.compile(r"@font-face\{[^}]*\}")
_FILE = re.compile(r"url\((fonts/[\w-]+\.woff2)\?[^)]*\)")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


class Wardrobe:
    """Notes what pages use while they are made. Where the front end is not built there is neither flag nor typeface."""

    def __init__(self, static: Path = STATIC) -> None:
        self._sheet = static / "css" / "edition.css"
        self._build = static / "build"
        self._flags: set[str] = set()
        self._letters: set[int] = set()

    def flag(self, code: str) -> Markup:
        """A country's flag, by an address that the page's links are still to be mended for."""
        path = f"flags/{code.lower()}.svg"
        if not (self._build / path).is_file():
            return Markup()
        self._flags.add(path)
        return _FLAG.format(path)

    def note(self, page: str) -> None:
        """Take down which letters a page shows."""
        self._letters.update(map(ord, set(page)))

    def files(self) -> Iterator[File]:
        """Everything the pages noted so far need, the same for the same pages; licences beside what they are of."""
        faces = self._faces()
        fonts = sorted({path for face in faces for path in _FILE.findall(face)})
        sheet = "\n".join([self._sheet.read_text(encoding="utf-8"), *faces])
        yield File("edition.css", _FILE.sub(r"url(\1)", sheet).encode(), "text/css")
        for path in fonts:
            yield self._file(path, "font/woff2")
        for path in sorted(self._flags):
            yield self._file(path, "image/svg+xml")
        for folder in ("fonts" if fonts else "", "flags" if self._flags else ""):
            for licence in sorted((self._build / folder).glob("*LICENSE.txt")) if folder else ():
                yield self._file(f"{folder}/{licence.name}", "text/plain")

    def _faces(self) -> list[str]:
        """The rules of the typefaces' sheet whose letters occur; stand-ins need none of ours and come along."""
        sheet = self._build / "fonts.css"
        rules = _FACE.findall(sheet.read_text(encoding="utf-8")) if sheet.is_file() else []
        return [rule for rule in rules if not _FILE.search(rule) or self._letters & _letters(rule)]

    def _file(self, path: str, mime: str) -> File:
        return File(path, (self._build / path).read_bytes(), mime)


def _letters(face: str) -> frozenset[int]:
    """The code points of a typeface's ``unicode-range``."""
    _, _, ranges = face.partition("unicode-range:")
    return frozenset(
        letter
        for first, last in _RANGE.findall(ranges)
        for letter in range(int(first, 16), int(last or first, 16) + 1)
    )
