"""Which translations are thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest

from parallax.translate.checks import LOOPED, TOO_MUCH, TOO_SHORT, UNCHANGED, objection

LONG = "O governo anunciou ontem à noite que as escolas de toda a região voltam a abrir na segunda-feira."


@pytest.mark.parametrize(
    ("original", "english", "verdict"),
    [
        (
            LONG,
            "The schools are open, the schools are open, the schools are open, the schools are open, the schools are open.",
            LOOPED,
        ),
        (LONG, "The government said " + "na" * 20, LOOPED),
        (LONG, "The schools " + "-" * 40, LOOPED),
        (LONG, "Yes.", TOO_SHORT),
        (
            "Sim, claro.",
            "Yes, of course, and then the minister went on to speak about many other things.",
            TOO_MUCH,
        ),
        ("Қазақстан президенті", "Қазақстан президенті", UNCHANGED),
        (LONG, "The government announced last night that schools across the region reopen on Monday.", ""),
        (
            "雨停了。学校重新开放，市长表示欢迎。",
            "The rain stopped. Schools reopened, and the mayor welcomed it.",
            "",
        ),
        ("Não, não, não!", "No, no, no!", ""),
        ("Gooooooooooolo do Brasil", "Goooooooooooal for Brazil", ""),
        ("BBC", "BBC", ""),
        ("-" * 40 + " fim", "-" * 40 + " end", ""),
    ],
)
def test_verdicts(original: str, english: str, verdict: str) -> None:
    assert objection(original, english) == verdict


@pytest.mark.parametrize("language", ["ar", "de", "fa", "fr", "hi", "id", "pt", "ru", "tr", "uk", "zh"])
def test_no_right_translation_is_thrown_away(language: str, shared: Path) -> None:
    folder = shared / "data/translation"
    pairs = zip(
        (folder / f"flores-dev.{language}").read_text(encoding="utf-8").splitlines(),
        (folder / "flores-dev.en").read_text(encoding="utf-8").splitlines(),
        strict=True,
    )
    assert [pair for pair in pairs if objection(*pair)] == []
