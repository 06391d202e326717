"""Models that can be had and models that are here, as records.

The shape of a catalogue is that of Mozilla's Remote Settings: a JSON object whose ``data``
is a list with one record per file.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from parallax.errors import ModelError

FileKind = Literal["model", "vocab", "srcvocab", "trgvocab", "lex"]
FILE_KINDS: frozenset[str] = frozenset({"model", "vocab", "srcvocab", "trgvocab", "lex"})

# Model formats the engine reads: files of version 2.0 load and the store serves 3.x; a new major
# number means a format this engine has not seen.
MAJOR_VERSIONS = range(1, 4)

# Best first. `base-memory` has the speed of a small model at nearly the quality of `base`.
BEST = ("base-memory", "base", "tiny")
SMALL = ("tiny", "base-memory", "base")
# Where `base` was measured better than `base-memory` (COMET on FLORES devtest, Mozilla's own
# evaluation): German, Chinese, Arabic, Korean.
BEST_IS_BASE = frozenset({"de", "zh", "ar", "ko"})

Variant = Literal["best", "small"]

# Languages with a model into English in Mozilla's store, so that a reader without a network can be
# told which command would help.
# fmt: off
KNOWN_SOURCES = frozenset({
    "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "gu",
    "he", "hi", "hr", "hu", "id", "is", "it", "ja", "kn", "ko", "lt", "lv", "ml", "ms", "mt", "nb", "nl",
    "nn", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "ta", "te", "tr", "uk", "vi", "zh",
})
# fmt: on

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
# A path below the store's base; never absolute, never upwards.
_LOCATION = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]{0,300}")
_TAG = re.compile(r"[a-zA-Z]{2,3}([_-][A-Za-z0-9]{2,8})*")
# A `tiny` model's largest file is 17 MB and a `base` one's a few times that; this is a mistake or an attack.
MAX_FILE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a model as the store offers it. Sizes in bytes; hashes are SHA-256, hexadecimal.

    ``packed_*`` describe what is transferred; they equal the others when nothing is compressed.
    ``sha256`` or ``size`` may be unknown (empty, 0) for compressed files of old records.
    """

    name: str
    kind: FileKind
    location: str
    packed_size: int
    packed_sha256: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RemoteModel:
    """A complete set of files for one direction."""

    source: str
    target: str
    version: str
    architecture: str
    files: tuple[RemoteFile, ...]

    @property
    def download_size(self) -> int:
        return sum(file.packed_size for file in self.files)


@dataclass(frozen=True, slots=True)
class InstalledFile:
    name: str
    kind: FileKind
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model on this machine. ``bundled``: it came with the installation and cannot be removed."""

    source: str
    target: str
    version: str
    architecture: str
    folder: Path
    files: tuple[InstalledFile, ...]
    bundled: bool = False

    @property
    def name(self) -> str:
        return f"{self.source}-{self.target}"

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


def parse_catalogue(body: bytes) -> tuple[RemoteModel, ...]:
    """All complete models of a records body. Raises :class:`ModelError` when it is not one.

    Single records that are broken or unknown are left out, as a newer store may hold kinds of
    files this program does not know.
    """
    try:
        records = json.loads(body)["data"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            "The list of models is not in the form of Remote Settings records",
            hint="Check the address or folder given as models_from.",
        ) from error
    if not isinstance(records, list):
        raise ModelError("The list of models holds no list of records")
    sets: dict[tuple[str, str, str, str], dict[FileKind, RemoteFile]] = defaultdict(dict)
    for record in records:
        if isinstance(record, dict) and (parsed := _record(record)) is not None:
            key, file = parsed
            sets[key][file.kind] = file
    return tuple(
        RemoteModel(*key, files=tuple(files[kind] for kind in sorted(files)))
        for key, files in sorted(sets.items())
        if is_complete(files)
    )


def is_complete(kinds: Iterable[str]) -> bool:
    """Whether these kinds of files make a model that loads; the shortlist is optional."""
    present = set(kinds)
    return "model" in present and ("vocab" in present or {"srcvocab", "trgvocab"} <= present)


def _record(record: Mapping[str, Any]) -> tuple[tuple[str, str, str, str], RemoteFile] | None:
    attachment = record.get("attachment")
    # The first collection said fromLang and toLang, the present one sourceLanguage and targetLanguage.
    source, target = (
        record.get("sourceLanguage") or record.get("fromLang"),
        record.get("targetLanguage") or record.get("toLang"),
    )
    kind, name, version = record.get("fileType"), record.get("name"), record.get("version")
    if not (
        isinstance(attachment, dict) and all(isinstance(x, str) for x in (source, target, name, version))
    ):
        return None
    packed_size, packed_hash = _size(attachment.get("size")), str(attachment.get("hash") or "").lower()
    location = attachment.get("location")
    usable = (
        kind in FILE_KINDS
        and _SAFE_NAME.fullmatch(cast(str, name))
        and _TAG.fullmatch(cast(str, source))
        and _TAG.fullmatch(cast(str, target))
        and _major(cast(str, version)) in MAJOR_VERSIONS
        and isinstance(location, str)
        and _LOCATION.fullmatch(location)
        and _SHA256.fullmatch(packed_hash)
        and 0 < packed_size <= MAX_FILE_BYTES
    )
    if not usable:
        return None
    plain = not cast(str, location).endswith((".zst", ".gz"))
    size, sha256 = _size(record.get("decompressedSize")), str(record.get("decompressedHash") or "").lower()
    if size > MAX_FILE_BYTES or (sha256 and not _SHA256.fullmatch(sha256)):
        return None
    file = RemoteFile(
        name=cast(str, name),
        kind=cast(FileKind, kind),
        location=cast(str, location),
        packed_size=packed_size,
        packed_sha256=packed_hash,
        size=size or (packed_size if plain else 0),
        sha256=sha256 or (packed_hash if plain else ""),
    )
    architecture = str(record.get("architecture") or "tiny")
    return (_tag(cast(str, source)), _tag(cast(str, target)), cast(str, version), architecture), file


def _tag(tag: str) -> str:
    return tag.replace("_", "-").lower()


def _size(value: object) -> int:
    """Sizes come as numbers, and in some records as strings."""
    try:
        return max(0, int(cast(str, value)))
    except (TypeError, ValueError):
        return 0


def _major(version: str) -> int:
    found = re.match(r"\d+", version)
    return int(found[0]) if found else -1


def version_key(version: str) -> tuple[bool, tuple[int, ...], str]:
    """Orders versions, releases before any trial: ``1.0a1`` < ``1.0`` < ``1.2`` < ``2.0``."""
    found = re.fullmatch(r"(\d+(?:\.\d+)*)(.*)", version)
    if not found:
        return False, (), version
    return not found[2], tuple(map(int, found[1].split("."))), found[2]


def choose(models: Iterable[RemoteModel], source: str, target: str, variant: Variant) -> RemoteModel | None:
    """The model to install for a direction: the wanted size first, of it the newest release."""
    order = SMALL if variant == "small" else BEST
    if variant == "best" and source in BEST_IS_BASE:
        order = ("base", "base-memory", "tiny")
    fitting = [model for model in models if (model.source, model.target) == (source, target)]

    def rank(model: RemoteModel) -> tuple[int, tuple[bool, tuple[int, ...], str]]:
        place = order.index(model.architecture) if model.architecture in order else len(order)
        return -place, version_key(model.version)

    return max(fitting, key=rank, default=None)


def legs_between(
    pairs: Iterable[tuple[str, str]], tags: Iterable[str], target: str = "en"
) -> tuple[tuple[str, str], ...]:
    """The way from the first of these tags that has one: direct, or through one language between.

    Empty when there is none.
    """
    known = sorted(set(pairs))
    for tag in tags:
        if (tag, target) in known:
            return ((tag, target),)
    for tag in tags:
        for source, between in known:
            if source == tag and (between, target) in known:
                return ((source, between), (between, target))
    return ()
