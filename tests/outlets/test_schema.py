"""The registry's files are checked field by field, in words that say what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parallax.errors import RegistryError
from parallax.outlets.registry import read_folder
from parallax.outlets.schema import fields_of, read_record

GOOD: dict[str, Any] = {
    "id": "vale-news",
    "name": "Vale News",
    "homepage": "https://vale.example/",
    "languages": ["pt", "zh-Hant"],
    "languages_basis": "list",
    "feeds": ["https://vale.example/feed"],
    "ownership": {"kind": "private", "owner": "A. Silva", "basis": "a list"},
    "kind": "newspaper",
    "scope": "regional",
}


def write(folder: Path, name: str, content: object) -> None:
    (folder / name).write_text(json.dumps(content), encoding="utf-8")


def test_a_good_record_is_read_and_written_again() -> None:
    outlet = read_record(GOOD, where="x", country_code="PT").outlet
    assert read_record(fields_of(outlet), where="x").outlet == outlet


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "Vale News"}, "'id' is 'Vale News'"),
        ({"id": None}, "'id' is missing"),
        ({"name": ""}, "'name' is ''"),
        ({"name": " Vale\nNews"}, "'name' is"),
        ({"homepage": "vale.example"}, "'homepage' is"),
        ({"homepage": "https://user:pass@vale.example/"}, "'homepage' is"),
        ({"feeds": ["javascript:alert(1)"]}, "'feeds' is"),
        ({"feeds": ["https://v.example/a", "https://v.example/a"]}, "each once"),
        ({"feeds": "https://v.example/a"}, "'feeds' is"),
        ({"languages": ["Portuguese"]}, "'languages' is 'Portuguese'"),
        ({"languages_basis": "guess"}, "'languages_basis' is 'guess'"),
        ({"country": "pt"}, "'country' is 'pt'"),
        ({"covers": "XX"}, "'covers' is 'XX'"),
        ({"kind": "blog"}, "'kind' is 'blog'"),
        ({"scope": 3}, "'scope' is 3"),
        ({"ownership": {"kind": "state"}}, "'basis' is missing"),
        ({"ownership": {"kind": "royal", "basis": "x"}}, "'kind' is 'royal'"),
        ({"ownership": "state"}, "'ownership' is 'state'"),
        ({"also_at": ["https://v.example"]}, "'also_at' is"),
        ({"description": "A fine paper."}, "no field 'description'"),
    ],
)
def test_each_wrong_field_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(RegistryError) as caught:
        read_record({**GOOD, **change}, where="pt.json, outlet 'vale-news'", country_code="PT")
    assert str(caught.value).startswith("pt.json, outlet 'vale-news'")
    assert said in f"{caught.value} {caught.value.hint}"
    assert caught.value.hint


def test_an_id_in_two_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "pt.json", {"country": "PT", "outlets": [GOOD]})
    write(tmp_path, "es.json", {"country": "ES", "outlets": [GOOD]})
    with pytest.raises(RegistryError, match=r"pt.json, outlet 'vale-news': the id is taken in es.json"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"country": "ES", "outlets": []}, "'country' is 'ES'"),
        ({"outlets": []}, "must hold"),
        ([], "must hold"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(tmp_path: Path, content: object, said: str) -> None:
    write(tmp_path, "pt.json", content)
    with pytest.raises(RegistryError, match=said):
        read_folder(tmp_path)


def test_a_file_that_is_not_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pt.json").write_text("{", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"pt\.json: not JSON"):
        read_folder(tmp_path)
