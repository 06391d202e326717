"""The lead image and the others, with alt, caption and credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from parallax.extract.credits import maker_of, split_credit
from parallax.extract.habits import NO_HABITS, Habits
from parallax.extract.record import Container, Page, Picture
from parallax.extract.structured import Declared, Node, text_of
from parallax.extract.vocabulary import BITS
from parallax.model import Image

# Of an address in small letters, with a slash before it: a pattern that begins with one of a few signs is
# found several times faster than one that may begin anywhere.
_PLACEHOLDER = re.compile(
    r"[/_.-](?:(?:placeholder|default|logo|fallback|blank|spacer|pixel|no[-_]?image|dummy|avatar|transparent)[^/]*$|"
    # Furniture that is drawn: none of it is a photograph of anything.
    r"(?:icons?|sprites?|btn|buttons?|arrow|gravatar|silhouette|qr-?code|loader|app-?store|google-?play)"
    r"(?:[_.\d-][^/]*)?$|(?<=\.)svg(?:$|\?))"
)
# Most addresses that are not absolute: a path from the root, with nothing in it that joining would change.
_ROOTED = re.compile(r"/(?!/)[^\s;#?]*(?:\?[^\s;#?]+)?$")
# What a file's name ends with where it is one of several sizes of a picture.
_RENDITION = re.compile(r"\.\w{3,4}$|[-_]\d{2,4}x\d{2,4}.*$")
_QUERY = re.compile(r"[?#]")
SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-srcset", "srcset")
# An image narrower than this, as it declares itself, is an icon or a portrait.
NARROWEST = 200
_MOST_IMAGES = 40
_LONGEST_CAPTION = 600
# Runs between the lead image and the text: headline, dek, byline, share buttons.
_BEFORE_BODY = 12
_FURNITURE = BITS["related"] | BITS["nav"] | BITS["author"] | BITS["share"] | BITS["ad"]


def image_url(value: Any, by_id: Mapping[str, Node]) -> str:
    """The address in a JSON-LD image: a string, an object, a reference to one, or a list of these."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return next((url for url in (image_url(item, by_id) for item in value[:5]) if url), "")
    if isinstance(value, dict):
        address = value.get("url") or value.get("contentUrl")
        if not address and isinstance(value.get("@id"), str):
            target = by_id.get(value["@id"], {})
            address = target.get("url") or target.get("contentUrl")
        return image_url(address, {}) if address else ""
    return ""


def _size(value: Any) -> int | None:
    if not value:
        return None
    try:
        number = int(float(str(value).removesuffix("px")))
    except ValueError:
        return None
    return number if 0 < number < 20000 else None


def usable(url: str) -> bool:
    """Whether an address may be that of a photograph."""
    if not url or url.startswith("data:"):
        return False
    address = f"/{url.lower()}"
    # What the pattern finds ends with the address, and has no slash in it, but for a drawing before a query.
    return ".svg?" not in address and not _PLACEHOLDER.search(address, address.rfind("/"))


@lru_cache(maxsize=16)
def _origin(base: str) -> str:
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"


def absolute(base: str, address: str) -> str:
    """``address`` resolved against the page's; empty if it cannot be (a broken IPv6 host, say)."""
    if address.startswith(("https://", "http://")):
        return address
    try:
        if _ROOTED.match(address) and "/." not in address:
            return _origin(base) + address
        return str(urljoin(base, address))
    except ValueError:
        return ""


def picture_url(picture: Picture, base: str) -> str:
    """The best address of an image element, absolute; empty if it has none."""
    for name in SOURCES:
        value = picture.attributes.get(name)
        if not value or value.startswith("data:"):
            continue
        if "srcset" in name:
            # Addresses may hold commas themselves: a candidate ends at a comma and whitespace.
            candidates = re.split(r",\s+", value.strip().rstrip(","))
            value = candidates[-1].split()[0] if candidates[-1].split() else ""
        if value:
            return absolute(base, value.strip())
    return ""


@lru_cache(maxsize=2000)
def stem(url: str) -> str:
    """What renditions of one picture share: the longest part of its path, without size suffixes."""
    path = _QUERY.split(url, 1)[0]
    # Most are folders, and have neither sign that a size or an ending needs.
    parts = [
        _RENDITION.sub("", part) if "." in part or "x" in part else part
        for part in path.split("/")[3 if "//" in path[:8] else 0 :]
    ]
    return max(parts, key=len, default="")


def _caption(page: Page, picture: Picture) -> tuple[str, str]:
    """(caption, credit) from the runs of the figure around an image."""
    box = page.containers[picture.container]
    for _ in range(4):
        if box.tag == "figure" or box.bits & BITS["caption"]:
            break
        if box.parent < 0:
            return "", ""
        box = page.containers[box.parent]
    else:
        return "", ""
    if _is_long(page, picture.at, box):
        return "", ""
    caption, credit = "", ""
    for run in page.runs[max(0, picture.at - 1) : picture.at + 4]:
        if not box.index <= run.container < box.end:
            continue
        inner = page.containers[run.container]
        if (
            "credit" in inner.name.lower()
            or "copyright" in inner.name.lower()
            or run.text.startswith(("©", "ⓒ"))
        ):
            credit = credit or run.text
        else:
            told, maker = split_credit(run.text)
            caption = caption or told
            credit = credit or maker
    return caption, maker_of(credit)


def _is_long(page: Page, at: int, box: Container) -> bool:
    """Whether the element around a picture before run ``at`` has more text than a caption."""
    chars = 0
    for side in (range(at, len(page.runs)), range(at - 1, -1, -1)):
        for index in side:
            run = page.runs[index]
            if not box.index <= run.container < box.end:
                break
            chars += len(run.text)
            if chars > _LONGEST_CAPTION:
                return True
    return False


def choose_lead(declared: Declared, habits: Habits = NO_HABITS) -> str:
    """The address the page declares for its picture: JSON-LD or OpenGraph."""
    stated = _stated_leads(declared)
    return next((url for url in stated if usable(url) and not habits.is_placeholder(url)), "")


def _stated_leads(declared: Declared) -> Iterator[str]:
    for node in declared.articles():
        yield image_url(node.get("image"), declared.by_id())
    yield declared.first("og:image", "og:image:url", "og:image:secure_url")
    yield declared.first("twitter:image", "twitter:image:src")


def _opening_figure(page: Page, base: str, heading: int, first: int) -> str:
    """The picture in a figure between headline and text, or an empty string."""
    for picture in page.pictures:
        if not heading < picture.at <= first + 1:
            continue
        container, bits, tags = picture.container, 0, []
        for _ in range(3):
            box = page.containers[container]
            bits |= box.bits
            tags.append(box.tag)
            container = max(0, box.parent)
        width = _size(picture.attributes.get("width"))
        if "figure" not in tags or bits & _FURNITURE or (width is not None and width < NARROWEST):
            continue
        url = picture_url(picture, base)
        if usable(url) and url.startswith("http"):
            return url
    return ""


def choose_images(
    declared: Declared, page: Page, base: str, first: int, last: int, habits: Habits = NO_HABITS
) -> tuple[Image | None, tuple[Image, ...]]:
    """(lead, others). ``first`` and ``last`` bound the body's runs; images outside are furniture."""
    lead_url = choose_lead(declared, habits)
    near = [
        (picture, picture_url(picture, base))
        for picture in page.pictures
        if first - _BEFORE_BODY <= picture.at <= last + 1
    ]
    if not lead_url or stem(lead_url) not in {stem(url) for _, url in near}:
        # What is declared for sharing is often a montage; the page's own opening picture is the lead.
        heading = max(
            (at for at in range(first) if page.containers[page.runs[at].container].tag == "h1"), default=-1
        )
        lead_url = _opening_figure(page, base, heading, first) or lead_url
    inside: list[Image] = []
    lead: Image | None = None
    seen: set[str] = set()
    lead_stem = stem(lead_url) if lead_url else ""
    for picture, url in near:
        if len(inside) >= _MOST_IMAGES or not url.startswith("http") or stem(url) in seen or not usable(url):
            continue
        if habits.is_placeholder(url):
            continue
        width = _size(picture.attributes.get("width"))
        if width is not None and width < NARROWEST:
            continue
        box = page.containers[picture.container]
        if box.bits & _FURNITURE:
            continue
        caption, credit = _caption(page, picture)
        image = Image(
            url,
            text_of(picture.attributes.get("alt") or ""),
            caption,
            credit,
            width,
            _size(picture.attributes.get("height")),
        )
        seen.add(stem(url))
        if lead_stem and stem(url) == lead_stem and lead is None:
            lead = image
        else:
            inside.append(image)
    if lead_url:
        resolved = absolute(base, lead_url)
        lead = Image(
            resolved,
            lead.alt if lead else declared.first("og:image:alt", "twitter:image:alt"),
            lead.caption if lead else "",
            lead.credit if lead else "",
            _size(declared.first("og:image:width")),
            _size(declared.first("og:image:height")),
        )
    elif inside:
        lead = inside.pop(0)
    return lead, tuple(inside)
