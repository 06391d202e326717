"""The console that commands print to. Imported only by a command that prints, as rich takes a while to load."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

# All but tab and line feed: a terminal obeys the rest, and an address or a server's answer may hold them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Screen(Console):
    """Passes on no control character that comes with a text from outside."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else _CONTROLS.sub("", text), style, control)
