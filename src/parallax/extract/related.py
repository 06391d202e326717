"""Cards that point to other pieces: kept apart, never part of the body."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from parallax.extract.images import absolute, picture_url, usable
from parallax.extract.record import Page
from parallax.extract.vocabulary import BITS
from parallax.extract.words import fold
from parallax.model import Related

# A headline has at least this many characters; shorter links are labels.
_SHORTEST_TITLE = 20
_LONGEST_TITLE = 250
_MOST = 12
_CARDS = BITS["related"] | BITS["aside"]
_NOT_CARDS = BITS["nav"] | BITS["foot"] | BITS["share"] | BITS["ad"] | BITS["offer"] | BITS["comment"]


def find_related(page: Page, chosen: list[int], url: str) -> tuple[Related, ...]:
    """Links inside and after the body that stand in a block of further reading, at most a dozen."""
    body = set(chosen)
    here = urlsplit(url)
    found: dict[str, Related] = {}
    for index in range(chosen[0], len(page.runs)):
        run = page.runs[index]
        if index in body or not run.href or run.link_chars < 0.8 * len(run.text):
            continue
        if not _SHORTEST_TITLE <= len(run.text) <= _LONGEST_TITLE:
            continue
        bits = _named(page, run.container) | run.bits
        if not bits & _CARDS or bits & _NOT_CARDS:
            continue
        key = fold(run.text)
        if key in found:
            continue
        target = absolute(url, run.href)
        if _leads_elsewhere(target, here):
            found[key] = Related(target, run.text, image=_picture(page, index, url))
            if len(found) == _MOST:
                break
    return tuple(found.values())


def _leads_elsewhere(target: str, here: SplitResult) -> bool:
    """Whether an address is one of another page. Mostly the page's own host and path are not in it, and it
    need not be taken apart to tell."""
    if not target[:8].lower().startswith(("https://", "http://")):
        return False
    if "[" not in target and (here.netloc not in target or here.path not in target):
        return True
    try:
        parts = urlsplit(target)
    except ValueError:  # a broken IPv6 host
        return False
    return (parts.netloc, parts.path) != (here.netloc, here.path)


def _named(page: Page, container: int) -> int:
    bits = 0
    for _ in range(5):
        box = page.containers[container]
        bits |= box.bits
        if box.parent < 0:
            break
        container = box.parent
    return bits


def _picture(page: Page, index: int, base: str) -> str:
    """The picture of the same card: just before the title, inside the same small container."""
    card = page.containers[page.runs[index].container].parent
    for picture in page.pictures:
        if picture.at == index:
            container = picture.container
            for _ in range(4):
                if container == card:
                    address = picture_url(picture, base)
                    return address if usable(address) else ""
                container = max(0, page.containers[container].parent)
    return ""
