"""Records of one event told by many: stories, quotations, takes, and who does not tell it.

Like :mod:`parallax.model`: frozen, plain, standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

# --- same event -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about in one word of a closed list, and what that rests on.

    ``filed`` holds the words its publisher filed it under that name the topic; ``nearest`` the headlines standing for
    the topic that lie nearest to the article, nearest first, where it could be placed by its meaning.
    """

    name: str
    filed: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the grouping needs of an article. ``english`` texts are empty where there are none yet."""

    article_id: str
    outlet_id: str
    country: str
    language: str
    title: str
    lead: str  # dek, or the first paragraph
    url: str
    published: datetime
    title_english: str = ""
    lead_english: str = ""
    body: str = ""  # original text, for wire copies; may be empty
    body_english: str = ""
    agency: str = ""  # an agency credit found on the page


@dataclass(frozen=True, slots=True)
class Reason:
    """One kind of thing that speaks for or against two articles telling one event: its weight is a part of the log-odds.

    ``rest`` is what any two reports start from, ``wire`` says whose text both are and weighs nothing.
    """

    kind: Literal["similarity", "name", "word", "number", "time", "wire", "rest"]
    detail: str
    weight: float


# What readers call each kind of reason.
REASONS: dict[str, str] = {
    "similarity": "Meaning",
    "name": "Names",
    "word": "Words few others use",
    "number": "Numbers",
    "time": "Time",
    "wire": "Text",
    "rest": "Starting point",
}


@dataclass(frozen=True, slots=True)
class Tie:
    """What speaks for and against two articles telling the same event, weightiest first.

    ``story_id`` is the story both are in, empty where they are in none together. Two articles of one story
    may hang together through its other reports alone: then their own log-odds (``odds``) stay below
    ``joins``, from which on an article joins a story.
    """

    a: str
    b: str
    story_id: str
    odds: float
    joins: float
    reasons: tuple[Reason, ...]

    @property
    def enough(self) -> bool:
        """Whether what the two have in common would be enough to put them together."""
        return self.odds > self.joins


class Ties(Protocol):
    """Says why articles belong together, when asked."""

    def between(self, a: str, b: str) -> Tie | None:
        """None where either article is unknown.

        Raises :class:`parallax.errors.InputError` for two that are never compared, and
        :class:`parallax.errors.ModelError` where neither can be.
        """
        ...

    def within(self, article_id: str) -> tuple[Tie, ...]:
        """With each other report of its story, the strongest first; empty where it is told alone."""
        ...


@dataclass(frozen=True, slots=True)
class StoryChange:
    """An article's story was decided, or changed. ``merged`` are ids that now redirect to ``story_id``."""

    article_id: str
    story_id: str
    copy_of: str = ""  # the article it repeats word for word, or nearly
    agency: str = ""  # whose text it is, where that can be told
    merged: tuple[str, ...] = ()


# --- whose words ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is quoted. ``name`` is as the article writes it first, ``key`` the same for every spelling.

    ``side`` is the country or camp the stated role puts them on (``RU``, ``US``, ``trump`` …), with
    what that rests on in ``side_basis``; both are empty where no stated role says so.
    """

    name: str
    key: str
    role: str = ""
    side: str = ""
    side_basis: str = ""
    unnamed: bool = False  # "three officials", "a source close to the Kremlin"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words somebody said, as one article carries them. Offsets are into the block's original text."""

    article_id: str
    block: int
    start: int
    end: int
    text: str
    english: str = ""
    speaker: Speaker | None = None
    direct: bool = True
    said_to: str = ""  # "told the Kyiv Independent", "as reported by TASS"
    confidence: float = 1.0
    rule: str = ""  # which pattern attributed it
    mention: str = ""  # how the article names the speaker there: "Peskov", "he", "the minister"
    mention_at: tuple[int, int, int] | None = None  # block, start and end of that mention

    @property
    def shown(self) -> str:
        """Its words as they are laid out by themselves, in English where there is some: see :func:`closed`."""
        return closed(self.english or self.text)

    @property
    def words(self) -> int:
        """How many words, in English where there is some, so that languages without spaces compare."""
        return len((self.english or self.text).split())


def closed(words: str) -> str:
    """Words somebody said without the comma or dash that English sets inside the marks where its sentence goes on."""
    return words.strip().rstrip(",،–—").rstrip()


def balanced(sentence: str) -> str:
    """A sentence shown by itself, with the quotation marks that its neighbours hold: what was opened is closed."""
    for opening, closing in ("“”", "«»"):
        depth = missing = 0
        for letter in sentence:
            depth += letter == opening
            missing += letter == closing and not depth
            depth -= letter == closing and depth > 0
        sentence = opening * min(missing, 1) + sentence + closing * min(depth, 1)
    if sentence.count('"') % 2:
        return f'{sentence}"' if sentence.startswith('"') else f'"{sentence}'
    return sentence


@dataclass(frozen=True, slots=True)
class Utterance:
    """The same words as several articles carry them."""

    id: str
    speaker: Speaker | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whom the reports of a story quote, under one name and with one role for all of them.

    ``side`` is the side as labels call it ("Ansaldi’s side"), with the role it rests on in ``basis``; both are
    empty where no stated role puts them on one. ``said`` is where: article, block and start of each quotation.
    """

    speaker: Speaker
    side: str
    basis: str
    said: tuple[tuple[str, int, int], ...]


# --- how each side tells it -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a label rests on: a sentence or a count, and the article it is in, published ``at``.

    ``mark`` is where in ``text`` the number stands that it is about, if it is about one.
    """

    article_id: str
    text: str
    block: int = -1
    at: datetime | None = None
    mark: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Take:
    """One way in which a story is told: a short label, its reports, and why."""

    id: str
    label: str
    kind: Literal["reporters", "voices", "opinion", "difference"]
    summary: str  # "3 reports from Germany, France and Poland"
    article_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    rule: str
    version: str
    shared: bool = False  # by every independent report: then it sets none of them apart

    @property
    def anchor(self) -> str:
        """The part of its permanent address after ``#`` on its story's page."""
        return "take-" + re.sub(r"[^a-z0-9]+", "-", self.id.casefold()).strip("-")


@dataclass(frozen=True, slots=True)
class Omission:
    """Something a report does not carry and at least two independent others do, or carries alone.

    Where only two reports are laid beside each other, what one of them lacks is what the other has.
    """

    article_id: str
    kind: Literal["lacks", "alone"]
    text: str
    others: tuple[Evidence, ...]
    score: float


@dataclass(frozen=True, slots=True)
class NumberDispute:
    """The same quantity with different values. Each value with the evidence that has it."""

    what: str
    values: tuple[tuple[str, tuple[Evidence, ...]], ...]


@dataclass(frozen=True, slots=True)
class Tone:
    """A sentence worth a second look: for or against somebody, or with words that judge while they tell.

    It never makes a label: bad news about somebody is not criticism of them. ``chance`` is the model's,
    0 where it is not sure enough to tell a ``tone``; ``loaded`` has each such word and a plainer one.
    """

    article_id: str
    block: int  # -1 for headline and dek
    text: str
    person: str
    tone: Literal["for", "against", ""]
    chance: float
    loaded: tuple[tuple[str, str], ...]
    version: str


# --- who does not tell it ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a story one country's press told: ``k`` of ``n`` outlets read in the window."""

    story_id: str
    country: str
    k: int
    n: int
    expected: float  # share of n that covers comparable stories
    low: float  # interval of the true share
    high: float
    verdict: Literal["overlooked", "covered", "can't tell"]
    why: str
    p_value: float | None = None
    q_value: float | None = None  # after the correction for all stories looked at
    elsewhere: int = 0  # outlets of other countries that told it, copies of one text counted once
    elsewhere_countries: int = 0
    read: tuple[str, ...] = ()  # the ``n`` outlets
    told: tuple[str, ...] = ()  # those of them that told it, repeats of one text included
    comparable: tuple[str, ...] = ()  # the most comparable stories that ``expected`` rests on


@dataclass(frozen=True, slots=True)
class OnlyTold:
    """A story that one country's press tells and nobody else does.

    ``k`` of ``n`` outlets read in the country told it; none of ``elsewhere`` outlets read in
    ``elsewhere_countries`` other countries did, where ``expected`` of them tell comparable stories.
    """

    story_id: str
    country: str
    k: int
    n: int
    elsewhere: int
    elsewhere_countries: int
    expected: float
    p_value: float
    q_value: float
    why: str
    told: tuple[str, ...] = ()  # the outlets that told it, repeats of one text included
