"""Writes the edition as a capture (WARC), so that it enters by the same door as real news."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path

from parallax.errors import CaptureError
from parallax.sample.edition import articles, beyond, newsrooms
from parallax.sample.pictures import picture
from parallax.sample.records import Newsroom, SampleArticle
from parallax.sample.render import FEED_TYPES, Listed, listed, listing, other_page, page

ROBOTS = "User-agent: *\nDisallow: /internal/\nAllow: /\n"
HTML = "text/html; charset=utf-8"
# A page is captured a little after it last changed, as a poll would find it.
LAG = timedelta(minutes=6)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answer of an invented server."""

    url: str
    kind: str
    body: bytes
    at: datetime
    status: str = "200 OK"
    extra: tuple[tuple[str, str], ...] = ()


def _rights(article: SampleArticle) -> tuple[tuple[str, str], ...]:
    archive = (("X-Robots-Tag", "noarchive"),) if article.noarchive else ()
    mining = (("tdm-reservation", "1"),) if article.reserved else ()
    return archive + mining


def _others(newsroom: Newsroom, day: date) -> Iterator[tuple[Listed, Exchange]]:
    for table in beyond()["pages"]:
        if table["outlet"] != newsroom.outlet.id:
            continue
        at = datetime.combine(day, time.fromisoformat(table["at"]), newsroom.zone)
        url = f"https://{newsroom.host}{table['path']}"
        status = "404 Not Found" if table["kind"] == "missing" else "200 OK"
        body = other_page(newsroom, table["kind"], table["title"])
        yield (
            Listed(url, table["title"], "", "", (), "", at, at),
            Exchange(url, HTML, body, at + LAG, status),
        )


def _newsroom_exchanges(newsroom: Newsroom, day: date) -> Iterator[Exchange]:
    own = [article for article in articles() if article.newsroom is newsroom]
    others = list(_others(newsroom, day))
    items = [listed(article, day) for article in own] + [item for item, _ in others]
    if not items:
        return
    newest = max(item.updated for item in items) + LAG
    # Every listing is asked once more when the day is over: a silence counts only where somebody looked.
    evening = max(newest, _evening(day))
    home = newsroom.outlet.homepage
    yield Exchange(f"{home}robots.txt", "text/plain; charset=utf-8", ROBOTS.encode(), newest)
    kind = f"{FEED_TYPES[newsroom.dialect]}; charset=utf-8"
    yield Exchange(newsroom.listing, kind, listing(newsroom, items), evening)
    for article in own:
        if article.refused:
            continue  # whoever recorded this day obeyed robots.txt
        at = article.changed(day) + LAG
        yield Exchange(article.url, HTML, page(article, day), at, extra=_rights(article))
        if article.scene:
            yield Exchange(article.image_url, "image/png", picture(article.id, article.scene), at)
    for key in newsroom.bylines:
        portrait = picture(f"{newsroom.outlet.id} {key}", "portrait")
        yield Exchange(f"{home}media/author-{key}.png", "image/png", portrait, newest)
    yield from (exchange for _, exchange in others)


def exchanges(day: date) -> Iterator[Exchange]:
    """Everything the invented servers answered on that day, newsroom by newsroom."""
    for newsroom in newsrooms():
        yield from _newsroom_exchanges(newsroom, day)


def _evening(day: date) -> datetime:
    """When the last article of the whole edition has changed for the last time and been seen."""
    return max(article.changed(day) for article in articles()) + LAG


def edition_day(now: datetime) -> date:
    """The newest day whose edition lies wholly in the past at ``now``."""
    day = now.astimezone(UTC).date()
    return day if _evening(day) <= now else day - timedelta(days=1)


def write_capture(path: Path, day: date) -> None:
    """Write the edition of ``day`` as a gzipped WARC file; the same day gives the same bytes.

    Times of publication are wall-clock times of ``day`` where each outlet sits;
    addresses do not depend on it. Raises :class:`parallax.errors.CaptureError`
    when the file cannot be written.
    """
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
    from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

    try:
        with path.open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            for exchange in exchanges(day):
                digest = hashlib.sha256(exchange.body).hexdigest()
                headers = [
                    ("Content-Type", exchange.kind),
                    ("Content-Length", str(len(exchange.body))),
                    ("Date", format_datetime(exchange.at.astimezone(UTC), usegmt=True)),
                    ("ETag", f'"{digest[:16]}"'),
                    *exchange.extra,
                ]
                name = uuid.uuid5(uuid.NAMESPACE_URL, f"{day} {exchange.url} {digest}")
                record = writer.create_warc_record(
                    exchange.url,
                    "response",
                    payload=BytesIO(exchange.body),
                    length=len(exchange.body),
                    warc_headers_dict={
                        "WARC-Record-ID": f"<urn:uuid:{name}>",
                        "WARC-Date": exchange.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                    },
                    http_headers=StatusAndHeaders(exchange.status, headers, protocol="HTTP/1.1"),
                )
                writer.write_record(record)
    except OSError as failed:
        raise CaptureError(f"Cannot write the sample edition to {path}: {failed}") from failed
