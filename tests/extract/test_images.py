"""Addresses of pictures: joined, told from furniture, and known again in other sizes."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.extract.images import absolute, stem, usable

BASE = "https://www.example.org/news/2026/a.html?x=1#top"


@given(st.text(alphabet="ab/.?#;&= %", max_size=24))
def test_a_path_from_the_root_is_joined_as_the_standard_library_joins_it(rest: str) -> None:
    assert absolute(BASE, f"/{rest}") == urljoin(BASE, f"/{rest}")


@pytest.mark.parametrize(
    ("address", "is_picture"),
    [
        ("https://example.org/photos/ferry.jpg", True),
        ("https://example.org/photos/Logo-white.png", False),
        ("https://example.org/photos/catalogue.jpg", True),
        ("https://example.org/logo/ferry.jpg", True),
        ("https://example.org/static/icon_32.png", False),
        ("https://example.org/iconic/ferry.jpg", True),
        ("https://example.org/drawing.SVG?v=2", False),
        ("https://example.org/svg", True),
        ("placeholder.png", False),
        ("data:image/gif;base64,R0", False),
        ("", False),
    ],
)
def test_furniture_is_told_from_pictures_by_its_address(address: str, is_picture: bool) -> None:
    assert usable(address) is is_picture


@pytest.mark.parametrize(
    "address",
    [
        "https://cdn.example.org/w/ferry-at-the-pier-1024x683.jpg?quality=80",
        "https://a-host-with-a-name-longer-than-any-part.example.org/ferry-at-the-pier.webp",
        "//cdn-of-the-harbour-post.example.org/ferry-at-the-pier.jpg#x",
        "/img/ferry-at-the-pier.jpg",
    ],
)
def test_renditions_of_a_picture_have_one_stem(address: str) -> None:
    assert stem(address) == "ferry-at-the-pier"
