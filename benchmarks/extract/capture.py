"""Reads the captured pages, their gold and the scorer from the folder of measuring material."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from benchmarks.material import needed

HERE = Path(__file__).parent
SETS = ("news", "mixed")


@dataclass(frozen=True, slots=True)
class Captured:
    """A page as it was served, with what it should be read as."""

    set: str
    url: str
    body: bytes
    content_type: str | None
    gold: dict[str, Any]
    family: str


def scorer() -> ModuleType:
    """The scoring script, imported from where it lies so that figures compare."""
    path = needed() / "tools" / "score_extraction.py"
    spec = importlib.util.spec_from_file_location("score_extraction", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def family_of(url: str, families: dict[str, list[str]]) -> str:
    """The publisher group of an address: outlets that share templates share a fold."""
    host = urlsplit(url).hostname or ""
    for name, hosts in families.items():
        if any(host == known or host.endswith("." + known) for known in hosts):
            return name
    labels = host.split(".")
    short = len(labels) > 2 and labels[-2] in ("co", "com", "org") and len(labels[-1]) == 2
    return ".".join(labels[-3:] if short else labels[-2:])


def load(name: str) -> list[Captured]:
    """The pages of a set: ``news`` or ``mixed``."""
    from warcio.archiveiterator import ArchiveIterator

    folder = needed() / "data" / "capture"
    families = json.loads((HERE / "families.json").read_text(encoding="utf-8"))
    with (folder / f"{name}-pages.gold.jsonl").open(encoding="utf-8") as lines:
        gold = {record["url"]: record for record in map(json.loads, lines)}
    pages = []
    with (folder / f"{name}-pages.warc.gz").open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response":
                continue
            url = record.rec_headers.get_header("WARC-Target-URI")
            body = record.content_stream().read()
            kind = record.http_headers.get_header("content-type")
            pages.append(Captured(name, url, body, kind, gold[url], family_of(url, families)))
    return pages
