"""`parallax extract`: one page, read and shown, without a store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.output import AsJson, out, print_json
from parallax.errors import InputError, ParallaxError
from parallax.transfer import is_url

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from parallax.model import Author, Block, Content, Image, Reading, Response

# Columns of running text; longer lines are hard to follow.
MEASURE = 88


def extract(
    source: Annotated[str, typer.Argument(help="A saved page, an address, or - for standard input.")],
    url: Annotated[str, typer.Option(help="The address a saved page was saved from.")] = "",
    as_json: AsJson = False,
) -> None:
    """Read one page and print what an article's page shows: no store, no translation."""
    content = _asked(source) if is_url(source) else _saved(source, url)
    if as_json:
        print_json(content)
    else:
        _print(content)


def _saved(source: str, url: str) -> Content:
    from parallax.pipeline.saved import read_saved

    if source == "-":
        return read_saved("standard input", sys.stdin.buffer.read(), url)
    try:
        body = Path(source).read_bytes()
    except OSError as error:
        raise InputError(f"{source} cannot be read: {error.strerror}.") from error
    return read_saved(source, body, url)


def _asked(address: str) -> Content:
    """The page at an address, or its plainer form where the page itself has hardly any text."""
    from parallax.config import load
    from parallax.model import Request
    from parallax.pipeline.alternatives import plainer
    from parallax.pipeline.workshop import workshop

    with workshop(load()) as shop:
        door = shop.door()
        response = door.get(Request(address))
        (found,) = plainer(
            [(response, _read(response))],
            door,
            shop.live_rights(door),
            lambda responses: [_read(each) for each in responses],
            parallel=1,
        )
    if isinstance(found, ParallaxError):
        raise found
    return found.content


def _read(response: Response) -> Reading | ParallaxError:
    from parallax.errors import ExtractionError
    from parallax.extract import read_page

    try:
        return read_page(response.body, response.url, content_type=response.header("content-type"))
    except ExtractionError as error:
        return error


def _print(content: Content) -> None:
    from rich.text import Text

    console = out()
    console.print(Text(content.title, style="bold"), width=MEASURE)
    if content.dek:
        console.print(Text(content.dek, style="italic"), width=MEASURE)
    for line in _facts(content):
        console.print(Text(line, style="dim"), soft_wrap=True)
    for number, block in enumerate(content.blocks):
        if not number or block.kind != "list-item" or content.blocks[number - 1].kind != "list-item":
            console.print()
        _print_block(console, block)
    for title, lines in _annexes(content):
        console.print()
        console.print(Text(title, style="bold dim"))
        for line in lines:
            console.print(Text(line, style="dim"), soft_wrap=True)


def _facts(content: Content) -> Iterator[str]:
    """What is known of the article, a line each; nothing for what is not."""
    from parallax.pipeline.saved import NOWHERE

    if content.authors:
        yield f"By {', '.join(map(_signed, content.authors))}"
    times = [f"Published {_moment(content.published)}" if content.published else ""]
    if content.modified and content.modified != content.published:
        times.append(f"changed {_moment(content.modified)}")
    yield from filter(None, (" · ".join(filter(None, times)),))
    kind = ("opinion" if content.opinion else "", "live" if content.live else "")
    about = (content.publisher, content.section, content.language or "", *kind)
    yield from filter(None, (" · ".join(filter(None, about)),))
    if not content.url.startswith(NOWHERE):
        yield content.canonical_url or content.url
    if content.lead_image:
        yield f"Picture: {_picture(content.lead_image)}"
    if content.paywalled:
        yield "Only the teaser is open; the rest of the text is not free."
    if content.read_from:
        yield f"The page carries hardly any text; this was read from {content.read_from}"


def _signed(author: Author) -> str:
    return f"{author.name} ({author.role})" if author.role else author.name


def _moment(at: datetime) -> str:
    return at.isoformat(" ", "minutes")


def _picture(image: Image) -> str:
    told = " ".join(filter(None, (image.caption or image.alt, f"({image.credit})" if image.credit else "")))
    return " – ".join(filter(None, (image.url, told)))


def _print_block(console: Console, block: Block) -> None:
    from rich.padding import Padding
    from rich.text import Text

    if block.kind == "embed":
        console.print(Text(f"→ {block.url}", style="dim"), soft_wrap=True)
    elif block.kind == "quote":
        console.print(Padding(Text(block.text, style="italic"), (0, 0, 0, 4)), width=MEASURE)
    elif block.kind == "list-item":
        console.print(Text(f"• {block.text}"), width=MEASURE)
    elif block.kind == "live-post" and block.at:
        console.print(Text(f"{_moment(block.at)}  {block.text}", style="bold"), width=MEASURE)
    else:
        console.print(Text(block.text, style="bold" if block.kind == "heading" else ""), width=MEASURE)


def _annexes(content: Content) -> Iterator[tuple[str, list[str]]]:
    """What belongs to the page beside its text, under headings."""
    lists = (
        ("About the authors", [f"{author.name}: {author.bio}" for author in content.authors if author.bio]),
        ("More pictures", [_picture(image) for image in content.images]),
        ("Topics", [", ".join(content.topics)] if content.topics else []),
        ("Further reading", [f"{card.title} – {card.url}" for card in content.related]),
    )
    yield from ((title, lines) for title, lines in lists if lines)
