"""Style sheets, scripts, typefaces and flags, addressed by their content so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

STATIC = Path(__file__).parent / "static"

# The sheets of each kind of page in the order of the cascade: the quiet ground first, then what
# sits on it. One file a kind, since together they are smaller than one extra request is slow.
SHEETS = {
    "plain": ("base.css", "parts.css", "cards.css", "tables.css", "print.css"),
    "prose": ("base.css", "parts.css", "tables.css", "prose.css", "print.css"),
    "home": ("base.css", "parts.css", "cards.css", "home.css", "print.css"),
    "article": ("base.css", "parts.css", "article.css", "print.css"),
    "why": ("base.css", "parts.css", "tables.css", "why.css", "print.css"),
    "story": ("base.css", "parts.css", "cards.css", "story.css", "print.css"),
}


# What pages ask the front end's build for.
_BUILT = ("*.js", "*.css", "*.png", "world-coarse.json", "fonts/*.woff2", "flags/*.svg")

SERVICE_WORKER = "service-worker.js"
# Typefaces of other scripts and flags are kept with the pages that show them.
_OFFLINE = (".js", ".css", ".json", "serif-latin.woff2")

_FLAG = Markup('<img class="flag" src="{}" alt="" width="21" height="14" loading="lazy" decoding="async">')

# What readers of the source need and browsers do not.
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LAYOUT = re.compile(r"\s*([{};,])\s*|(?<=:)\s+")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


@dataclass(frozen=True)
class Assets:
    """The files below ``root``. Scripts are optional: a page works where the build is absent."""

    root: Path = STATIC

    @cached_property
    def css(self) -> dict[str, bytes]:
        """The style sheet of each kind of page."""
        return {kind: self._joined(names) for kind, names in SHEETS.items()}

    def css_url(self, kind: str = "plain") -> str:
        """The address of a kind's style sheet, which changes with what is in it."""
        return f"/static/{kind}.{_digest(self.css[kind])}.css"

    def _joined(self, names: tuple[str, ...]) -> bytes:
        sheets = [(self.root / "css" / name).read_text(encoding="utf-8") for name in names]
        return _LAYOUT.sub(r"\1", _COMMENT.sub("", "\n".join(sheets))).strip().encode()

    def script(self, name: str) -> str | None:
        """The address of the island ``name``, or None if it has not been built."""
        return self._built(f"{name}.js")

    def style(self, name: str) -> str | None:
        """The address of a style sheet that comes with an island, or None."""
        return self._built(f"{name}.css")

    def font(self, name: str) -> str | None:
        """The address of a typeface's file such as ``serif-latin``, the one its sheet names, or None."""
        return self._built(f"fonts/{name}.woff2")

    def flag(self, code: str) -> Markup:
        """A country's flag as a small picture that says nothing by itself; its name belongs beside it.

        Empty where the front end is not built or nobody has such a flag.
        """
        address = self._built(f"flags/{code.lower()}.svg")
        return _FLAG.format(address) if address else Markup()

    def icon(self, name: str) -> str | None:
        """The address of an app's icon such as ``icon-192``, or None."""
        return self._built(f"{name}.png")

    @cached_property
    def kept_offline(self) -> tuple[str, ...]:
        """What every page needs that a browser is to keep for when there is no network."""
        sheets = [self.css_url(kind) for kind in self.css]
        built = [name for name in self._build if name.endswith(_OFFLINE) and name != SERVICE_WORKER]
        return (*sheets, *(f"/static/build/{name}?v={self._build[name]}" for name in built))

    @cached_property
    def service_worker(self) -> bytes | None:
        """The script that answers pages without a network, with the addresses of what it is to keep.

        They change with any file, so that browsers see a new version; None if it has not been built.
        """
        file = self.root / "build" / SERVICE_WORKER
        if not file.is_file():
            return None
        kept = {"version": _digest("\n".join(self.kept_offline).encode()), "assets": self.kept_offline}
        return f"self.SHELL={json.dumps(kept, separators=(',', ':'))};\n".encode() + file.read_bytes()

    def _built(self, filename: str) -> str | None:
        known = self._build
        return f"/static/build/{filename}?v={known[filename]}" if filename in known else None

    @cached_property
    def _build(self) -> dict[str, str]:
        folder = self.root / "build"
        files = [file for pattern in _BUILT for file in sorted(folder.glob(pattern))]
        return {file.relative_to(folder).as_posix(): _digest(file.read_bytes()) for file in files}
