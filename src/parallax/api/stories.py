"""``/stories``, ``/takes``, ``/quotes``, ``/overlooked`` and ``/about``: events told by many, each label with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi import Path as PathParameter

from parallax.api.articles import After, CountryFilter, Limit, code_of, summary
from parallax.api.routing import RESPONSES, ApiRoute
from parallax.api.telling_models import (
    AboutCount,
    Coverage,
    Judged,
    NumberDispute,
    NumberValue,
    Omission,
    OnlyTold,
    Press,
    Quote,
    StoryDetail,
    StoryList,
    StoryReport,
    StorySummary,
    Take,
    ToldAlone,
    Tone,
    Utterance,
    Voice,
)
from parallax.errors import InputError
from parallax.model import Clock
from parallax.store.interface import Reader
from parallax.store.views import StoryCard, StoryView
from parallax.telling import Take as TakeRecord
from parallax.telling import Tone as ToneRecord
from parallax.telling import Voice as VoiceRecord

ABOUT_DAYS = 7  # as far back as the pages look for what became of a press

# How to object to a label.
DISPUTE = "/about#dispute"

Verdict = Literal["overlooked", "covered", "can't tell"]
AboutFilter = Annotated[str | None, Query(description="About this country", examples=["UA"])]


def story_summary(card: StoryCard) -> StorySummary:
    return StorySummary.model_validate(_summary(card), from_attributes=True)


def _summary(card: StoryCard) -> dict[str, object]:
    same = {name: getattr(card, name) for name in StorySummary.model_fields if hasattr(card, name)}
    return same | {"page": f"/story/{card.id}", "lead": summary(card.lead)}


def take(story_id: str, found: TakeRecord) -> Take:
    fields = {name: getattr(found, name) for name in Take.model_fields if hasattr(found, name)}
    addresses = {
        "page": f"/story/{story_id}#{found.anchor}",
        "data": f"/api/v1/takes/{story_id}.{found.anchor}",
        "dispute": DISPUTE,
    }
    return Take.model_validate(fields | addresses, from_attributes=True)


def tone(found: ToneRecord) -> Tone:
    fields = {name: getattr(found, name) for name in Tone.model_fields}
    loaded = [{"text": text, "plainer": plainer} for text, plainer in found.loaded]
    return Tone.model_validate(fields | {"loaded": loaded})


def _voice(found: VoiceRecord) -> Voice:
    said = [{"article_id": article, "block": block, "start": start} for article, block, start in found.said]
    fields = {"speaker": found.speaker, "side": found.side, "basis": found.basis, "said": said}
    return Voice.model_validate(fields, from_attributes=True)


def story_detail(view: StoryView) -> StoryDetail:
    telling = view.telling
    fields: dict[str, object] = _summary(view.card) | {
        "moved_from": view.moved_from,
        "reports": [
            StoryReport.model_validate(
                {
                    "article": summary(report.card),
                    "copy_of": report.copy_of,
                    "agency": report.agency,
                    "about": report.about,
                    "topic": report.topic,
                    "quotes": report.quotes,
                },
                from_attributes=True,
            )
            for report in view.reports
        ],
        "alternative_takes": [take(view.card.id, one) for one in telling.takes],
        "told_alike": [take(view.card.id, one) for one in telling.alike],
        "omissions": [Omission.model_validate(one) for one in telling.omissions],
        "numbers": [
            NumberDispute(
                what=one.what,
                values=[
                    NumberValue.model_validate({"value": value, "evidence": found}, from_attributes=True)
                    for value, found in one.values
                ],
            )
            for one in telling.numbers
        ],
        "tones": [tone(one) for one in telling.tones],
        "utterances": [Utterance.model_validate(one) for one in telling.utterances],
        "voices": [_voice(one) for one in telling.voices],
        "coverage": [Coverage.model_validate(one) for one in view.coverage],
        "only_told": [OnlyTold.model_validate(one) for one in view.only_told],
    }
    return StoryDetail.model_validate(fields)


def router(store: Reader, clock: Clock) -> APIRouter:
    routes = APIRouter(route_class=ApiRoute, responses=RESPONSES)
    _stories(routes, store)
    _press(routes, store, clock)
    return routes


def _found(store: Reader, story_id: str) -> StoryView:
    found = store.story(story_id)
    if found is None:
        raise HTTPException(404, "There is no story with this id.")
    return found


def _stories(routes: APIRouter, store: Reader) -> None:
    @routes.get("/stories", summary="Events that several outlets tell", tags=["stories"])
    def stories(
        country: CountryFilter = None,
        about: AboutFilter = None,
        topic: str | None = None,
        since: Annotated[datetime | None, Query(description="Told at or after, with its offset")] = None,
        several: Annotated[bool, Query(description="Leave out what a single outlet tells")] = True,
        by: Literal["newest", "countries"] = "newest",
        after: After = None,
        limit: Limit = 30,
    ) -> StoryList:
        if since is not None and since.tzinfo is None:
            raise InputError("“since” has no offset from UTC", hint="Write it like 2025-07-16T12:00:00Z.")
        page = store.stories(
            country=code_of(country),
            about=code_of(about),
            topic=topic,
            since=since,
            several=several,
            by=by,
            after=after,
            limit=limit,
        )
        return StoryList(items=[story_summary(card) for card in page.items], next=page.next)

    @routes.get(
        "/stories/{story_id}", summary="One story: who tells it, how, and who does not", tags=["stories"]
    )
    def story(story_id: str) -> StoryDetail:
        return story_detail(_found(store, story_id))

    @routes.get(
        "/stories/{story_id}/takes", summary="Its alternative takes with their evidence", tags=["stories"]
    )
    def takes(story_id: str) -> list[Take]:
        found = _found(store, story_id)
        return [take(found.card.id, one) for one in found.telling.takes]

    @routes.get("/takes/{address}", summary="One label and all that it rests on", tags=["stories"])
    def one_take(
        address: Annotated[
            str,
            PathParameter(
                description="The story's id, a full stop, and the label's place on the story's page",
                examples=["5a1e0c0ffee0cafe.take-reporters-european-perspective"],
            ),
        ],
    ) -> Take:
        story_id, _, anchor = address.partition(".")
        story = _found(store, story_id)
        for found in (*story.telling.takes, *story.telling.alike):
            if found.anchor == anchor:
                return take(story.card.id, found)
        raise HTTPException(404, "The story has no such label, or no longer.")

    @routes.get("/quotes", summary="The quotations of an article, with their speakers", tags=["stories"])
    def quotes(article: Annotated[str, Query(description="Id of the article")]) -> list[Quote]:
        if not store.cards([article]):
            raise HTTPException(404, "There is no article with this id.")
        return [Quote.model_validate(one) for one in store.quotes_of([article]).get(article, ())]


def _country(written: str) -> str:
    """The code of a country in a path; 404 where there is none."""
    try:
        return code_of(written) or ""
    except InputError as error:
        raise HTTPException(404, str(error)) from error


def _cards(store: Reader, story_ids: Sequence[str]) -> dict[str, StorySummary]:
    return {card.id: story_summary(card) for card in store.story_cards(story_ids)}


def _press(routes: APIRouter, store: Reader, clock: Clock) -> None:
    @routes.get("/overlooked", summary="Countries whose press was looked at", tags=["overlooked"])
    def presses() -> list[Press]:
        counts = sorted(store.coverage_counts().items())
        return [Press(country=code, overlooked=missed, stories=looked) for code, (missed, looked) in counts]

    @routes.get(
        "/overlooked/{country}",
        summary="Stories told elsewhere, and whether one country's press overlooks them",
        tags=["overlooked"],
    )
    def overlooked(country: str, verdict: Verdict = "overlooked", limit: Limit = 30) -> list[Judged]:
        found = [one for one in store.coverage_by(_country(country)) if one.verdict == verdict][:limit]
        cards = _cards(store, [one.story_id for one in found])
        return [
            Judged(story=cards[one.story_id], coverage=Coverage.model_validate(one))
            for one in found
            if one.story_id in cards
        ]

    @routes.get(
        "/overlooked/{country}/reverse",
        summary="Stories that only one country's press tells",
        tags=["overlooked"],
    )
    def told_alone(country: str, limit: Limit = 30) -> list[ToldAlone]:
        found = store.only_told_by(_country(country))[:limit]
        cards = _cards(store, [one.story_id for one in found])
        return [
            ToldAlone(story=cards[one.story_id], found=OnlyTold.model_validate(one))
            for one in found
            if one.story_id in cards
        ]

    @routes.get(
        "/about",
        summary="How many articles of the last seven days are about each country",
        tags=["countries"],
    )
    def about(
        published_in: Annotated[
            str | None, Query(description="Only what this country's press writes", examples=["BR"])
        ] = None,
    ) -> list[AboutCount]:
        since = clock() - timedelta(days=ABOUT_DAYS)
        counts = store.about_counts(since, published_in=code_of(published_in))
        return [AboutCount(country=code, articles=count) for code, count in sorted(counts.items())]
