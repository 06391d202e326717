"""How to cite an article: at its source, in the original's words, with the English as what it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from parallax.store.views import ArticleView
from parallax.web.places import country_name, zone


@dataclass(frozen=True, slots=True)
class Cited:
    """What every style needs. ``english`` is empty where the original is English or was not translated."""

    authors: tuple[str, ...]
    title: str
    english: str
    outlet: str
    country: str
    url: str
    copy: str  # the address of our copy
    language: str
    published: datetime | None
    read: datetime


def citations(view: ArticleView, address: str, now: datetime) -> tuple[tuple[str, str], ...]:
    """The name of each style and the citation in it. ``address`` is that of our copy of the article."""
    content, article = view.article.content, view.article
    place = zone(article.country).info
    cited = Cited(
        authors=tuple(author.name for author in content.authors),
        title=content.title,
        english=(view.card.title_english or "") if view.card.title_english != content.title else "",
        outlet=view.outlet.name,
        country=country_name(article.country),
        url=content.canonical_url or content.url,
        copy=address,
        language=article.language,
        published=content.published.astimezone(place) if content.published else None,
        read=now,
    )
    return (("APA", apa(cited)), ("MLA", mla(cited)), ("BibTeX", bibtex(cited)), ("Plain", plain(cited)))


def apa(cited: Cited) -> str:
    """APA, 7th edition, 10.1 no. 16 (news website) and 9.38 (a title's translation in brackets)."""
    at = cited.published
    when = f"({at.year}, {at:%B} {at.day})" if at else "(n.d.)"
    names = [_surname_first(name, initials=True) for name in cited.authors]
    who = ", & ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    title = f"{cited.title} [{cited.english}]" if cited.english else cited.title
    lead = f"{_ended(who)} {when}. {_ended(title)}" if who else f"{_ended(title)} {when}."
    return f"{lead} {_ended(cited.outlet)} {cited.url}"


def mla(cited: Cited) -> str:
    """MLA, 9th edition: the container is the outlet; a translated title stands in brackets."""
    first = [_surname_first(name, initials=False) for name in cited.authors[:1]]
    others = [f"and {cited.authors[1]}"] if len(cited.authors) == 2 else ["et al."] * (len(cited.authors) > 2)
    who = ", ".join(first + others)
    title = (
        f"“{_ended(cited.title)}” [{_ended(cited.english)}]" if cited.english else f"“{_ended(cited.title)}”"
    )
    at = cited.published
    when = f", {at.day} {at:%B} {at.year}" if at else ""
    read = cited.read
    seen = f" Accessed {read.day} {read:%B} {read.year}."
    return f"{_ended(who)} {title} {cited.outlet}{when}, {cited.url}.{seen}".strip()


def bibtex(cited: Cited) -> str:
    at = cited.published
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in cited.authors),
        "title": f"{{{_escaped(cited.title)}}}",
        "howpublished": _escaped(cited.outlet),
        "year": str(at.year) if at else "",
        "month": f"{at:%b}".lower() if at else "",
        "day": str(at.day) if at else "",
        "url": cited.url,
        "urldate": f"{cited.read:%Y-%m-%d}",
        "langid": cited.language,
        "note": _escaped(f"In English: {cited.english}, {cited.copy}") if cited.english else "",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{_key(cited)},\n{lines}\n}}"


def plain(cited: Cited) -> str:
    at = cited.published
    when = f", {at.day} {at:%B} {at.year}" if at else ""
    title = f"“{cited.title}” (“{cited.english}”)" if cited.english else f"“{cited.title}”"
    english = f" In English: {cited.copy}" if cited.english else ""
    return f"{title}, {cited.outlet}, {cited.country}{when}. {cited.url}{english}"


def _surname_first(name: str, *, initials: bool) -> str:
    """ "Marta Quintela" → "Quintela, M."; names not in Latin letters are left in their own order."""
    given, _, family = name.rpartition(" ")
    latin = all(unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha())
    if not given or not latin:
        return name
    if not initials:
        return f"{family}, {given}"
    return f"{family}, {' '.join(f'{part[0]}.' for part in given.split())}"


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", "…", "。", "؟")) else f"{text}."


def _key(cited: Cited) -> str:
    host = re.sub(r"^https?://(www\.)?|[/.].*$", "", cited.url)
    return re.sub(r"[^a-z0-9]", "", host.lower()) + f"{cited.published or cited.read:%Y%m%d}"


_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(c, f"\\{c}" if c in "&%$#_{}" else c) for c in text)
