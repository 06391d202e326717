"""Asking a page that carries hardly any text for its plainer form: the AMP or print version it links to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlsplit

from parallax.errors import FetchError, ParallaxError, Unreadable
from parallax.extract import alternatives, same_site
from parallax.model import Content, Fetcher, Reading, Request, Response, Rights

# Below this a page that offers a plainer form may have had its text taken out of it. Short news is as
# short in both forms, and then the page itself stands.
THIN_CHARS = 600
# The plainer form is taken for its text only where it has much more of it.
MUCH_MORE = 2.0

Found = Reading | ParallaxError


def plainer(
    asked: list[tuple[Response, Found]],
    fetcher: Fetcher,
    rights: Callable[[Response], Rights],
    read: Callable[[list[Response]], list[Found]],
    *,
    parallel: int,
) -> list[Found]:
    """The readings of pages, each replaced by that of its plainer form where that is better and allowed.

    The form is asked for through ``fetcher``, so that its robots rules, pace and guards hold, and only
    where neither it nor the page reserves anything: no text is kept that its publisher does not leave us.
    """
    wanted = [place for place, (_, found) in enumerate(asked) if is_thin(found)]
    if not wanted:
        return [found for _, found in asked]
    with ThreadPoolExecutor(max_workers=parallel) as pool:
        responses = list(pool.map(lambda place: _fetch(asked[place][0], fetcher, rights), wanted))
    brought = [
        (place, response) for place, response in zip(wanted, responses, strict=True) if response is not None
    ]
    readings = dict(zip([place for place, _ in brought], read([each for _, each in brought]), strict=True))
    forms = dict(brought)
    return [
        _better(response, found, forms[place], readings[place]) if place in readings else found
        for place, (response, found) in enumerate(asked)
    ]


def is_thin(found: Found) -> bool:
    """Whether a page's text is missing or too little to be all of it, and nobody asks money for the rest."""
    if isinstance(found, Reading):
        content = found.content
        return len(content.text) < THIN_CHARS and not content.paywalled and not content.live
    return isinstance(found, Unreadable)


def _fetch(page: Response, fetcher: Fetcher, rights: Callable[[Response], Rights]) -> Response | None:
    """The first plainer form that can be had and reserves nothing."""
    try:
        if not _is_free(rights(page)):
            return None
    except FetchError:
        return None
    return next(filter(None, _forms(page, fetcher, rights)), None)


def _forms(
    page: Response, fetcher: Fetcher, rights: Callable[[Response], Rights]
) -> Iterator[Response | None]:
    for address in alternatives(page.body, page.url, content_type=page.header("content-type")):
        try:
            response = fetcher.get(Request(address))
            yield response if _is_other_form(response, page) and _is_free(rights(response)) else None
        except FetchError:
            yield None


def _is_other_form(response: Response, page: Response) -> bool:
    """Whether what came, after redirects, is another page of the same site."""
    return response.url != page.url and same_site(
        urlsplit(response.url).hostname or "", urlsplit(page.url).hostname or ""
    )


def _is_free(rights: Rights) -> bool:
    return rights.archive and rights.max_snippet < 0 and rights.text_mining


def _better(page: Response, found: Found, form: Response, other: Found) -> Found:
    """The page's reading with the form's text, if it is the same article and has much more of it."""
    if not isinstance(other, Reading):
        return found
    plain = other.content
    if not isinstance(found, Reading):
        if not _points_to(plain.canonical_url, page):
            return found
        return replace(other, content=replace(plain, url=page.url, read_from=form.url))
    own = found.content
    same = _points_to(plain.canonical_url, page) or plain.title.casefold() == own.title.casefold()
    if not same or len(plain.text) < max(THIN_CHARS, MUCH_MORE * len(own.text)):
        return found
    return replace(found, content=_joined(own, plain, form.url))


def _points_to(canonical: str, page: Response) -> bool:
    there, here = urlsplit(canonical), urlsplit(page.url)
    return there.path.rstrip("/") == here.path.rstrip("/") and same_site(
        there.hostname or "", here.hostname or ""
    )


def _joined(own: Content, plain: Content, address: str) -> Content:
    """The page's own word on everything but its text, and the form's where the page is silent."""
    return replace(
        own,
        blocks=plain.blocks,
        dek=own.dek or plain.dek,
        authors=own.authors or plain.authors,
        published=own.published or plain.published,
        modified=own.modified or plain.modified,
        lead_image=own.lead_image or plain.lead_image,
        images=own.images or plain.images,
        language=own.language or plain.language,
        read_from=address,
    )
