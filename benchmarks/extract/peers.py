"""Other extractors behind one interface, each with its defaults and what metadata it offers."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.extract.capture import Captured

Reader = Callable[[Captured], dict[str, Any]]


def _trafilatura(page: Captured) -> dict[str, Any]:
    import trafilatura

    document = trafilatura.bare_extraction(
        page.body, url=page.url, with_metadata=True, include_comments=False
    )
    found: dict[str, Any] = document.as_dict() if document is not None else {}
    names = (found.get("author") or "").split(";")
    return {
        "url": page.url,
        "text": found.get("text"),
        "title": found.get("title"),
        "published": found.get("date"),
        "authors": [name.strip() for name in names if name.strip()],
        "image": found.get("image"),
        "language": found.get("language"),
    }


def _newspaper(page: Captured) -> dict[str, Any]:
    import newspaper

    article = newspaper.Article(page.url, fetch_images=False)
    article.download(input_html=page.body.decode("utf-8", "replace"))
    article.parse()
    published = article.publish_date
    return {
        "url": page.url,
        "text": article.text,
        "title": article.title,
        "published": published.isoformat() if hasattr(published, "isoformat") else published,
        "authors": list(article.authors),
        "image": article.top_image,
        "language": article.meta_lang,
    }


def _goose(page: Captured) -> dict[str, Any]:
    from goose3 import Goose

    with Goose({"enable_image_fetching": False}) as goose:
        article = goose.extract(raw_html=page.body.decode("utf-8", "replace"))
    published = article.publish_datetime_utc
    return {
        "url": page.url,
        "text": article.cleaned_text,
        "title": article.title,
        "published": published.isoformat() if published else None,
        "authors": list(article.authors),
        "image": article.opengraph.get("image") if isinstance(article.opengraph, dict) else None,
        "language": article.meta_lang,
    }


def _readability(page: Captured) -> dict[str, Any]:
    import lxml.html
    from readability import Document

    document = Document(page.body.decode("utf-8", "replace"))
    text = lxml.html.fromstring(document.summary()).text_content()
    return {"url": page.url, "text": text, "title": document.short_title()}


def _resiliparse(page: Captured) -> dict[str, Any]:
    from resiliparse.extract.html2text import extract_plain_text

    html = page.body.decode("utf-8", "replace")
    return {"url": page.url, "text": extract_plain_text(html, main_content=True, alt_texts=False)}


PEERS: dict[str, tuple[str, Reader]] = {
    "trafilatura": ("trafilatura", _trafilatura),
    "newspaper4k": ("newspaper", _newspaper),
    "goose3": ("goose3", _goose),
    "readability-lxml": ("readability", _readability),
    "resiliparse": ("resiliparse.extract.html2text", _resiliparse),
}


def installed() -> dict[str, Reader]:
    """The peers that can be imported here; the others are named on standard error."""
    found = {}
    for name, (module, reader) in PEERS.items():
        try:
            importlib.import_module(module)
        except ImportError as error:
            print(f"left out: {name} ({error})", file=sys.stderr)
            continue
        found[name] = _forgiving(reader)
    return found


def _forgiving(reader: Reader) -> Reader:
    def read(page: Captured) -> dict[str, Any]:
        try:
            return reader(page)
        except Exception as error:  # noqa: BLE001 - a peer's crash is its score, not ours
            return {"url": page.url, "error": repr(error)}

    return read
