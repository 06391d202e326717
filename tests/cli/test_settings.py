"""Settings: where each comes from, and what is said of a wrong one."""

from __future__ import annotations

import json

import pytest


def test_settings_come_from_environment_then_file_and_say_so(parallax, settings_file):
    settings_file.write_text("[site]\nport = 9000\n[poll]\nkeep_days = 5\n")
    shown = json.loads(parallax("config", "--json", PARALLAX_SITE__PORT="9001").out)
    assert shown["site.port"] == {"value": "9001", "from": "environment"}
    assert shown["poll.keep_days"] == {"value": "5", "from": "file"}
    assert shown["site.host"]["from"] == "default"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[site]\nport = 'x'\n", "site.port"),
        ("[site]\nprot = 1\n", "site.prot: there is no such setting"),
        ("[site\n", "not valid TOML"),
        ("# caf\xe9\n", "parallax.toml cannot be read: it is not UTF-8 text."),
        ("[poll]\ncountries = ['Atlantis']\n", "poll.countries.0: “Atlantis” is no country"),
        ("[translation]\nvariant = 'big'\n", "translation.variant: input should be 'best' or 'small'"),
        ("[site]\nbase_url = 'news.example'\n", "site.base_url: “news.example” does not begin with http"),
    ],
)
def test_a_wrong_setting_is_named(parallax, settings_file, text, words):
    settings_file.write_text(text, encoding="latin-1")
    done = parallax("config")
    assert done.code == 1
    assert words in " ".join(done.err.split())
    assert "Traceback" not in done.err


def test_a_list_in_the_environment_is_json_and_its_countries_may_be_named(parallax):
    mistaken = parallax("config", PARALLAX_POLL__COUNTRIES="BR")
    assert mistaken.code == 1
    assert "The environment variable PARALLAX_POLL__COUNTRIES is not JSON." in mistaken.err
    assert """'["BR","PT"]'""" in mistaken.err
    shown = json.loads(parallax("config", "--json", PARALLAX_POLL__COUNTRIES='["br", "Portugal"]').out)
    assert shown["poll.countries"]["value"] == '["BR", "PT"]'


def test_a_written_settings_file_changes_nothing_until_a_line_is_taken_in(parallax, settings_file):
    before = parallax("config").out
    assert parallax("config", "init").code == 1
    settings_file.unlink()
    assert parallax("config", "init").code == 0
    assert parallax("config").out == before
    settings_file.write_text(
        "\n".join(
            line.removeprefix("# ") if " = " in line else line
            for line in settings_file.read_text().splitlines()
        )
    )
    assert parallax("config").code == 0


def test_a_settings_file_that_is_named_must_be_there(parallax, settings_file):
    settings_file.unlink()
    done = parallax("config")
    assert done.code == 1
    assert f"PARALLAX_CONFIG names {settings_file}, and there is no such file." in " ".join(done.err.split())
