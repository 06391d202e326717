"""Which model reads a report for tone: the larger one where it can, else the packaged; and each report once by it."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "tone"))
from invented_mpnet import publish, write_model, write_tuning

from parallax.model import Outlet
from parallax.pipeline.toning import Toner
from parallax.store.views import Telling
from parallax.takes import Line, Report
from parallax.telling import Quote, Speaker
from parallax.tone import VERSION, LargerModel
from parallax.tone.head import LARGER_VERSION
from parallax.tone.mpnet import WEIGHTS
from parallax.transfer import FolderFiles

PRAISE = "Senator Wexcombe was praised as a brilliant and honest leader who saved the town."


def report(number: int) -> Report:
    speaker = Speaker("Orla Wexcombe", "wxkmb")
    return Report(
        f"a{number}",
        Outlet("lune", "Lune Post", "https://lune.example/", "GB"),
        "en",
        datetime(2026, 3, 14, tzinfo=UTC),
        (Line(PRAISE, 0),),
        (Quote(f"a{number}", 1, 0, 5, "“So?”", speaker=speaker),),
    )


@pytest.fixture
def larger(tmp_path: Path) -> LargerModel:
    """One that could be installed, from a folder; it is sure of everything."""
    published = publish(write_model(tmp_path / "model"), tmp_path / "packages")
    tuned = write_tuning(tmp_path / "tuned", published.kept[0].sha256, sure=0.0)
    return LargerModel(tmp_path / "models", published, tuned)


def fetch(larger: LargerModel, tmp_path: Path) -> None:
    larger.install(FolderFiles(tmp_path / "packages", ""), again=True)


def read(toner: Toner, before: Telling, *numbers: int) -> Telling:
    tones, toned = toner.read([report(number) for number in numbers], before)
    return Telling(tones=tones, toned=toned)


def versions(telling: Telling) -> list[str]:
    return [tone.version for tone in telling.tones]


def test_what_the_packaged_model_read_is_read_again_when_the_larger_one_came(
    larger: LargerModel, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """While a site runs, and back again when it went."""
    caplog.set_level(logging.INFO)
    toner = Toner(larger)
    first = read(toner, Telling(), 1, 2)
    assert first.toned == (f"a1@{VERSION}", f"a2@{VERSION}")
    assert versions(first) == [VERSION] * 2
    fetch(larger, tmp_path)
    second = read(toner, first, 1, 2)
    assert second.toned == (f"a1@{LARGER_VERSION}", f"a2@{LARGER_VERSION}")
    assert versions(second) == [LARGER_VERSION] * 2
    assert read(toner, second, 1, 2) == second
    larger.remove()
    assert versions(read(toner, second, 1)) == [VERSION]
    assert [record.getMessage().split(" (")[0] for record in caplog.records] == [
        "tone is read by the packaged model",
        "tone is read by the larger model",
        "tone is read by the packaged model",
    ]


def test_a_damaged_larger_model_is_told_of_and_the_packaged_one_reads(
    larger: LargerModel, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fetch(larger, tmp_path)
    weights = larger.folder / WEIGHTS
    weights.write_bytes(weights.read_bytes()[:-1] + b"?")
    toner = Toner(larger)
    found = read(toner, Telling(), 1)
    assert found.toned == (f"a1@{VERSION}",)
    assert read(toner, found, 1, 2).toned == (f"a1@{VERSION}", f"a2@{VERSION}")
    (told,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert "the larger model" in told
    assert "damaged" in told
    assert "install --again tone" in told
    fetch(larger, tmp_path)
    assert versions(read(toner, found, 1)) == [LARGER_VERSION]


def test_no_model_is_loaded_for_what_was_read(larger: LargerModel, tmp_path: Path) -> None:
    fetch(larger, tmp_path)
    found = read(Toner(larger), Telling(), 1)
    toner = Toner(larger)
    assert read(toner, found, 1) == found
    assert toner._reader is None
