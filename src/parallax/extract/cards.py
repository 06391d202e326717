"""What the page shows about its authors: role, biography and picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parallax.extract.images import absolute, picture_url
from parallax.extract.vocabulary import BITS
from parallax.extract.walk import Page
from parallax.model import Author

_SHORTEST_BIO = 60
_LONGEST_BIO = 900
_LONGEST_ROLE = 60
_AUTHOR = BITS["author"]


def complete_authors(page: Page, authors: Sequence[Author], base: str) -> tuple[Author, ...]:
    """The authors with what their cards add; a value that was declared stays."""
    return tuple(_complete(page, author, base) for author in authors)


def _complete(page: Page, author: Author, base: str) -> Author:
    last_name = author.name.split()[-1]
    bio, role, image = author.bio, author.role, author.image
    for index, run in enumerate(page.runs):
        if last_name not in run.text or not _in_card(page, run.container):
            continue
        if not bio and _SHORTEST_BIO <= len(run.text) <= _LONGEST_BIO:
            bio = run.text
        elif not role and run.text == author.name and index + 1 < len(page.runs):
            following = page.runs[index + 1]
            same_card = _in_card(page, following.container)
            if (
                same_card
                and len(following.text) <= _LONGEST_ROLE
                and not any(map(str.isdigit, following.text))
            ):
                role = following.text
    if not image:
        for picture in page.pictures:
            if author.name in (picture.attributes.get("alt") or "") and _in_card(page, picture.container):
                image = picture_url(picture, base)
                break
    return replace(author, bio=bio, role=role, image=absolute(base, image) if image else "")


def _in_card(page: Page, container: int) -> bool:
    for _ in range(4):
        box = page.containers[container]
        if box.bits & _AUTHOR:
            return True
        if box.parent < 0:
            return False
        container = box.parent
    return False
