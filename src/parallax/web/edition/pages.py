"""The files of an edition, one after the other: pages, style sheet, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal

from lxml import etree

from parallax.errors import StoreError
from parallax.store.interface import Reader
from parallax.store.views import ArticleView, StoryCard
from parallax.web import times
from parallax.web.assets import Assets
from parallax.web.edition.contents import Contents, may_carry_text, permitted
from parallax.web.edition.file import File
from parallax.web.edition.links import Links, as_html, as_xhtml, legal
from parallax.web.edition.wardrobe import Wardrobe
from parallax.web.pictures import Picture
from parallax.web.reading import reading
from parallax.web.render import environment
from parallax.web.telling import prepared

Kind = Literal["site", "book"]

# A column of text on a sharp screen; wide enough for a tablet that shows a book.
PICTURE_WIDTH = 960
# Every browser decodes WebP; of the readers of books many only take what EPUB 3.0 named.
PICTURE_MIME: dict[Kind, str] = {"site": "image/webp", "book": "image/jpeg"}

PictureOf = Callable[[str, int, str], Picture | None]
"""Brings the picture at a publisher's address, at most so wide, in that format; None if it cannot be had."""


class Pages:
    """Renders one day. ``kind`` decides between HTML and the XHTML of books, and the pictures' format."""

    def __init__(
        self,
        contents: Contents,
        store: Reader,
        kind: Kind,
        picture: PictureOf | None,
        name: str = "Parallax",
    ) -> None:
        self.contents = contents
        self._store = store
        self.kind = kind
        self.ending = "html" if kind == "site" else "xhtml"
        self._picture = picture
        self._name = name
        self._wardrobe = Wardrobe()
        self._env = self._environment()

    @property
    def count(self) -> int:
        """How many pages there will be, pictures apart."""
        return len(self._files)

    def files(self) -> Iterator[File]:
        """Every file, pages in the order of reading and then what they wear; the same for the same contents."""
        yield self._page("/", "index.html", self.title, within=self._openings())
        yield self._page("/stories", "stories.html", "By story")
        for story_id in self.contents.stories:
            yield self._story(story_id)
        for code, cards in self.contents.by_country:
            name = self._country(code)
            yield self._page(f"/country/{code.lower()}", "country.html", name, code=code, cards=cards)
            for card in cards:
                yield from self._article(card.id)
        yield self._page("/about", "about.html", "About this edition")
        yield from self._wardrobe.files()

    @cached_property
    def title(self) -> str:
        where = f", {self._country(self.contents.country)}" if self.contents.country else ""
        return f"{self._name}, {times.day_name(self.contents.day)}{where}"

    def _country(self, code: str) -> str:
        return str(self._env.filters["country"](code))

    def _openings(self) -> tuple[StoryCard, ...]:
        """The stories most countries tell, for the first page."""
        return tuple(self.contents.stories.values())[:12]

    def _story(self, story_id: str) -> File:
        story = self._store.story(story_id)
        if story is None:
            raise _forgotten()
        lead = story.card.lead
        title = lead.title_english or lead.title
        return self._page(f"/story/{story_id}", "story.html", title, story=story, told=prepared(story))

    def _article(self, article_id: str) -> Iterator[File]:
        found = self._store.article(article_id)
        if found is None:
            raise _forgotten()
        view = permitted(found)
        pictures = dict(self._pictures(view)) if self._picture else {}
        story = self.contents.stories.get(self.contents.story_of.get(article_id, ""))
        yield self._page(
            f"/article/{article_id}",
            "article.html",
            view.card.title_english or view.card.title,
            view=view,
            reading=reading(view),
            shown={index: file.path for index, file in pictures.items()},
            whole=may_carry_text(view),
            story=story,
            takes=self.contents.takes[story.id] if story else (),
        )
        yield from pictures.values()

    def picture_addresses(self) -> Iterator[str]:
        """Where the pictures of its articles are, as far as their publishers let us take them along."""
        for article_id in self.contents.articles:
            found = self._store.article(article_id)
            if found is not None:
                yield from filter(None, _shown_pictures(permitted(found)))

    def _pictures(self, view: ArticleView) -> Iterator[tuple[int, File]]:
        """The lead image and those of the text that can be had, by their number."""
        mime = PICTURE_MIME[self.kind]
        ending = {"image/webp": "webp", "image/jpeg": "jpg"}[mime]
        for index, url in enumerate(_shown_pictures(view)):
            found = self._picture(url, PICTURE_WIDTH, mime) if url and self._picture else None
            if found is not None and found.mime == mime:
                yield index, File(f"pictures/{view.article.id}-{index}.{ending}", found.body, mime)

    def _page(self, address: str, template: str, title: str, **context: Any) -> File:
        at = self._files[address]
        page = self._env.get_template(f"edition/{template}").render(
            title=title, at=at, up="../" * at.count("/"), contents=self.contents, edition=self, **context
        )
        self._wardrobe.note(page)
        root = self._links.mend(page, at)
        mime = "text/html" if self.kind == "site" else "application/xhtml+xml"
        return File(at, self._serialised(root), mime, legal(title))

    def _serialised(self, root: etree._Element) -> bytes:
        return as_html(root) if self.kind == "site" else as_xhtml(root)

    @cached_property
    def _files(self) -> dict[str, str]:
        """The file of each address of the site that the edition holds."""
        contents = self.contents
        addresses = [
            *(f"/country/{code.lower()}" for code, _ in contents.by_country),
            *(f"/story/{key}" for key in contents.stories),
            *(f"/article/{key}" for key in contents.articles),
            "/stories",
            "/about",
        ]
        return {"/": f"index.{self.ending}"} | {one: f"{one[1:]}.{self.ending}" for one in addresses}

    @cached_property
    def _links(self) -> Links:
        return Links(self._files, {self._files[at]: places for at, places in self.contents.places.items()})

    def _environment(self) -> Any:
        env = environment(Assets())
        env.filters["flag"] = self._wardrobe.flag
        env.filters["short_time"] = lambda at, country: times.short_time(at, country, self.contents.made)
        env.globals.update(site_name=self._name, pictures=False, glimpse=lambda _: None)
        return env


def _shown_pictures(view: ArticleView) -> Sequence[str]:
    """The addresses of its lead image and of those in the text, by their number; empty for one it has not."""
    content = view.article.content
    return content.pictures[: 1 + len(content.images)]


def _forgotten() -> StoreError:
    return StoreError(
        "The store has changed while the edition was written.", hint="Run it again for the day as it is now."
    )
