"""Templates to responses: one environment, escaping always on, every page with its own ETag."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import Response

from parallax.model import Clock
from parallax.plurals import plural
from parallax.telling import balanced
from parallax.web import languages, ledger, places, telling, times, untouched
from parallax.web.assets import Assets
from parallax.web.measured import percent
from parallax.web.pictures import Glimpses, picture_path, srcset

# A page may be up to this many seconds old: fresh enough for news, and it spares the
# server when many open the same page at once.
PAGE_MAX_AGE = 30


def json_block(value: object) -> Markup:
    """JSON that is safe inside ``<script type="application/json">``, whatever the strings hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704


def with_code(text: str) -> Markup:
    """Plain text with `commands in backticks` set as code; everything else stays escaped."""
    parts = (escape(part) for part in text.split("`"))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else part for index, part in enumerate(parts)
    )


def bytes_size(count: int) -> str:
    """ "812 kB", "1.4 GB": decimal units, as disks are sold."""
    size = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if size >= 10 or unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


def environment(assets: Assets) -> Environment:
    env = Environment(
        loader=PackageLoader("parallax.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a running site keeps the templates it started with
    )
    env.globals.update(
        assets=assets,
        picture=picture_path,
        srcset=srcset,
        town=times.town,
        is_english=languages.is_english,
        untouched=untouched.untouched,
    )
    env.filters.update(
        balanced=balanced,
        language=languages.language_name,
        direction=languages.direction,
        country=places.country_name,
        in_sentence=places.in_sentence,
        flag=assets.flag,
        long_time=times.long_time,
        clock_time=times.clock_time,
        time_after=times.time_after,
        utc_time=times.utc_time,
        day_name=times.day_name,
        json_block=json_block,
        percent=percent,
        plural=plural,
        with_code=with_code,
        bytes_size=bytes_size,
        # Jinja's own "capitalize" puts every other letter in lower case, names included.
        upfirst=lambda text: text[:1].upper() + text[1:],
        meaning=lambda outcome: ledger.MEANING[outcome],
        outcome_group=ledger.group,
        topic_path=telling.topic_path,
        take_anchor=telling.take_anchor,
        with_reads=untouched.with_reads,
        base_tag=untouched.base_tag,
    )
    return env


class Pages:
    """Renders templates for one site."""

    def __init__(
        self,
        *,
        assets: Assets,
        clock: Clock,
        name: str,
        base_url: str,
        offline: Callable[[], bool],
        pictures: bool,
        glimpse: Glimpses,
    ) -> None:
        self._clock = clock
        self._offline = offline
        self._env = environment(assets)
        self._env.globals.update(site_name=name, base_url=base_url, pictures=pictures, glimpse=glimpse)
        self._env.filters["short_time"] = self._short_time

    def _short_time(self, at: datetime, country: str) -> str:
        return times.short_time(at, country, self._clock())

    def html(self, template: str, **context: Any) -> str:
        return self._env.get_template(template).render(now=self._clock(), offline=self._offline(), **context)

    def page(self, request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
        """A whole page, or 304 where the reader's copy is still the same."""
        untouched.begin(request)
        body = self.html(template, path=request.url.path, **context).encode()
        if status != 200:
            return Response(body, status, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")
        etag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
        headers = {"Cache-Control": f"public, max-age={PAGE_MAX_AGE}", "ETag": etag}
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(body, 200, headers, "text/html; charset=utf-8")
