"""What making pictures small costs and saves: `python benchmarks/web/pictures.py [FOLDER]`.

For each width and format: bytes as a share of the original, processor time, and how much of the
picture survives (peak signal-to-noise ratio against the same picture scaled and not compressed). Without a
folder of pictures it draws six as a camera would leave them: soft shapes of every size, edges, and grain.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from parallax.errors import PictureError
from parallax.pipeline.resizing import ENCODERS, Order, resized
from parallax.web.pictures import WIDTHS

SIZE = (1600, 1000)
GRAIN = 3.0  # standard deviation of a sensor's noise, of 255 steps


@dataclass(frozen=True, slots=True)
class Measured:
    share: float  # of the original's bytes
    seconds: float  # of processor time, decoding included
    decibels: float
    glimpse: int  # bytes


def photo(seed: int) -> bytes:
    """A JPEG such as publishers serve, drawn from a seed."""
    random = np.random.default_rng(seed)
    width, height = SIZE
    drawn = np.zeros((height, width, 3))
    for scale in (4, 8, 16, 32, 64, 128, 256):
        noise = random.normal(size=(height // scale + 2, width // scale + 2, 3))
        spread = (noise - noise.min()) / (noise.max() - noise.min()) * 255
        large = Image.fromarray(spread.astype("uint8")).resize(SIZE, Image.Resampling.BICUBIC)
        drawn += np.asarray(large, float) * scale**0.5
    drawn = (drawn - drawn.min()) / (drawn.max() - drawn.min()) * 255
    for _ in range(6):  # things with edges
        x, y = random.integers(0, width - 200), random.integers(0, height - 200)
        drawn[y : y + 180, x : x + 120] = random.integers(0, 255, 3)
    drawn += random.normal(size=drawn.shape) * GRAIN
    out = io.BytesIO()
    Image.fromarray(drawn.clip(0, 255).astype("uint8")).save(out, "JPEG", quality=90)
    return out.getvalue()


def measure(body: bytes, width: int, mime: str) -> Measured:
    start = time.process_time()
    made = resized(Order(body, width, mime))
    seconds = time.process_time() - start
    shown = Image.open(io.BytesIO(made.body)).convert("RGB")
    plain = Image.open(io.BytesIO(body)).convert("RGB").resize(shown.size, Image.Resampling.LANCZOS)
    error = float(((np.asarray(shown, float) - np.asarray(plain, float)) ** 2).mean())
    decibels = 10 * np.log10(255**2 / max(error, 1e-9))
    return Measured(len(made.body) / len(body), seconds, float(decibels), len(made.glimpse))


def bodies(folder: Path | None) -> Iterator[bytes]:
    if folder is None:
        yield from map(photo, range(6))
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.suffix:
            yield path.read_bytes()


def main(folder: Path | None) -> None:
    every = list(bodies(folder))
    sizes = [len(body) for body in every]
    print(f"{len(every)} pictures, median {statistics.median(sizes):,.0f} bytes")
    for mime in ENCODERS:
        for width in WIDTHS:
            found = []
            for body in every:
                try:
                    found.append((len(body), measure(body, width, mime)))
                except PictureError as error:
                    print(f"  refused: {error}")
            print(
                f"{mime.removeprefix('image/'):5} {width:5}"
                f"  median {statistics.median(size * one.share for size, one in found):9,.0f} bytes"
                f"  {100 * sum(size * one.share for size, one in found) / sum(sizes):5.1f}% of all"
                f"  {1000 * statistics.median(one.seconds for _, one in found):6.1f} ms"
                f"  {statistics.median(one.decibels for _, one in found):5.1f} dB"
            )
    glimpses = [measure(body, WIDTHS[0], "image/webp").glimpse for body in every]
    print(f"glimpse: median {statistics.median(glimpses):.0f} bytes, as it stands in a page")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
