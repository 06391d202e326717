"""Small abstract landscapes, drawn and written as PNG with nothing but zlib.

A picture is a sky of one colour a row, layers of land, water or houses described by
their height at each column, and a sun or stars. Rows are filled by runs, so that a
picture takes milliseconds; edges are smoothed by the share of the pixel they cover.
"""

from __future__ import annotations

import math
import random
import struct
import zlib
from collections.abc import Callable
from itertools import pairwise

Colour = tuple[float, float, float]

WIDTH, HEIGHT = 800, 450

# Sky above, sky at the horizon, farthest layer, nearest layer, sun.
PALETTES: tuple[tuple[str, str, str, str, str], ...] = (
    ("#f7c59f", "#fdf0d5", "#c98b70", "#5b3a44", "#fff3e0"),
    ("#7fb7be", "#e8f3ee", "#5f9ea0", "#1e3d49", "#fffbe8"),
    ("#a9c6e8", "#f4ecf7", "#8e9cc9", "#39406b", "#fff6f0"),
    ("#d6e6c3", "#fbf8e8", "#8fb08c", "#2f4f3e", "#fffdf0"),
    ("#f2b5a7", "#fbe3d6", "#b9788a", "#4a2c4d", "#ffe9d6"),
    ("#9ad0c2", "#f1fadA", "#5b9a8b", "#265073", "#ffffff"),
    ("#e9d8a6", "#fff8e1", "#ca9a55", "#6b4226", "#fffdf4"),
    ("#b8c0e0", "#fde2e4", "#9d8ec7", "#463f78", "#fff1e6"),
    ("#8ecae6", "#eaf6fb", "#5390b3", "#14405c", "#fff8d6"),
    ("#cfd8dc", "#f5f1e8", "#93a5ab", "#37474f", "#ffffff"),
)
NIGHT = ("#101a3a", "#3c4f86", "#2a3563", "#0b1024", "#fff8dc")


def _rgb(code: str) -> Colour:
    value = int(code[1:], 16)
    return float(value >> 16), float(value >> 8 & 255), float(value & 255)


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def _bytes(colour: Colour) -> bytes:
    return bytes(round(part) for part in colour)


def _half_chord(radius: float, distance: float) -> float:
    return math.sqrt(max(0.0, radius * radius - distance * distance)) if radius > 0 else 0.0


class Canvas:
    """Rows of RGB bytes."""

    def __init__(self, top: Colour, horizon: Colour) -> None:
        self.rows = [
            bytearray(_bytes(_mix(top, horizon, min(1.0, y / (HEIGHT * 0.72)))) * WIDTH)
            for y in range(HEIGHT)
        ]

    def run(self, y: int, start: int, end: int, colour: Colour) -> None:
        """Fill the columns from ``start`` up to ``end`` of a row."""
        start, end = max(0, start), min(WIDTH, end)
        if end > start:
            self.rows[y][start * 3 : end * 3] = _bytes(colour) * (end - start)

    def blend(self, x: int, y: int, colour: Colour, share: float) -> None:
        """Cover a share of one pixel."""
        if share > 0 and 0 <= x < WIDTH and 0 <= y < HEIGHT:
            row, at = self.rows[y], x * 3
            for channel in (0, 1, 2):
                below = row[at + channel]
                row[at + channel] = round(below + (colour[channel] - below) * share)

    def land(self, tops: list[float], colour: Colour, fade: Colour) -> None:
        """Everything below the line ``tops`` (a y for each column), fading downwards."""
        crossings: list[list[int]] = [[] for _ in range(HEIGHT)]
        for x, (left, right) in enumerate(pairwise(tops), start=1):
            low, high = sorted((math.ceil(left), math.ceil(right)))
            for y in range(max(0, low), min(HEIGHT, high)):
                crossings[y].append(x)
        highest = max(0, math.floor(min(tops)))
        for y in range(highest, HEIGHT):
            shade = _mix(colour, fade, (y - highest) / (HEIGHT - highest + 1))
            edges = [*([0] if math.ceil(tops[0]) <= y else []), *crossings[y], WIDTH]
            for start, end in zip(edges[::2], edges[1::2], strict=False):
                self.run(y, start, end, shade)
        for x, top in enumerate(tops):
            self.blend(x, math.floor(top), colour, math.ceil(top) - top)

    def disc(self, cx: float, cy: float, radius: float, colour: Colour, share: float = 1.0) -> None:
        """A disc; its pixels take ``share`` of the colour, those on its edge less."""
        for y in range(max(0, int(cy - radius) - 1), min(HEIGHT, int(cy + radius) + 2)):
            outer = _half_chord(radius + 0.5, y - cy)
            inner = _half_chord(radius - 0.5, y - cy) if share == 1.0 else 0.0
            left, right = math.ceil(cx - inner), math.floor(cx + inner) + 1
            if inner > 0:
                self.run(y, left, right, colour)
            else:
                left = right = round(cx)
            for x in (*range(math.floor(cx - outer), left), *range(right, math.ceil(cx + outer) + 1)):
                cover = min(1.0, max(0.0, radius + 0.5 - math.hypot(x - cx, y - cy)))
                self.blend(x, y, colour, cover * share)

    def png(self) -> bytes:
        raw = b"".join(b"\x00" + bytes(row) for row in self.rows)
        header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        return (
            b"\x89PNG\r\n\x1a\n"
            + _chunk(b"IHDR", header)
            + _chunk(b"IDAT", zlib.compress(raw, 6))
            + _chunk(b"IEND", b"")
        )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _hills(rng: random.Random, base: float, swing: float) -> list[float]:
    waves = [
        (rng.uniform(0.4, 1.0) / n, rng.uniform(0.7, 1.3) * n, rng.uniform(0, math.tau)) for n in (1, 2, 3, 5)
    ]
    return [
        base + swing * sum(a * math.sin(f * math.tau * x / WIDTH + p) for a, f, p in waves)
        for x in range(WIDTH)
    ]


def _roofs(rng: random.Random, base: float, swing: float) -> list[float]:
    tops: list[float] = []
    while len(tops) < WIDTH:
        height = math.floor(base + rng.uniform(-swing, swing))
        tops.extend([float(height)] * rng.randint(28, 74))
    return tops[:WIDTH]


def _bridge(canvas: Canvas, ink: Colour, level: float) -> None:
    """An arched bridge: a deck over round openings that show what lies behind."""
    for y in range(int(level), int(level) + 12):
        canvas.run(y, 0, WIDTH, ink)
    span, pier = 160, 18
    for y in range(int(level) + 12, min(HEIGHT, int(level) + 96)):
        depth = y - level - 12
        half = (span - pier) / 2 * math.sqrt(max(0.0, 1 - max(0.0, 1 - depth / 62) ** 2))
        for centre in range(-span // 2, WIDTH + span, span):
            canvas.run(y, centre - span // 2, round(centre - half), ink)
            canvas.run(y, round(centre + half), centre + span // 2, ink)


def _glints(canvas: Canvas, rng: random.Random, top: int, colour: Colour) -> None:
    for _ in range(46):
        y = rng.randint(top + 4, HEIGHT - 6)
        length = int(14 + (y - top) * rng.uniform(0.15, 0.5))
        x = rng.randint(-20, WIDTH)
        for column in range(x, x + length):
            canvas.blend(column, y, colour, 0.35)


def _stars(canvas: Canvas, rng: random.Random) -> None:
    white = (255.0, 252.0, 240.0)
    for _ in range(150):
        canvas.disc(
            rng.uniform(0, WIDTH), rng.uniform(0, 300), rng.uniform(0.3, 1.3), white, rng.uniform(0.4, 1)
        )


def _comet(canvas: Canvas, rng: random.Random) -> None:
    white = (255.0, 252.0, 240.0)
    x, y = rng.uniform(250, 560), rng.uniform(70, 170)
    for step in range(150):
        share = 1 - step / 150
        canvas.disc(x + step * 1.1, y - step * 0.42, 1 + step * 0.045, white, 0.05 * share)
    canvas.disc(x, y, 4.5, white)


def _portrait(canvas: Canvas, ink: Colour, skin: Colour) -> None:
    """A head and shoulders without a face, centred so that a square crop keeps them."""
    canvas.land([452 - 150 * math.sqrt(max(0.0, 1 - ((x - 400) / 190) ** 2)) for x in range(WIDTH)], ink, ink)
    canvas.disc(WIDTH / 2, 196, 92, skin)


def picture(seed: str, scene: str) -> bytes:
    """A PNG of 800 × 450 pixels; the same seed and scene give the same bytes.

    ``scene`` is ``hills``, ``sea``, ``city``, ``bridge``, ``night``, ``comet`` or ``portrait``;
    anything else is hills.
    """
    rng = random.Random(seed)  # noqa: S311 (a picture, not a secret)
    palette = NIGHT if scene in {"night", "comet"} else rng.choice(PALETTES)
    top, horizon, far, near, sun = (_rgb(code) for code in palette)
    canvas = Canvas(top, horizon)
    if scene == "portrait":
        _portrait(canvas, near, _mix(far, horizon, 0.3))
        return canvas.png()
    if palette is NIGHT:
        _stars(canvas, rng)
        if scene == "comet":
            _comet(canvas, rng)
    else:
        canvas.disc(rng.uniform(140, 660), rng.uniform(90, 190), rng.uniform(26, 54), sun)
    shape: Callable[[random.Random, float, float], list[float]] = _roofs if scene == "city" else _hills
    swing = 40.0 if scene == "city" else 22.0
    if scene in {"sea", "bridge"}:
        canvas.land(_hills(rng, 236, 16), _mix(far, horizon, 0.45), _mix(far, horizon, 0.7))
        canvas.land([262.0] * WIDTH, _mix(far, top, 0.3), _mix(near, far, 0.25))
        _glints(canvas, rng, 262, sun)
        if scene == "bridge":
            _bridge(canvas, _mix(near, far, 0.15), 214)
        canvas.land(_hills(rng, 424, 12), near, _mix(near, (0.0, 0.0, 0.0), 0.25))
        return canvas.png()
    for layer in range(4):
        depth = layer / 3
        colour = _mix(far, near, depth)
        canvas.land(shape(rng, 250 + 52 * layer, swing), _mix(colour, horizon, 0.35 * (1 - depth)), colour)
    return canvas.png()
