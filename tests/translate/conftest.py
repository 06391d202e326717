"""Engines for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from parallax.translate.bundled import bundled_models
from parallax.translate.catalogue import InstalledModel
from parallax.translate.engine import Identity, Rendering
from parallax.translate.firefox import FirefoxEngine


def portuguese_only(language: str) -> tuple[InstalledModel, ...]:
    return bundled_models() if language.startswith("pt") else ()


@pytest.fixture(scope="session")
def firefox() -> Iterator[FirefoxEngine]:
    with FirefoxEngine(portuguese_only) as engine:
        yield engine


class Parrot:
    """An engine that answers from a table and notes what it was asked."""

    def __init__(self, answers: dict[str, str], *, version: str = "1", mines_text: bool = False) -> None:
        self.answers = answers
        self.version = version
        self.mines_text = mines_text
        self.asked: list[str] = []

    def identity(self, language: str) -> Identity | None:
        return Identity("firefox", "parrot", self.version) if language == "pt" else None

    def translate(self, language: str, sentences: Sequence[str]) -> tuple[Rendering, ...]:
        self.asked.extend(sentences)
        return tuple(
            Rendering(self.answers[sentence])
            if sentence in self.answers
            else Rendering(None, "not in the table")
            for sentence in sentences
        )


@pytest.fixture
def parrot_class() -> type[Parrot]:
    return Parrot
