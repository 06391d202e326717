"""One invented event told by many, and the part of a reader that answers about stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from parallax.errors import InputError
from parallax.model import article_id
from parallax.store.views import (
    About,
    ArticleCard,
    ArticleView,
    Page,
    StoryCard,
    StoryReport,
    StoryView,
    Telling,
)
from parallax.telling import (
    Coverage,
    Evidence,
    NumberDispute,
    Omission,
    OnlyTold,
    Quote,
    Reason,
    Speaker,
    Take,
    Tie,
    Tone,
    Topic,
    Utterance,
    Voice,
)

HOSTILE = "<script>alert('told')</script> & \"so\""

BR = article_id("https://folha-do-porto.example/balsa")
EG = article_id("https://nahr.example/jisr")
DE = article_id("https://hafen.example/fischmarkt")
JP = article_id("https://minato.example/tako")
GB = article_id("https://harbour-post.example/lamp")
EVIL = article_id("https://radio-serra.example/evil")

STORY = "5a1e0c0ffee0cafe"
OLD = "01d0000000000000"  # a story that became part of it
ALONE = "a10ne00000000000"

CALADO = Speaker("Inês Calado", "ines calado", "city secretary", "BR", "city secretary")
VOSS = Speaker("Dr. Voss", "voss", "spokesman of the traders", "traders", "spokesman of the traders")
MATE = Speaker("a deckhand", "a deckhand", unnamed=True)

PROMISE_PT = Quote(
    BR, 2, 0, 40, "“Não haverá cobrança neste mês”", "There will be no charge this month", CALADO, rule="verb"
)
PROMISE_DE = Quote(
    DE, 0, 0, 40, "„Diesen Monat keine Gebühr“", "No charge this month", CALADO, said_to="told Hafenblatt"
)
PROMISE_GB = Quote(GB, 2, 0, 40, "There will be no charge for the ferry this month", "", CALADO)
PROMISE_EG = Quote(EG, 0, 0, 10, "لا رسوم هذا الشهر", "", CALADO)
ANGER = Quote(DE, 0, 50, 90, "„Wir zahlen nicht noch einmal dafür“", "We will not pay for it again", VOSS)
SIGH = Quote(GB, 0, 0, 20, "Nobody asked us", "", MATE)
QUOTES = {BR: (PROMISE_PT,), DE: (PROMISE_DE, ANGER), GB: (PROMISE_GB, SIGH), EG: (PROMISE_EG,)}

ABOUT = {
    BR: (About("BR", ("Inês Calado",)),),
    DE: (About("BR", ("Brasilien",)), About("DE", ("Stadtrat",))),
    EVIL: (About("BR", (HOSTILE,)),),
}

AT = datetime(2025, 7, 16, 11, 0, tzinfo=UTC)

TAKES = (
    Take(
        "reporters:european-perspective",
        "European perspective",
        "reporters",
        "2 reports from Germany and the United Kingdom; both say who pays",
        (DE, GB),
        (
            Evidence(DE, "Hafenblatt sits in Germany", at=AT),
            Evidence(GB, "The council will answer on Friday.", 2, AT),
        ),
        "place-differs",
        "1",
    ),
    Take(
        f"voices:{HOSTILE}",
        HOSTILE,
        "voices",
        HOSTILE,
        (EVIL,),
        (Evidence(EVIL, HOSTILE, 0, AT),),
        HOSTILE,
        HOSTILE,
    ),
)

TELLING = Telling(
    takes=TAKES,
    omissions=(
        Omission(
            JP,
            "lacks",
            "City Hall will not charge this month.",
            (Evidence(BR, "There will be no charge.", 2, AT), Evidence(GB, "No charge, it says.", 0, AT)),
            0.8,
        ),
        Omission(GB, "alone", "The guild keeps three streets.", (), 0.9),
        Omission(EVIL, "alone", HOSTILE, (), 0.7),
    ),
    numbers=(
        NumberDispute(
            "days the ferry stood still",
            (
                ("12", (Evidence(BR, "stopped for 12 days", 0, AT, mark=(12, 14)),)),
                ("20", (Evidence(DE, "since 20 days", 0, AT),)),
            ),
        ),
        NumberDispute(HOSTILE, ((HOSTILE, (Evidence(EVIL, HOSTILE, 0),)),)),
    ),
    utterances=(Utterance("u1", CALADO, (PROMISE_PT, PROMISE_DE, PROMISE_GB, PROMISE_EG)),),
    voices=(
        Voice(CALADO, "Brazilian side", "city secretary", ((BR, 2, 0), (DE, 0, 0), (GB, 2, 0), (EG, 0, 0))),
        Voice(VOSS, "Traders’ side", "spokesman of the traders", ((DE, 0, 50),)),
        Voice(MATE, "", "", ((GB, 0, 0),)),
    ),
    tones=(
        Tone(
            GB,
            0,
            "Calado betrayed the island, the mob shouted.",
            "Inês Calado",
            "against",
            0.91,
            (("mob", "crowd"),),
            "1",
        ),
        Tone(DE, -1, HOSTILE, "Inês Calado", "", 0.0, (("regime", "government"),), "1"),
    ),
)

COVERAGE = (
    Coverage(
        STORY,
        "DE",
        1,
        6,
        0.5,
        0.03,
        0.56,
        "can't tell",
        "Germany: 1 of 6 outlets that were read told it. Can't tell: too few.",
    ),
    Coverage(
        STORY,
        "US",
        0,
        40,
        0.45,
        0.0,
        0.088,
        "overlooked",
        "United States: 0 of 40 outlets that were read told it. Elsewhere 5 independent outlets in 4 countries did.",
        0.0001,
        0.004,
        5,
        4,
        ("us-one", "us-two"),
        (),
        (ALONE,),
    ),
    Coverage(
        ALONE, "US", 1, 40, 0.1, 0.0, 0.13, "can't tell", "Can't tell: this press seldom tells such stories."
    ),
)

ONLY_TOLD = (
    OnlyTold(
        ALONE,
        "JP",
        3,
        6,
        40,
        9,
        0.3,
        0.001,
        0.01,
        "Japan: 3 of 6 outlets that were read told it. None of 40 did.",
        ("jp-one",),
    ),
)

MEMBERS: dict[str, tuple[str, ...]] = {STORY: (EVIL, EG, BR, JP, DE, GB), ALONE: (JP,)}
# The log-odds of pairs of reports; any other two come to what is said of them in `between`.
ODDS = {frozenset({GB, EG}): -1.7, frozenset({GB, JP}): 2.9, frozenset({EG, JP}): 0.5}
COPIES = {EVIL: (BR, "Agência Invenção")}


@dataclass
class Tellings:
    """Answers about stories, from ``views`` and what stands above."""

    views: tuple[ArticleView, ...] = ()
    asked: Counter[str] = field(default_factory=Counter)
    telling: Telling = TELLING
    coverage: tuple[Coverage, ...] = COVERAGE
    quotes: dict[str, tuple[Quote, ...]] = field(default_factory=lambda: dict(QUOTES))
    members: dict[str, tuple[str, ...]] = field(default_factory=lambda: dict(MEMBERS))

    def _cards(self, story_id: str) -> list[ArticleCard]:
        known = {view.card.id: view.card for view in self.views}
        return [known[one] for one in self.members.get(story_id, ()) if one in known]

    def _story_card(self, story_id: str) -> StoryCard:
        cards = self._cards(story_id)
        times = [card.published or card.fetched_at for card in cards]
        return StoryCard(
            id=story_id,
            lead=next((card for card in cards if card.id == BR), cards[0]),
            articles=len(cards),
            outlets=len({card.outlet_id for card in cards}),
            countries=tuple(dict.fromkeys(card.country for card in cards)),
            languages=tuple(dict.fromkeys(card.language for card in cards)),
            about=("BR",) if story_id == STORY else (),
            topic="transport" if story_id == STORY else "",
            first=min(times),
            last=max(times),
            invented=True,
            takes=tuple(take.label for take in self.telling.takes) if story_id == STORY else (),
        )

    def stories(
        self,
        *,
        country: str | None = None,
        about: str | None = None,
        topic: str | None = None,
        since: datetime | None = None,
        several: bool = True,
        by: Literal["countries", "newest"] = "newest",
        after: str | None = None,
        limit: int = 30,
    ) -> Page[StoryCard]:
        self.asked["stories"] += 1
        if after is not None:
            raise InputError("this cursor is not one of ours", hint="Start from the newest.")
        cards = [self._story_card(one) for one in self.members if self._cards(one)]
        found = [
            card
            for card in cards
            if (not several or card.outlets > 1)
            and (country is None or country in card.countries)
            and (about is None or about in card.about)
            and topic in (None, card.topic)
            and (since is None or card.last >= since)
        ]
        return Page(tuple(found[:limit]))

    def topic_counts(self, since: datetime, *, published_in: str | None = None) -> dict[str, int]:
        self.asked["topic_counts"] += 1
        return {"transport": 4, "crime and justice": 1} if published_in in {None, "BR"} else {}

    def story(self, story_id: str) -> StoryView | None:
        self.asked["story"] += 1
        wanted = STORY if story_id == OLD else story_id
        if not self._cards(wanted):
            return None
        reports = tuple(
            StoryReport(
                card,
                *COPIES.get(card.id, ("", "")),
                ABOUT.get(card.id, ()),
                self.quotes.get(card.id, ()),
                Topic("transport", (HOSTILE,), ("Ferry line opens",)) if card.id in ABOUT else None,
            )
            for card in self._cards(wanted)
        )
        telling = self.telling if wanted == STORY else Telling()
        coverage = tuple(one for one in self.coverage if one.story_id == wanted)
        return StoryView(
            self._story_card(wanted),
            reports,
            telling,
            coverage,
            story_id if story_id != wanted else "",
            tuple(one for one in ONLY_TOLD if one.story_id == wanted),
        )

    def story_cards(self, story_ids: Sequence[str]) -> tuple[StoryCard, ...]:
        self.asked["story_cards"] += 1
        return tuple(self._story_card(one) for one in story_ids if self._cards(one))

    def story_of(self, article_id: str) -> str | None:
        return next((story for story, members in self.members.items() if article_id in members), None)

    def between(self, a: str, b: str) -> Tie | None:
        if a == b:
            raise InputError("These are one article, not two.", hint="Name another one beside it.")
        if not {a, b} <= {view.card.id for view in self.views}:
            return None
        home = self.story_of(a)
        together = home if home and home == self.story_of(b) else ""
        odds = ODDS.get(frozenset({a, b}), 1.5 if together else -4.0)
        reasons = (
            Reason("rest", "any two reports", odds - 2.25),
            Reason("name", "Inês Calado", 2.0),
            Reason("word", HOSTILE, 0.25),
        )
        return Tie(a, b, together, odds, -1.0, reasons)

    def within(self, article_id: str) -> tuple[Tie, ...]:
        others = [one for one in self.members.get(self.story_of(article_id) or "", ()) if one != article_id]
        ties = [tie for one in others if (tie := self.between(article_id, one))]
        return tuple(sorted(ties, key=lambda tie: -tie.odds))

    def quotes_of(self, article_ids: Sequence[str]) -> dict[str, tuple[Quote, ...]]:
        return {one: QUOTES[one] for one in article_ids if one in QUOTES}

    def coverage_by(
        self, country: str, *, verdict: str | None = None, limit: int | None = None
    ) -> tuple[Coverage, ...]:
        self.asked["coverage_by"] += 1
        found = [one for one in self.coverage if one.country == country]
        return tuple(one for one in found if verdict in (None, one.verdict))[:limit]

    def coverage_totals(self, country: str) -> Counter[str]:
        self.asked["coverage_totals"] += 1
        return Counter(one.verdict for one in self.coverage if one.country == country)

    def only_told_by(self, country: str) -> tuple[OnlyTold, ...]:
        return tuple(one for one in ONLY_TOLD if one.country == country)

    def coverage_counts(self) -> dict[str, tuple[int, int]]:
        looked = Counter(one.country for one in self.coverage)
        missed = Counter(one.country for one in self.coverage if one.verdict == "overlooked")
        return {code: (missed[code], count) for code, count in looked.items()}

    def about_counts(self, since: datetime, *, published_in: str | None = None) -> dict[str, int]:
        homes = {view.card.id: view.card.country for view in self.views}
        told = [
            one.country
            for id_, found in ABOUT.items()
            for one in found
            if published_in in (None, homes.get(id_))
        ]
        return dict(Counter(told))


def without_takes(telling: Telling) -> Telling:
    return replace(telling, takes=())
