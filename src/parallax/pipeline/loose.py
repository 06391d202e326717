"""Articles that are in no store: read from a file or an address, put into English, ready to compare."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from parallax.errors import FetchError, InputError
from parallax.extract import article as read_page
from parallax.model import Article, Block, Content, Outlet, Request, Response, Rights, article_id
from parallax.pipeline.pasted import body_of
from parallax.pipeline.placing import address_of, outlet_from_page
from parallax.pipeline.saved import NOWHERE, read_saved
from parallax.pipeline.steps.language import fingerprint
from parallax.pipeline.tools import Tools
from parallax.pipeline.translating import body_texts, lead_texts
from parallax.store.views import ArticleCard, ArticleView
from parallax.transfer import is_url
from parallax.translate.translator import Job

# A headline has at least so many words; shorter first lines are a page's furniture.
HEADLINE_WORDS = 5


def view_of(source: str, tools: Tools) -> ArticleView:
    """The article of an id in the store, an address, a saved page or a text file. Raises :class:`ParallaxError`."""
    stored = tools.store.article(source)
    if stored is not None:
        return stored
    return _view(_content(source, tools), tools)


def _content(source: str, tools: Tools) -> Content:
    if is_url(source):
        response = _fetched(source, tools)
        return read_page(response.body, response.url, content_type=response.header("content-type"))
    path = Path(source)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{source} is no article here, no address and no file that can be read.",
            hint="`parallax read COUNTRY` lists articles with their ids.",
        ) from error
    if path.suffix.lower() == ".txt":
        return from_text(body.decode("utf-8", "replace"), f"{NOWHERE}{path.name}")
    return read_saved(source, body)


def _fetched(address: str, tools: Tools) -> Response:
    try:
        return tools.fetcher.get(Request(address))
    except FetchError as error:
        # Of several addresses the reader would not know which.
        if address not in str(error):
            error.args = (f"{address}: {error}",)
        raise


def from_text(text: str, address: str) -> Content:
    """A page pasted as text: the first line long enough to be one is the headline, later lines paragraphs,
    without what only frames an article."""
    lines = [line for line in (re.sub(r"\s+", " ", line).strip() for line in text.splitlines()) if line]
    start = next((n for n, line in enumerate(lines) if len(line.split()) >= HEADLINE_WORDS), None)
    if start is None:
        raise InputError(f"{address.removeprefix(NOWHERE)} holds no text that reads like an article.")
    title = lines[start]
    paragraphs = body_of([line for line in lines[start + 1 :] if line != title])
    return Content(title, address, blocks=tuple(Block("paragraph", line) for line in paragraphs))


def _view(content: Content, tools: Tools) -> ArticleView:
    address = address_of(content.url, content.canonical_url)
    outlet = tools.outlet_of(address) or outlet_from_page(address, content) or _unknown(address, content)
    guess = tools.identify(content.title, content.text, declared=content.language, hints=outlet.languages)
    now = tools.clock()
    found = Article(
        id=article_id(address),
        outlet_id=outlet.id,
        country=outlet.country,
        language=guess.tag,
        language_basis=guess.basis,
        content=content,
        rights=Rights(),
        fetched_at=now,
        reading_minutes=tools.reading_minutes(content.text, guess.tag),
        fingerprint=fingerprint(content),
    )
    job = Job(found.id, (*lead_texts(found), *body_texts(found)))
    passages = tools.translator.translate_jobs(found.language, [job])[found.id]
    return ArticleView(found, outlet, passages, _card(found, outlet))


def _unknown(address: str, content: Content) -> Outlet:
    name = content.publisher or unquote(address.removeprefix(NOWHERE))
    return Outlet(article_id(address), name, address, "")


def _card(article: Article, outlet: Outlet) -> ArticleCard:
    content = article.content
    return ArticleCard(
        id=article.id,
        url=content.url,
        outlet_id=outlet.id,
        outlet_name=outlet.name,
        country=outlet.country,
        language=article.language,
        title=content.title,
        title_english=None,
        dek=content.dek,
        dek_english=None,
        published=content.published,
        fetched_at=article.fetched_at,
        image="",
        reading_minutes=article.reading_minutes,
        paywalled=content.paywalled,
        live=content.live,
        lead_only=False,
        invented=False,
        doubtful=False,
    )
