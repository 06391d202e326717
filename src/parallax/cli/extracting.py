"""`parallax extract`: one page, read and shown, without a store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.output import AsJson, out, print_json
from parallax.errors import InputError

if TYPE_CHECKING:
    from parallax.model import Content


def extract(
    source: Annotated[str, typer.Argument(help="A saved page, an address, or - for standard input.")],
    url: Annotated[str, typer.Option(help="The address a saved page was saved from.")] = "",
    as_json: AsJson = False,
) -> None:
    """Read one page and print what an article's page shows: no store, no translation."""
    from parallax.extract import article

    body, address, content_type = _page(source, url)
    content = article(body, address, content_type=content_type)
    if as_json:
        print_json(content)
    else:
        _print(content)


def _page(source: str, url: str) -> tuple[bytes, str, str | None]:
    if source.startswith(("http://", "https://")):
        from parallax.config import load
        from parallax.model import Request
        from parallax.pipeline.workshop import workshop

        with workshop(load()) as shop:
            response = shop.door().get(Request(source))
        return response.body, response.url, response.header("content-type")
    if source == "-":
        body = sys.stdin.buffer.read()
    else:
        try:
            body = Path(source).read_bytes()
        except OSError as error:
            raise InputError(f"{source} cannot be read: {error.strerror}.") from error
    from parallax.pipeline.sources import canonical_of

    return body, url or canonical_of(body) or "https://unknown.invalid/", None


def _print(content: Content) -> None:
    from rich.text import Text

    console = out()
    console.print(Text(content.title, style="bold"))
    if content.dek:
        console.print(Text(content.dek, style="italic"))
    facts = [
        ", ".join(author.name for author in content.authors),
        content.published.isoformat() if content.published else "",
        content.section,
        content.language or "",
    ]
    console.print(Text(" · ".join(filter(None, facts)), style="dim"))
    for block in content.blocks:
        if block.text:
            console.print()
            console.print(Text(block.text, style="bold" if block.kind == "heading" else ""))
