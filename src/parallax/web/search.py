"""``/search``: words and phrases, in the originals and in the English."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from parallax import countries
from parallax.store.views import ArticleCard, OutletQuery, Page, SearchQuery
from parallax.web.languages import language_name
from parallax.web.site import Desk

MAX_WORDS = 300  # characters; longer questions are pasted texts, not searches


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form held, kept as it was typed, and what could be made of it."""

    typed: dict[str, str]
    query: SearchQuery
    problems: tuple[str, ...]

    @property
    def address(self) -> str:
        """The question as the part of an address after ``?``."""
        return urlencode({name: value for name, value in self.typed.items() if value})


def asked(typed: dict[str, str]) -> Asked:
    """Understand the form; anything unusable becomes a problem in words, never an error page."""
    problems: list[str] = []
    words = typed["q"].strip()
    if len(words) > MAX_WORDS:
        problems.append(f"Only the first {MAX_WORDS} characters were searched for.")
        words = words[:MAX_WORDS]
    place = countries.find(typed["country"]) if typed["country"].strip() else None
    if typed["country"].strip() and place is None:
        problems.append(f"No country is called “{typed['country']}”, so all were searched.")
    query = SearchQuery(
        words=words,
        country=place.code if place else None,
        language=typed["language"].strip() or None,
        outlet=typed["outlet"].strip() or None,
        since=_day(typed["since"], "from", problems),
        until=_day(typed["until"], "to", problems),
    )
    if query.since and query.until and query.since > query.until:
        problems.append("The first day lies after the last, so nothing can be found.")
    return Asked(typed, query, tuple(problems))


def _day(text: str, name: str, problems: list[str]) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        problems.append(f"“{text}” (in “{name}”) is not a day like 2025-07-16, so it was left out.")
        return None


def _of_outlet(desk: Desk, question: Asked) -> Asked:
    """The question with its outlet's id, where the form names one as people know it."""
    named = question.query.outlet
    if named is None or desk.store.outlet(named):
        return question
    folded = countries.fold(named)
    names = {line.id: countries.fold(line.name) for line in desk.store.outlet_lines(OutletQuery())}
    found = [one for one, name in names.items() if name == folded]
    found = found or [one for one, name in names.items() if folded in name]
    if len(found) == 1:
        return replace(question, query=replace(question.query, outlet=found[0]))
    problem = (
        f"{len(found)} outlets are called something like “{named}”, so all outlets were searched."
        if found
        else f"No outlet is called “{named}”, so all were searched."
    )
    return replace(
        question, query=replace(question.query, outlet=None), problems=(*question.problems, problem)
    )


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/search")
    def search(
        request: Request,
        q: str = "",
        country: str = "",
        language: str = "",
        outlet: str = "",
        since: str = "",
        until: str = "",
        after: str | None = None,
    ) -> Response:
        form = {"q": q, "country": country, "language": language}
        question = _of_outlet(desk, asked(form | {"outlet": outlet, "since": since, "until": until}))
        found: Page[ArticleCard] = Page(())
        if question.query.words:
            found = desk.store.search(question.query, after=after, limit=desk.settings.page_size)
        return desk.pages.page(
            request,
            "search.html",
            asked=question,
            found=found,
            after=after,
            languages=sorted(
                (tally.language for tally in desk.languages() if tally.articles), key=language_name
            ),
            places=countries.all_countries(),
        )

    return router
