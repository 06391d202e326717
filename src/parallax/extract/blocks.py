"""The chosen runs as blocks of the article: headings, quotes, lists, corrections, posts, embeds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from parallax.extract.live import live_posts
from parallax.extract.phrases import CORRECTION
from parallax.extract.record import Page
from parallax.extract.structured import Declared
from parallax.extract.vocabulary import BITS
from parallax.model import Block, BlockKind

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LEVELS = 5
_EMBEDS = re.compile(r"^(?:https?:)?//[^/]*(?:youtube|youtu\.be|vimeo|twitter|instagram|facebook|tiktok|infogram|datawrapper|"
                     r"flourish|soundcloud|spotify|dailymotion|brightcove|jwplayer|scribd|documentcloud)", re.I)  # fmt: skip


def build_blocks(page: Page, chosen: Sequence[int], declared: Declared) -> tuple[Block, ...]:
    """The blocks in reading order, embeds as links where they stand."""
    posts = live_posts(declared, page, chosen)
    frames = [frame for frame in page.frames if _EMBEDS.match(frame[0])]
    blocks: list[Block] = []
    at = 0
    for index in chosen:
        while at < len(frames) and frames[at][1] <= index:
            if blocks:
                blocks.append(_embed(frames[at][0]))
            at += 1
        blocks.append(_block(page, index, posts))
    return tuple(blocks)


def _embed(address: str) -> Block:
    return Block("embed", "", url=f"https:{address}" if address.startswith("//") else address)


def _tags_around(page: Page, container: int) -> list[str]:
    """The tags of an element and of the four around it."""
    tags: list[str] = []
    while container >= 0 and len(tags) < _LEVELS:
        box = page.containers[container]
        tags.append(box.tag)
        container = box.parent
    return tags


def _block(page: Page, index: int, posts: Mapping[int, datetime]) -> Block:
    run = page.runs[index]
    box = page.containers[run.container]
    when = posts.get(index)
    if when is not None:
        return Block("live-post", run.text, _HEADINGS.get(box.tag, 0), at=when)
    if box.tag in _HEADINGS:
        return Block("heading", run.text, _HEADINGS[box.tag])
    kind: BlockKind = "paragraph"
    tags = _tags_around(page, run.container)
    if box.bits & BITS["correction"] or CORRECTION.match(run.text):
        kind = "correction"
    elif "blockquote" in tags or (box.bits & BITS["quote"] and box.tag != "p"):
        kind = "quote"
    elif "li" in tags[:3]:
        kind = "list-item"
    elif "pre" in tags[:2]:
        kind = "code"
    return Block(kind, run.text)
