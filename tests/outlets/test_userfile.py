"""The user's own file of outlets: adds, changes, mutes, and is never spoiled by us."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import pytest

from parallax.errors import RegistryError
from parallax.model import Outlet, Ownership
from parallax.outlets import add_outlet, add_outlets, load_registry

OWN = """
# my list
[outlets.vale-news]
name = "Vale News"
homepage = "https://vale.example/"
country = "PT"
feeds = ["https://vale.example/feed"]
ownership = { kind = "private", owner = "A. Silva" }

[outlets.bbc-com]
name = "Auntie"

[outlets.rt-com]
mute = true
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "outlets.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_a_file_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert load_registry(tmp_path / "none.toml").outlets == load_registry().outlets


def test_the_users_outlet_is_found_like_any_other(file: Path) -> None:
    registry = load_registry(file)
    own = registry.outlets["vale-news"]
    assert own in registry.in_country("PT")
    assert registry.by_url("https://www.vale.example/2026/rain") == own
    assert own.ownership == Ownership("private", "A. Silva", "your own file of outlets")


def test_only_what_is_written_changes(file: Path) -> None:
    shipped = load_registry().outlets["bbc-com"]
    assert load_registry(file).outlets["bbc-com"] == replace(shipped, name="Auntie")


def test_a_changed_outlet_keeps_its_further_addresses(file: Path) -> None:
    found = load_registry(file).by_url("https://www.bbc.co.uk/news/1")
    assert found is not None
    assert found.name == "Auntie"


def test_a_muted_outlet_is_gone(file: Path) -> None:
    registry = load_registry(file)
    assert registry.get("rt-com") is None
    assert registry.by_url("https://www.rt.com/news/1") is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('[outlets.x]\nname = "X"\nhomepage = "https://x.example/"\n', "'country' is missing"),
        ('[outlets.x]\nname = "X"\nhomepage = "x.example"\ncountry = "PT"\n', "'homepage' is 'x.example'"),
        (
            '[outlets.x]\nname = "X"\nhomepage = "https://x.example/"\ncountry = "Portugal"\n',
            "'country' is 'Portugal'",
        ),
        ('[outlets.bbc-com]\nfeed = "https://x.example/"\n', "no field 'feed'"),
        ('[outlets.bbc-com]\nfeeds = "https://x.example/"\n', "'feeds' is"),
        ("[outlets.bbc-com]\nmute = 1\n", "'mute' is 1"),
        ("[outlets.bbc-com\n", "not TOML"),
        ('[outlet.bbc-com]\nname = "B"\n', "no section 'outlet'"),
        ("outlets = 3\n", "'outlets' is not a table"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(tmp_path: Path, written: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(RegistryError) as caught:
        load_registry(path)
    assert said in str(caught.value)
    assert "mine.toml" in str(caught.value)
    assert caught.value.hint


def test_an_error_names_the_line_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '# one\n\n[outlets.bbc-com]\nname = "B"\n\n[outlets.rt-com]\nkind = "blog"\n', encoding="utf-8"
    )
    with pytest.raises(RegistryError, match=r"line 6, \[outlets.rt-com\]: 'kind' is 'blog'"):
        load_registry(path)


def test_adding_keeps_comments_and_order(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    new = Outlet(
        "serra-news", "Serra “News”", "https://serra.example/", "PT", languages=("pt",), scope="regional"
    )
    add_outlet(file, new)
    after = file.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert load_registry(file).outlets["serra-news"] == new


def test_of_several_who_add_at_once_none_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "outlets.toml"
    # Hundreds there already, so that reading and writing takes long enough to meet.
    add_outlets(file, [_outlet(f"old-{number}") for number in range(300)])
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(add_outlet, repeat(file), [_outlet(f"new-{number}") for number in range(8)]))
    registry = load_registry(file)
    assert all(registry.get(f"new-{number}") for number in range(8))


def _outlet(name: str) -> Outlet:
    return Outlet(id=name, name=name, homepage=f"https://{name}.example/", country="NZ")


def test_adding_makes_the_file_and_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "config" / "parallax" / "outlets.toml"
    new = Outlet(
        "x-news", "X", "https://x.example/", "FR", ownership=Ownership("public", "X Trust", "its charter")
    )
    add_outlet(path, new)
    add_outlet(path, replace(new, name="X again"))
    assert load_registry(path).outlets["x-news"] == replace(new, name="X again")


def test_an_outlet_that_breaks_the_schema_is_not_written(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(RegistryError, match="'homepage' is 'ftp:'"):
        add_outlet(file, Outlet("x", "X", "ftp:", "PT"))
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_write_that_fails_midway_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError("no space left on device")

    before = file.read_bytes()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RegistryError, match="no space left"):
        add_outlet(file, Outlet("x", "X", "https://x.example/", "PT"))
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_another_program_never_sees_half_a_file(file: Path) -> None:
    with file.open(encoding="utf-8") as reading:
        add_outlet(file, Outlet("x", "X", "https://x.example/", "PT"))
        assert reading.read() == OWN


def test_a_broken_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text("[outlets", encoding="utf-8")
    with pytest.raises(RegistryError, match="not TOML"):
        add_outlet(path, Outlet("x", "X", "https://x.example/", "PT"))
    assert path.read_text(encoding="utf-8") == "[outlets"


def test_many_outlets_are_written_together_or_not_at_all(file: Path) -> None:
    before = file.read_bytes()
    many = [Outlet(f"x-{n}", f"X {n}", f"https://x{n}.example/", "PT") for n in range(200)]
    with pytest.raises(RegistryError):
        add_outlets(file, [*many, Outlet("y", "Y", "", "PT")])
    assert file.read_bytes() == before
    add_outlets(file, many)
    assert set(many) <= set(load_registry(file).outlets.values())
