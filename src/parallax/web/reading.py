"""An article made ready for its page: every text with its sentences, and what each rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from parallax.model import Author, Block, BlockKind, Image, Part, Sentence
from parallax.store.views import ArticleView
from parallax.web.languages import direction, is_english, joiner
from parallax.web.pictures import portrait_index

State = Literal["native", "translated", "refused", "waiting"]

ENGINES = {
    "firefox": "Firefox Translations, on this machine",
    "openai": "a language model, at the endpoint this site is set up with",
    "memory": "a translation memory that was imported",
    "human": "a person’s correction",
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the article. ``sentences`` is empty while it waits for translation.

    ``native``: it is English already. ``refused``: at least all of it stays in the original.
    """

    original: str
    language: str
    state: State
    sentences: tuple[Sentence, ...] = ()

    @property
    def dir(self) -> str:
        return direction(self.language)

    @property
    def joiner(self) -> str:
        return joiner(self.language)

    @property
    def english(self) -> str:
        """The text as shown: English where there is some, the original elsewhere."""
        if not self.sentences:
            return self.original
        return " ".join(s.english or s.original for s in self.sentences)

    @property
    def doubted(self) -> bool:
        return any(sentence.doubts for sentence in self.sentences)

    @property
    def refused(self) -> bool:
        return any(sentence.refusal for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the body in reading order."""

    number: int
    kind: BlockKind
    level: int
    at: datetime | None
    url: str
    text: Text


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the article. ``index`` is its number in the site's addresses, ``url`` the publisher's.

    ``alt`` is the caption where the publisher describes it no other way.
    """

    index: int
    url: str
    alt: Text | None
    caption: Text | None
    credit: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Byline:
    """An author; ``portrait`` is the picture's number, 0 where the page had none."""

    author: Author
    role: Text | None
    bio: Text | None
    portrait: int


@dataclass(frozen=True, slots=True)
class Making:
    """How the English of this page came about, in counts of sentences."""

    engines: tuple[tuple[str, str, str, int], ...]  # words for the engine, model, version, sentences
    translated: int
    refused: int
    doubtful: int
    waiting: int  # texts, not sentences: they have not been cut yet
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    title: Text
    dek: Text | None
    lead: Picture | None
    pictures: tuple[Picture, ...]
    body: tuple[Piece, ...]
    bylines: tuple[Byline, ...]
    section: Text | None
    topics: tuple[Text, ...]  # as the publisher tagged it
    making: Making


def reading(view: ArticleView) -> Reading:
    """Join what was read from the page with what translation made of it."""
    content = view.article.content
    texts = _Texts(view)
    return Reading(
        title=texts.of("title", 0, content.title),
        dek=texts.of("dek", 0, content.dek) if content.dek else None,
        lead=_picture(texts, content.lead_image, 0) if content.lead_image else None,
        pictures=tuple(_picture(texts, image, number) for number, image in enumerate(content.images, 1)),
        body=_body(texts, content.blocks),
        bylines=tuple(_byline(view, texts, number) for number in range(len(content.authors))),
        section=texts.label("section", 0, content.section) if content.section else None,
        topics=tuple(texts.label("topic", number, topic) for number, topic in enumerate(content.topics)),
        making=_making(view, texts),
    )


class _Texts:
    """Finds the passage of each text and remembers which had none."""

    def __init__(self, view: ArticleView) -> None:
        self.article_id = view.article.id
        self.language = view.article.language
        self.native = is_english(self.language)
        self.passages = {(passage.part, passage.index): passage for passage in view.passages}
        self.waiting = 0

    def of(self, part: Part, index: int, original: str) -> Text:
        passage = self.passages.get((part, index))
        if self.native:
            return Text(original, self.language, "native", passage.sentences if passage else ())
        if passage is None or not passage.sentences:
            self.waiting += bool(original)
            return Text(original, self.language, "waiting")
        refused = all(sentence.english is None for sentence in passage.sentences)
        return Text(original, self.language, "refused" if refused else "translated", passage.sentences)

    def label(self, part: Part, index: int, original: str) -> Text:
        """A picture's description, a role, section or topic: nothing waits for it, as earlier
        versions did not translate these."""
        if self.native or (part, index) in self.passages:
            return self.of(part, index, original)
        return Text(original, self.language, "waiting")


def _picture(texts: _Texts, image: Image, index: int) -> Picture:
    caption = texts.of("caption", index, image.caption) if image.caption else None
    described = caption if image.alt in ("", image.caption) else texts.label("alt", index, image.alt)
    return Picture(index, image.url, described, caption, image.credit, image.width, image.height)


def _body(texts: _Texts, blocks: Sequence[Block]) -> tuple[Piece, ...]:
    """The blocks with heading levels closed up, so that none is skipped under the page's h1."""
    pieces = []
    depth = 1
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            depth = min(max(block.level, 2), depth + 1)
        text = texts.of("body", number, block.text)
        pieces.append(Piece(number, block.kind, depth, block.at, block.url, text))
    return tuple(pieces)


def _byline(view: ArticleView, texts: _Texts, number: int) -> Byline:
    content = view.article.content
    author = content.authors[number]
    portrait = portrait_index(content, number) if author.image else 0
    return Byline(
        author,
        texts.label("role", number, author.role) if author.role else None,
        texts.of("bio", number, author.bio) if author.bio else None,
        portrait,
    )


def _making(view: ArticleView, texts: _Texts) -> Making:
    sentences = [sentence for passage in view.passages for sentence in passage.sentences]
    done = [s for s in sentences if s.english is not None and s.engine not in {"", "none"}]
    engines = Counter((s.engine, s.model, s.version) for s in done)
    refused = [s for s in sentences if s.english is None]
    return Making(
        engines=tuple(
            (ENGINES.get(engine, engine), model, version, count)
            for (engine, model, version), count in engines.most_common()
        ),
        translated=len(done),
        refused=len(refused),
        doubtful=sum(1 for s in sentences if s.doubts),
        waiting=texts.waiting,
        refusals=tuple(dict.fromkeys(s.refusal for s in refused if s.refusal)),
    )
