"""`parallax edition`: written whole or not at all, the same each time, and plain about what is in the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from parallax.cli.main import stopped
from parallax.sample import write_capture

DAY = "2026-03-14"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a home whose store holds the sample edition."""
    folder = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARALLAX_", "XDG_"))}
    made = kept | {"HOME": str(folder), "COLUMNS": "120"}
    capture = folder / "day.warc.gz"
    write_capture(capture, date.fromisoformat(DAY))
    subprocess.run(
        [command(), "ingest", "--no-translate", str(capture)],
        env=made,
        check=True,
        capture_output=True,
        timeout=110,
    )
    return made


def command() -> str:
    return str(Path(sys.executable).with_name("parallax"))


def run(home: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [command(), "edition", *arguments], env=home, capture_output=True, text=True, timeout=110
    )


def test_a_day_becomes_a_folder_and_the_same_bytes_each_time_as_archives(home, tmp_path):
    done = run(home, "--out", str(tmp_path / "day"), "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["day"] == DAY
    assert found["articles"] >= 50
    assert found["pictures"] >= 20
    written = [path for path in (tmp_path / "day").rglob("*") if path.is_file()]
    assert found["bytes"] == sum(path.stat().st_size for path in written)
    assert (tmp_path / "day" / "index.html").is_file()
    for ending in ("zip", "epub"):
        twice = [tmp_path / f"{name}.{ending}" for name in ("one", "two")]
        for target in twice:
            assert run(home, "--out", str(target)).returncode == 0
        assert twice[0].read_bytes() == twice[1].read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {path.relative_to(tmp_path / "day").as_posix(): path.read_bytes() for path in written}


def test_one_country_and_no_pictures_if_that_is_what_is_wanted(home, tmp_path):
    done = run(home, "--out", str(tmp_path / "br"), "--country", "brazil", "--no-pictures", "--json")
    assert json.loads(done.stdout)["countries"] == 1
    assert json.loads(done.stdout)["pictures"] == 0
    assert not (tmp_path / "br" / "pictures").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--day", "1999-01-01"], "newest day is 2026-03-14"),
        (["--day", "yesterday"], "is no day"),
        (["--country", "atlantis"], "is no country"),
        (["--country", "Nauru"], "Nothing from Nauru"),
    ],
)
def test_what_cannot_be_had_is_said_and_nothing_is_left(home, tmp_path, arguments, words):
    done = run(home, "--out", str(tmp_path / "new" / "day.zip"), *arguments)
    assert done.returncode == 1
    assert words in done.stderr
    assert not list(tmp_path.rglob("*.zip")) + list(tmp_path.rglob(".*unfinished*"))


def test_what_is_in_the_way_is_never_overwritten_unasked(home, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "day.epub").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for target, words in (
        ("full", "is not empty"),
        ("day.epub", "is there already"),
        ("file", "is a file"),
    ):
        done = run(home, "--out", str(tmp_path / target))
        assert done.returncode == 1
        assert words in done.stderr
    assert {path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == {"mine"}
    assert run(home, "--out", str(tmp_path / "day.epub"), "--force", "-c", "br").returncode == 0
    assert zipfile.is_zipfile(tmp_path / "day.epub")
    (tmp_path / "empty").mkdir()
    assert run(home, "--out", str(tmp_path / "empty"), "-c", "br").returncode == 0


def test_an_ending_that_is_not_written_makes_no_folder_of_that_name(home, tmp_path):
    for name in ("day.pdf", "day.EPUB"):
        done = run(home, "--out", str(tmp_path / name))
        assert done.returncode == 1
        assert f"{Path(name).suffix} is not written" in done.stderr
        assert ".zip or .epub" in done.stderr
    assert not list(tmp_path.iterdir())
    (tmp_path / "day.d").mkdir()
    for folder in ("day.d", "2026.03.14"):
        assert run(home, "--out", str(tmp_path / folder), "-c", "br", "--no-pictures").returncode == 0
        assert (tmp_path / folder / "index.html").is_file()


def test_a_place_that_cannot_be_written_to_is_named(home):
    done = run(home, "--out", "/proc/day.zip")
    assert done.returncode == 1
    assert "/proc/day.zip cannot be written" in done.stderr


def begun(home: dict[str, str], target: Path) -> subprocess.Popen[bytes]:
    """An edition that has begun to write."""
    running = subprocess.Popen(
        [command(), "edition", "--out", str(target)],
        env=home,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + 60
    while not list(target.parent.glob(f".*unfinished-{running.pid}/article/*")):
        assert time.monotonic() < deadline
        assert running.poll() is None, "it ended before it could be interrupted"
        time.sleep(0.005)
    return running


@pytest.mark.parametrize(("asked", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_asked_to_end_it_leaves_nothing_behind(home, tmp_path, asked, code):
    running = begun(home, tmp_path / "day")
    running.send_signal(asked)
    assert running.wait(30) == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("called", "said"),
    [
        (
            ["edition", "--out", "day"],
            "Stopped. Nothing was written. Pictures that came are kept for the next time.",
        ),
        (["ingest", "day.warc"], "Stopped. What was finished is kept; run it again to go on."),
        (["outlets", "check", "-c", "KI"], "Stopped. What was finished is kept; run it again to go on."),
        (["outlets", "list"], "Stopped."),
        (["compare", "a", "b"], "Stopped."),
        ([], "Stopped."),
    ],
)
def test_an_interrupted_command_says_what_is_true_of_it(called, said):
    assert stopped(called) == said


def test_what_a_killed_run_left_is_removed_and_told_by_the_next_and_nothing_else_is(home, tmp_path):
    running = begun(home, tmp_path / "day")
    running.kill()
    running.wait(30)
    (left,) = tmp_path.iterdir()
    others = [tmp_path / f".day.unfinished-{os.getpid()}", tmp_path / ".day.unfinished-mine"]
    for other in others:
        other.write_text("of a run that is still there, or of nobody")
    done = run(home, "--out", str(tmp_path / "day"), "-c", "br")
    assert done.returncode == 0
    assert left.name in done.stderr.replace("\n", "")
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "day", *others])
