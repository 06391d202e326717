"""Builders of invented outlets and articles, and the moment their world stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from parallax.model import (
    Article,
    Content,
    Doubt,
    Outlet,
    Ownership,
    Passage,
    Rights,
    Sentence,
    article_id,
)
from parallax.store.views import (
    ArticleCard,
    ArticleView,
)

NOW = datetime(2025, 7, 16, 15, 0, tzinfo=UTC)
TODAY = NOW.date()

HOSTILE = "<script>alert('x')</script> & \"quoted\" </title>"


def outlet(id_: str, name: str, country: str, *languages: str, **more: object) -> Outlet:
    known: dict[str, object] = {
        "homepage": f"https://{id_}.example/",
        "feeds": (f"https://{id_}.example/feed.xml",),
        "invented": True,
    }
    return Outlet(id=id_, name=name, country=country, languages=languages, **(known | more))  # type: ignore[arg-type]


OUTLETS = (
    outlet(
        "folha-do-porto",
        "Folha do Porto Novo",
        "BR",
        "pt",
        ownership=Ownership("private", "Editora Maré", "the outlet's own imprint"),
        kind="newspaper",
    ),
    outlet("radio-serra", "Rádio da Serra", "BR", "pt", ownership=Ownership("public", "", "national law")),
    outlet("diario-mudo", "Diário do Vale", "BR", "pt"),
    outlet("gazeta-trancada", "Gazeta Trancada", "BR", "pt"),
    outlet("sem-feed", "O Mensageiro sem Feed", "BR", "pt", feeds=()),
    outlet(
        "nahr",
        "صحيفة النهر",
        "EG",
        "ar",
        ownership=Ownership("state", "a ministry", "a press index"),
        kind="newspaper",
    ),
    outlet("darya", "روزنامهٔ دریا", "IR", "fa", kind="newspaper"),
    outlet("mtkvari", "მტკვრის მაცნე", "GE", "ka"),
    outlet("hafen", "Hafenblatt", "DE", "de", kind="newspaper", scope="regional"),
    outlet("minato", "港新聞", "JP", "ja", kind="newspaper"),
    outlet("harbour-post", "The Harbour Post", "GB", "en", kind="newspaper"),
    outlet("exile-times", "Exile Times", "PL", "be", covers="BY"),
)

FIREFOX = {"engine": "firefox", "model": "pten", "version": "1.2"}


def said(original: str, english: str | None, *doubts: Doubt, refusal: str = "", **by: str) -> Sentence:
    engine = (FIREFOX | by) if english is not None else {}
    return Sentence(original, english, doubts=tuple(doubts), refusal=refusal, **engine)


def piece(
    name: str,
    outlet_id: str,
    language: str,
    content: Content,
    passages: Sequence[Passage] = (),
    *,
    rights: Rights | None = None,
    minutes: int = 3,
    fetched: datetime = NOW - timedelta(minutes=20),
    home: Outlet | None = None,
) -> ArticleView:
    """An article as the store would hand it over, its card made from its parts."""
    home = home or next(one for one in OUTLETS if one.id == outlet_id)
    url = f"https://{outlet_id}.example/{name}"
    content = replace(content, url=url, canonical_url=url)
    article = Article(
        id=article_id(url),
        outlet_id=outlet_id,
        country=home.country,
        language=language,
        language_basis="model",
        content=content,
        rights=rights or Rights(),
        fetched_at=fetched,
        reading_minutes=minutes,
        fingerprint=name,
        invented=True,
    )
    return ArticleView(article, home, tuple(passages), _card(article, home, passages))


def _english(passages: Sequence[Passage], part: str) -> tuple[str | None, bool]:
    found = next((p for p in passages if p.part == part), None)
    if found is None or all(s.english is None for s in found.sentences):
        return None, False
    return " ".join(s.english or s.original for s in found.sentences), any(s.doubts for s in found.sentences)


def _card(article: Article, home: Outlet, passages: Sequence[Passage]) -> ArticleCard:
    content = article.content
    title, doubtful = _english(passages, "title")
    return ArticleCard(
        id=article.id,
        url=content.url,
        outlet_id=home.id,
        outlet_name=home.name,
        country=article.country,
        language=article.language,
        title=content.title,
        title_english=title,
        dek=content.dek,
        dek_english=_english(passages, "dek")[0],
        published=content.published,
        fetched_at=article.fetched_at,
        image=content.lead_image.url if content.lead_image else "",
        reading_minutes=article.reading_minutes,
        paywalled=content.paywalled,
        live=content.live,
        lead_only=not article.rights.archive,
        invented=article.invented,
        doubtful=doubtful,
    )


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)
