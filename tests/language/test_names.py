"""What languages are called."""

from __future__ import annotations

import pytest

from parallax.language import language_name
from parallax.language.names import base_of


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("pt", "Portuguese"),
        ("pt-BR", "Brazilian Portuguese"),
        ("kk", "Kazakh"),
        ("nb", "Norwegian Bokmål"),
        ("no", "Norwegian Bokmål"),
        ("zh-Hant", "Traditional Chinese"),
        ("zh-Hans", "Simplified Chinese"),
        ("sr-Latn", "Serbian"),
        ("und", "an unknown language"),
        ("qqq", "qqq"),
    ],
)
def test_tags_have_names(tag: str, name: str) -> None:
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("tag", "base"),
    [
        ("pt_BR", "pt"),
        ("NO", "nb"),
        ("iw", "he"),
        ("sh", "sr"),
        (" en-US ", "en"),
        ("english!", ""),
        (None, ""),
    ],
)
def test_declared_tags_are_mended(tag: str | None, base: str) -> None:
    assert base_of(tag) == base
