"""What the page shows about its authors: role, biography and picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parallax.extract.byline_words import NO_NAMES, has_prefix
from parallax.extract.bylines import is_role
from parallax.extract.images import absolute, picture_url
from parallax.extract.record import Page, Run
from parallax.extract.vocabulary import BITS
from parallax.extract.words import fold
from parallax.model import Author

_SHORTEST_BIO = 60
_LONGEST_BIO = 900
_AUTHOR = BITS["author"]
_CARD_LEVELS = 4
# A byline with its times and counts is no biography; a biography has a sentence.
_TIMES = re.compile(r"\d{1,2}[:.h]\d{2}\b|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2}")
_SENTENCE = re.compile(r"[.!?。！？।…](?:\s|$)")
_OPENING = 120


def complete_authors(page: Page, authors: Sequence[Author], base: str) -> tuple[Author, ...]:
    """The authors with what their cards add; a value that was declared stays."""
    cards = _card_levels(page) if authors else []
    shown = [index for index, run in enumerate(page.runs) if cards[run.container]] if authors else []
    names = {fold(author.name) for author in authors}
    return tuple(_complete(page, cards, shown, names, author, base) for author in authors)


def _complete(
    page: Page, cards: Sequence[int], shown: Sequence[int], names: set[str], author: Author, base: str
) -> Author:
    bio, role, image = author.bio, author.role, author.image
    if author.kind == "person":
        bio = bio or _bio(page, shown, author.name)
        role = role or _role(page, cards, shown, author.name)
    if not image:
        for picture in page.pictures:
            if cards[picture.container] and author.name in (picture.attributes.get("alt") or ""):
                image = picture_url(picture, base)
                break
    if fold(role) in names or fold(role) in NO_NAMES:
        role = ""
    return replace(author, bio=bio, role=role, image=absolute(base, image) if image else "")


def _bio(page: Page, shown: Sequence[int], name: str) -> str:
    """A text in an author's card that speaks of the author in whole sentences."""
    last_name = name.split()[-1]
    for index in shown:
        text = page.runs[index].text
        if (
            _SHORTEST_BIO <= len(text) <= _LONGEST_BIO
            and last_name in text
            and _SENTENCE.search(text)
            and not has_prefix(text)
            and not _TIMES.search(text[:_OPENING])
        ):
            return text
    return ""


def _role(page: Page, cards: Sequence[int], shown: Sequence[int], name: str) -> str:
    """What stands right behind the author's name in a card and names an occupation."""
    for index in shown:
        if page.runs[index].text == name and index + 1 < len(page.runs):
            following = page.runs[index + 1]
            if cards[following.container] and not _is_link(following) and is_role(following.text):
                return following.text
    return ""


def _is_link(run: Run) -> bool:
    return run.link_chars * 2 > len(run.text)


def _card_levels(page: Page) -> list[int]:
    """Per container, how far down it and what is inside of it still belong to an author's card; 0 outside."""
    levels = [0] * len(page.containers)
    for box in page.containers:
        if box.bits & _AUTHOR:
            levels[box.index] = _CARD_LEVELS
        elif above := levels[box.parent]:
            levels[box.index] = above - 1
    return levels
