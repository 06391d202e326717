"""``/card/…png``: the picture that goes with a link to a page when it is shared."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, HTTPException, Response
from PIL import Image, ImageDraw, ImageFont

from parallax.web.assets import STATIC, Assets
from parallax.web.country import known_country
from parallax.web.places import country_name
from parallax.web.site import Desk

# What networks crop to: 1.91 to 1.
SIZE = (1200, 630)
EDGE = 80
PAPER, INK, SOFT, LINK, WARM = "#fbfcfc", "#14191e", "#505a64", "#0b4f86", "#a83a08"

# Headlines get the largest size at which they fill no more than this many lines.
HEADLINE = ((76, 3), (62, 4), (50, 5), (42, 6))
SMALL = 34
SEMIBOLD, REGULAR = 650, 400

# Which of our files has a letter: the scripts they are cut by (frontend/build/fonts.mjs).
SUBSETS = (
    ("latin", ((0x20, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2000, 0x206F), (0x20AC, 0x20AC))),
    ("latin-ext", ((0x100, 0x2AF), (0x1E00, 0x1E9F))),
    ("cyrillic", ((0x400, 0x45F), (0x490, 0x491))),
    ("greek", ((0x370, 0x3FF),)),
)

DAY = 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Card:
    """``title`` is the page's, ``beneath`` says where it is from; letters we have no type for are not drawn."""

    title: str
    beneath: str


def subset_of(letter: str) -> str | None:
    at = ord(letter)
    return next((name for name, ranges in SUBSETS if any(low <= at <= high for low, high in ranges)), None)


def drawable(text: str) -> bool:
    return all(subset_of(letter) for letter in text)


class Face:
    """One family at one size and weight, over the files it is cut into."""

    def __init__(
        self, family: str, size: int, weight: int, folder: Path = STATIC / "build" / "fonts"
    ) -> None:
        self._fonts = {}
        for name, _ in SUBSETS:
            font = ImageFont.truetype(folder / f"{family}-{name}.woff2", size)
            font.set_variation_by_axes([weight])
            self._fonts[name] = font
        self.line = round(size * 1.16)

    def runs(self, text: str) -> list[tuple[str, ImageFont.FreeTypeFont]]:
        """The text cut where another file takes over."""
        found: list[tuple[str, ImageFont.FreeTypeFont]] = []
        for letter in text:
            font = self._fonts[subset_of(letter) or "latin"]
            if found and found[-1][1] is font:
                found[-1] = (found[-1][0] + letter, font)
            else:
                found.append((letter, font))
        return found

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for run, font in self.runs(text))

    def draw(self, on: ImageDraw.ImageDraw, at: tuple[float, float], text: str, fill: str) -> None:
        x, baseline = at
        for run, font in self.runs(text):
            on.text((x, baseline), run, fill=fill, font=font, anchor="ls")
            x += font.getlength(run)

    def lines(self, text: str, width: float) -> list[str]:
        """Words put into lines; one word longer than a line is left to run over its end."""
        found = [""]
        for word in text.split():
            longer = f"{found[-1]} {word}".strip()
            if found[-1] and self.width(longer) > width:
                found.append(word)
            else:
                found[-1] = longer
        return found


def set_headline(text: str, width: float) -> tuple[Face, list[str]]:
    """The largest type the headline fits in; what is too long even for the smallest ends in an ellipsis."""
    for size, most in HEADLINE:
        face = Face("serif", size, SEMIBOLD)
        lines = face.lines(text, width)
        if len(lines) <= most:
            return face, lines
    return face, [*lines[: most - 1], f"{lines[most - 1].rstrip(',.;: ')}…"]


@lru_cache(maxsize=64)
def painted(card: Card, site: str) -> bytes:
    """The card as PNG."""
    picture = Image.new("RGB", SIZE, PAPER)
    on = ImageDraw.Draw(picture)
    width, height = SIZE
    on.ellipse((EDGE, 64, EDGE + 44, 108), fill=LINK)
    on.ellipse((EDGE + 26, 64, EDGE + 70, 108), outline=WARM, width=5)
    Face("serif", 40, SEMIBOLD).draw(on, (EDGE + 92, 101), site if drawable(site) else "", INK)
    face, lines = set_headline(card.title, width - 2 * EDGE)
    for number, line in enumerate(lines):
        face.draw(on, (EDGE, 212 + number * face.line), line, INK)
    on.line((EDGE, height - 118, width - EDGE, height - 118), fill="#d9dfe4", width=2)
    Face("sans", SMALL, REGULAR).draw(on, (EDGE, height - 62), card.beneath, SOFT)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _card(desk: Desk, kind: str, name: str) -> Card | None:
    if kind == "country":
        place = known_country(name)
        return Card(place.name, "Its own press, in English, with every original")
    if kind == "article":
        view = desk.store.article(name)
        if view is None:
            return None
        parts = (country_name(view.card.country), view.card.outlet_name)
        return Card(view.card.title_english or view.card.title, " · ".join(filter(drawable, parts)))
    story = desk.store.story(name) if kind == "story" else None
    if story is None:
        return None
    count = len(story.card.countries)
    told = f"Told by {story.card.outlets} outlets in {count} {'country' if count == 1 else 'countries'}"
    return Card(story.card.lead.title_english or story.card.lead.title, told)


def routes(desk: Desk, assets: Assets) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    plain = Card("The world’s news, as each country tells it", "Read its own press in English")

    @router.get("/card.png")
    @router.get("/card/{kind}/{name}.png")
    def card(kind: str = "", name: str = "") -> Response:
        if assets.font("serif-latin") is None:
            raise HTTPException(404, "This copy has no typefaces to set a card in.")
        found = _card(desk, kind, name) if kind else plain
        if found is None:
            raise HTTPException(404, "There is no page this card could belong to.")
        # A headline in letters we have no type for is better not shown than shown as boxes.
        shown = found if drawable(found.title) else Card(plain.title, found.beneath)
        body = painted(shown, desk.settings.name)
        return Response(body, media_type="image/png", headers={"Cache-Control": f"public, max-age={DAY}"})

    return router
