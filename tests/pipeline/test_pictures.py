"""Pictures come through the door, are kept once, made small, and never bring more than their pixels."""

from __future__ import annotations

import os
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageCms

sys.path.insert(0, str(Path(__file__).parent))

from painting import chunk, encoded, painted, png_of, seen

from parallax.errors import PictureError
from parallax.pipeline import pictures as pictures_module
from parallax.pipeline.folder import Folder
from parallax.pipeline.pictures import Pictures, kind_of
from parallax.pipeline.resizing import ENCODERS, Order, resized

AVIF, WEBP, JPEG = "image/avif", "image/webp", "image/jpeg"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.fixture
def pictures(tmp_path: Path) -> Iterator[Pictures]:
    opened = Pictures(tmp_path / "pictures")
    yield opened
    opened.close()


# --- made small ---------------------------------------------------------------------------


@pytest.mark.parametrize("mime", ENCODERS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_every_raster_format_becomes_a_small_picture_of_the_format_asked_for(kind, mime):
    made = resized(Order(painted(kind=kind), 320, mime))
    assert kind_of(made.body) == mime
    assert seen(made.body).size == (320, 200)
    assert (made.full_width, made.full_height) == (1600, 1000)


def test_a_picture_is_never_made_larger():
    assert seen(resized(Order(painted(100, 60), 640, WEBP)).body).size == (100, 60)


def test_a_picture_on_its_side_is_turned_upright_and_says_nothing_of_the_camera():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    exif[0x010F] = "Camera of somebody"
    exif.get_ifd(0x8825)[2] = (52.0, 30.0, 0.0)  # where it was taken
    body = painted(1600, 1000, exif=exif)
    assert b"Camera of somebody" in body
    made = resized(Order(body, 200, JPEG))
    assert (made.full_width, made.full_height) == (1000, 1600)
    picture = seen(made.body).convert("RGB")
    assert picture.size == (200, 320)
    red, _, blue = picture.getpixel((100, 10))
    assert red > 200 > 60 > blue, "the left half is at the top now"
    assert not picture.getexif()
    assert b"Camera" not in made.body


def test_of_an_animation_the_first_frame_is_shown():
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "green", "blue")]
    body = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)
    picture = seen(resized(Order(body, 64, WEBP)).body)
    assert getattr(picture, "n_frames", 1) == 1
    assert picture.convert("RGB").getpixel((5, 5))[0] > 200


def test_what_is_transparent_lies_on_white_so_that_dark_pages_do_not_swallow_it():
    picture = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    assert seen(resized(Order(encoded(picture, "PNG"), 64, WEBP)).body).convert("RGB").getpixel((9, 9)) > (
        250,
        250,
        250,
    )
    palette = encoded(picture.convert("P"), "GIF", transparency=0)
    assert seen(resized(Order(palette, 64, JPEG)).body).getpixel((9, 9)) > (250, 250, 250)


def test_colours_of_another_space_come_out_as_they_were_meant():
    wide = ImageCms.createProfile("LAB")
    profile = ImageCms.ImageCmsProfile(wide).tobytes()
    broken = painted(64, 64, icc_profile=b"not a profile")
    assert seen(resized(Order(broken, 64, JPEG)).body).getpixel((5, 5))[0] > 230
    assert resized(Order(painted(64, 64, icc_profile=profile), 64, JPEG)).body
    cmyk = encoded(Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "JPEG")
    assert seen(resized(Order(cmyk, 64, JPEG)).body).getpixel((5, 5))[0] > 200


def test_a_glimpse_is_a_tiny_picture_in_an_address():
    glimpse = resized(Order(painted(), 640, AVIF)).glimpse
    assert glimpse.startswith("data:image/webp;base64,")
    assert len(glimpse) < 250


# --- hostile ------------------------------------------------------------------------------

HTML = b"<html><script>alert(1)</script>"

HOSTILE = {
    "svg": SVG,
    "svg called png": b"\x89PNG\r\n\x1a\n" + SVG,
    "html": HTML,
    "empty": b"",
    "truncated jpeg": painted()[:4000],
    "truncated png": painted(kind="PNG")[:200],
    "a png bomb": png_of(12_000, 12_000, 12_000),
    "a png that claims much and has little": png_of(60_000, 60_000, 0),
    "too long a side": png_of(20_000, 1, 1),
    "no size": png_of(0, 0, 0),
    "tiff": encoded(Image.new("RGB", (8, 8)), "TIFF"),
    "webp header only": b"RIFF\x10\0\0\0WEBPVP8 ",
    "avif header only": b"\0\0\0\x20ftypavif" + b"\0" * 40,
    "gif header only": b"GIF89a\xff\xff\xff\xff\xf7\0\0",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_words(name):
    with pytest.raises(PictureError):
        resized(Order(HOSTILE[name], 640, WEBP))


def test_a_bomb_takes_next_to_no_time_or_memory():
    body = HOSTILE["a png bomb"]
    assert len(body) < 200_000, "144 megapixels in a few kilobytes"
    start = time.process_time()
    with pytest.raises(PictureError, match="more pixels than we decode"):
        resized(Order(body, 640, WEBP))
    assert time.process_time() - start < 0.1


def test_a_text_bomb_inside_a_picture_does_not_go_off():
    whole = painted(32, 32, "PNG")
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 80_000_000))
    at = whole.index(b"IDAT") - 4
    with pytest.raises(PictureError):
        resized(Order(whole[:at] + text + whole[at:], 32, WEBP))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_a_page_hidden_in_a_picture_does_not_come_through(kind):
    how = {"comment": HTML} if kind in {"JPEG", "GIF"} else {}
    body = painted(64, 64, kind, **how) + HTML + b"PK\x03\x04"
    assert HTML in body
    made = resized(Order(body, 64, JPEG))
    assert b"script" not in made.body
    assert b"PK\x03\x04" not in made.body


# --- fetched and kept ---------------------------------------------------------------------


def test_a_picture_is_fetched_once_and_made_once_in_each_size(newsroom, tools, pictures):
    newsroom.pages["/p.jpg"] = (200, {"Content-Type": "image/jpeg"}, painted())
    url = newsroom.url + "/p.jpg"
    assert pictures.glimpse(url) is None
    for _ in range(2):
        for width, mime in ((320, AVIF), (640, WEBP)):
            found = pictures.get(url, width, mime, tools.fetcher)
            assert (found.mime, seen(found.body).width) == (mime, width)
    assert newsroom.asked.count("/p.jpg") == 1
    assert (pictures.glimpse(url).width, pictures.glimpse(url).height) == (1600, 1000)


def test_many_who_want_the_same_picture_wait_for_one(newsroom, tools, pictures):
    newsroom.pages["/p.jpg"] = (200, {"Content-Type": "image/jpeg"}, painted())
    found: list[object] = []
    crowd = [
        threading.Thread(
            target=lambda: found.append(pictures.get(newsroom.url + "/p.jpg", 320, AVIF, tools.fetcher))
        )
        for _ in range(6)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert len(found) == 6
    assert None not in found
    assert newsroom.asked.count("/p.jpg") == 1


@pytest.mark.parametrize("name", ["svg", "html", "empty", "tiff"])
def test_what_is_no_picture_is_not_even_kept(newsroom, tools, pictures, tmp_path, name):
    newsroom.pages["/p.png"] = (200, {"Content-Type": "image/png"}, HOSTILE[name])
    assert pictures.get(newsroom.url + "/p.png", 320, WEBP, tools.fetcher) is None
    assert not list((tmp_path / "pictures").glob("??/*"))


def test_a_picture_that_cannot_be_had_is_none_and_not_asked_for_again_at_once(newsroom, tools, pictures):
    for _ in range(3):
        assert pictures.get(newsroom.url + "/gone.png", 320, WEBP, tools.fetcher) is None
    assert newsroom.asked.count("/gone.png") == 1
    assert pictures.get("http://10.0.0.1/p.png", 320, WEBP, tools.fetcher) is None
    assert pictures.get("data:image/png;base64,AA", 320, WEBP, tools.fetcher) is None


def test_a_picture_that_takes_too_long_is_given_up_and_the_next_one_made(
    newsroom, tools, tmp_path, monkeypatch
):
    monkeypatch.setattr(pictures_module, "PICTURE_SECONDS", 0.05)
    impatient = Pictures(tmp_path / "pictures")
    newsroom.pages["/big.webp"] = (200, {}, encoded(Image.effect_noise((6000, 6000), 90), "WEBP", quality=5))
    newsroom.pages["/small.png"] = (200, {}, painted(16, 16, "PNG"))
    try:
        assert impatient.get(newsroom.url + "/big.webp", 1280, AVIF, tools.fetcher) is None
        assert impatient.get(newsroom.url + "/small.png", 16, JPEG, tools.fetcher) is not None
    finally:
        impatient.close()


@pytest.mark.parametrize(
    ("start", "mime"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"\0\0\0\x20ftypavif", "image/avif"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WAVE", None),
    ],
)
def test_formats_are_told_by_their_first_bytes(start, mime):
    assert kind_of(start + b"\0" * 20) == mime


# --- the folder ---------------------------------------------------------------------------


def test_a_folder_stays_below_its_limit_and_drops_what_was_used_longest_ago(tmp_path):
    folder = Folder(tmp_path, 10_000)
    for number in range(9):
        folder.write(f"{number}{number}old", b"x" * 1000)
        os.utime(tmp_path / f"{number}{number}" / "old", (number, number))
    assert folder.read("00old"), "reading makes it the newest"
    folder.write("zznew", b"x" * 3000)
    left = {path.parent.name + path.name for path in tmp_path.glob("??/*")}
    assert {"00old", "zznew", "88old"} <= left
    assert "11old" not in left
    assert sum(path.stat().st_size for path in tmp_path.glob("??/*")) <= 10_000


def test_what_was_there_before_counts_too(tmp_path):
    Folder(tmp_path, 10_000).write("aaone", b"x" * 6000)
    os.utime(tmp_path / "aa" / "one", (1, 1))
    again = Folder(tmp_path, 10_000)
    again.write("bbtwo", b"x" * 6000)
    assert again.read("aaone") is None
    assert again.read("bbtwo") is not None
