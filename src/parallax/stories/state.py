"""A grouper's memory as bytes, so that a restart goes on as if nothing had happened.

A ``.npz`` archive of plain arrays and one JSON text; nothing in it is ever executed.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

from parallax.errors import InputError
from parallax.stories.book import Story
from parallax.stories.copies import Sketch
from parallax.stories.window import Member

if TYPE_CHECKING:
    from parallax.stories.grouper import Grouper

FORMAT = 7


def dump(grouper: Grouper) -> bytes:
    """Everything the next batch's answer depends on, except the model and the settings."""
    window, means = grouper.window, grouper.means
    live = sorted(window.members.values(), key=lambda member: member.order)
    languages = sorted(means.sums)
    used = [member.row for member in live]
    marks, borne = grouper.rarity.numbering.put(window.marks[used])
    header = {
        "format": FORMAT,
        "embedder": [grouper.embedder.name, grouper.embedder.version],
        "newest": grouper.newest_hour if live else None,
        "arrived": grouper.arrived,
        "rows": len(window.rows),
        "free": window.free,
        "members": [_member(member) for member in live],
        "tongues": list(window.languages),
        "marks": [marks, []],  # no number is left free
        "stories": [
            [story.id, story.order, story.members, story.checked]
            for story in sorted(grouper.book.stories.values(), key=lambda its: its.id)
        ],
        "languages": [[name, means.counts[name], grouper.centered.get(name, 0.0)] for name in languages],
    }
    cells = window.cells
    if cells:
        header["cells"] = cells.layout()
    sketches = [member.sketch for member in live]
    packed = io.BytesIO()
    np.savez(
        packed,
        header=np.frombuffer(json.dumps(header, ensure_ascii=False).encode(), dtype=np.uint8),
        raw=window.raw[used],
        points=window.points[used],
        traits=window.traits[used],
        marks=borne,
        axes=cells.axes if cells else np.zeros((0, 0), dtype=np.float32),
        centers=cells.centers if cells else np.zeros((0, 0), dtype=np.float32),
        start=np.zeros(0, dtype=np.float32) if means.start is None else means.start,
        sums=np.array([means.sums[name] for name in languages]),
        sketch_ends=np.cumsum([len(its) for its in sketches], dtype=np.int64),
        sketches=np.concatenate(sketches) if sketches else np.zeros(0, dtype=np.uint32),
    )
    return packed.getvalue()


def load(grouper: Grouper, state: bytes) -> None:
    """Put a fresh grouper where :func:`dump` left another.

    Raises :class:`InputError` for bytes that are no state, or another embedding model's.
    """
    try:
        with np.load(io.BytesIO(state), allow_pickle=False) as arrays:
            header = json.loads(arrays["header"].tobytes())
            parts = {
                name: arrays[name]
                for name in (
                    "raw",
                    "points",
                    "traits",
                    "marks",
                    "axes",
                    "centers",
                    "start",
                    "sums",
                    "sketch_ends",
                    "sketches",
                )
            }
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(f"the saved state of the stories cannot be read: {error}") from error
    if header.get("format") != FORMAT or header["embedder"] != [
        grouper.embedder.name,
        grouper.embedder.version,
    ]:
        raise InputError(
            "the saved state of the stories was made by another version or embedding model",
            hint="Start without it: stories are grouped anew from the articles of the last days.",
        )
    _fill(grouper, header, parts)


def _fill(grouper: Grouper, header: dict[str, Any], parts: dict[str, Any]) -> None:
    window = grouper.window
    window.reserve(header["rows"], header["free"], parts["raw"].shape[1], parts["marks"].shape[1])
    starts = [0, *parts["sketch_ends"].tolist()]
    used = np.empty(len(header["members"]), dtype=np.int64)
    for index, fields in enumerate(header["members"]):
        member = _revived(fields, parts["sketches"][starts[index] : starts[index + 1]])
        window.add(member)
        used[index] = member.row
    for name in ("raw", "points", "traits", "marks"):
        getattr(window, name)[used] = parts[name]
    window.languages = {name: number for number, name in enumerate(header["tongues"])}
    grouper.rarity.numbering.revive(*header["marks"])
    grouper.rarity.learn(parts["marks"])
    if "cells" in header:
        window.open_cells(parts["axes"]).revive(parts["centers"], header["cells"])
    stories = [Story(*fields) for fields in header["stories"]]
    grouper.book.revive(stories, window.members)
    for (name, count, centered), total in zip(header["languages"], parts["sums"], strict=True):
        grouper.means.sums[name] = total
        grouper.means.counts[name] = count
        if centered:
            grouper.centered[name] = centered
    grouper.means.start = parts["start"] if len(parts["start"]) else None
    grouper.arrived = header["arrived"]
    grouper.newest_hour = float("-inf") if header["newest"] is None else header["newest"]


def _member(member: Member) -> list[Any]:
    return [
        member.article_id, member.outlet_id, member.language, member.hours, member.agency, member.order,
        member.row, member.story_id, member.copy_of,
    ]  # fmt: skip


def _revived(fields: list[Any], sketch: Sketch) -> Member:
    article_id, outlet_id, language, hours, agency, order, row, story_id, copy_of = fields
    return Member(article_id, outlet_id, language, hours, sketch, agency, order, row, story_id, copy_of)
