"""From whatever a publisher serves to a small still picture that carries nothing but its pixels.

Decoding is where hostile files bite, so all of this runs in a worker process that is killed at its
limits (:mod:`parallax.workers`). What goes out is always encoded anew: no metadata, no second file
hidden behind the first, no animation, no script.
"""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from parallax.errors import PictureError

# What is decoded at all. SVG is absent on purpose: it can run scripts and load things from elsewhere.
DECODED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")

# A camera's largest: 50 megapixels are 150 MB as RGB, which the worker's memory limit has room for.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 16_384  # what WebP can hold, and more than any newspaper shows

# Quality and speed by measurement (docs/decisions/0016-offline.md): AVIF at speed 8 costs what WebP does.
ENCODERS: dict[str, dict[str, Any]] = {
    "image/avif": {"format": "AVIF", "quality": 50, "speed": 8, "max_threads": 1},
    "image/webp": {"format": "WEBP", "quality": 72, "method": 2},
    "image/jpeg": {"format": "JPEG", "quality": 78, "optimize": True, "progressive": True},
}

GLIMPSE_WIDTH = 16  # pixels: the colours and the rough shape in about a hundred bytes
WHITE = (255, 255, 255)
ORIENTATION = 0x0112  # the Exif tag (CIPA DC-008 §4.6.4)
FIRST_ON_ITS_SIDE = 5  # values 5 to 8 swap width and height


@dataclass(frozen=True, slots=True)
class Order:
    """A picture wanted: the publisher's bytes, the greatest width in pixels, and the media type."""

    body: bytes
    width: int
    mime: str


@dataclass(frozen=True, slots=True)
class Made:
    """A picture made. ``full_width`` and ``full_height`` are the original's, upright.

    ``glimpse`` is a tiny blurred version as a ``data:`` address, to stand in while the picture loads.
    """

    body: bytes
    full_width: int
    full_height: int
    glimpse: str


def resizer() -> Callable[[Order], Made]:
    """What a worker runs."""
    Image.init()
    return resized


def resized(order: Order) -> Made:
    """Decode, turn upright, flatten, scale down (never up) and encode. Raises :class:`PictureError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture, size = _decoded(order)
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError("This is no picture of a kind we decode.") from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureError("This picture has more pixels than we decode.") from error
    # Decoders meet broken files with all of these, and now and then with something else of their own.
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        ArithmeticError,
    ) as error:
        raise PictureError(f"This picture is broken: {error}.") from error
    width, height = _fitting(picture.size, order.width)
    scaled = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Made(_encoded(scaled, order.mime), *size, _glimpse(scaled))


def _decoded(order: Order) -> tuple[Image.Image, tuple[int, int]]:
    """An upright RGB picture at least as wide as wanted, and the size of the original."""
    opened = Image.open(io.BytesIO(order.body), formats=DECODED)
    width, height = opened.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise PictureError("This picture has more pixels than we decode.")
    turned = opened.getexif().get(ORIENTATION, 1) >= FIRST_ON_ITS_SIDE
    if opened.format == "JPEG":
        # A JPEG can be decoded at an eighth, a quarter or half its size; twice what is wanted loses nothing.
        wanted = 2 * order.width
        opened.draft("RGB", (wanted, wanted))
    opened.load()  # of an animation the first frame: what moves by itself distracts from reading
    upright = ImageOps.exif_transpose(opened)
    return _flattened(_coloured(upright)), (height, width) if turned else (width, height)


def _coloured(picture: Image.Image) -> Image.Image:
    """The picture with its colours in sRGB, if it says in which space they are."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture  # a broken profile says nothing; most such pictures are sRGB
    return turned or picture


def _flattened(picture: Image.Image) -> Image.Image:
    """RGB on white: pages may be dark, and a logo drawn for white paper must stay readable."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    ground = Image.new("RGB", seen.size, WHITE)
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground


def _fitting(size: tuple[int, int], width: int) -> tuple[int, int]:
    """The size at that width, never larger than it was, never without an extent."""
    chosen = min(width, size[0])
    return chosen, max(1, round(size[1] * chosen / size[0]))


def _encoded(picture: Image.Image, mime: str) -> bytes:
    out = io.BytesIO()
    picture.info.clear()  # comments, profiles, resolution: encoders would copy them
    picture.save(out, **ENCODERS[mime])
    return out.getvalue()


def _glimpse(picture: Image.Image) -> str:
    size = _fitting(picture.size, GLIMPSE_WIDTH)
    tiny = picture.resize((size[0], min(size[1], 2 * GLIMPSE_WIDTH)), Image.Resampling.BOX)
    out = io.BytesIO()
    tiny.save(out, "WEBP", quality=20, method=4)
    return f"data:image/webp;base64,{base64.b64encode(out.getvalue()).decode()}"
