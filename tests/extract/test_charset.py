"""Bytes to text: pages written here in the encodings that the world's press still serves."""

from __future__ import annotations

import pytest

from parallax.extract.charset import as_utf8, decode

TEXTS = {
    "windows-1251": "Совет города решил открыть переправу, закрытую одиннадцать лет назад. Жители ждали этого дня.",
    "koi8-r": "Совет города решил открыть переправу, закрытую одиннадцать лет назад. Жители ждали этого дня.",
    "shift_jis": "市議会は火曜日、十一年前に閉鎖された渡し船の再開を決めた。住民はこの日を待っていたという。",
    "euc-jp": "市議会は火曜日、十一年前に閉鎖された渡し船の再開を決めた。住民はこの日を待っていたという。",
    "gb18030": "市议会星期二决定重新开放十一年前关闭的渡轮航线。居民们说，他们一直在等待这一天。",
    "big5": "市議會星期二決定重新開放十一年前關閉的渡輪航線。居民們說，他們一直在等待這一天。",
    "euc-kr": "시의회는 화요일 십일 년 전에 닫힌 나룻배 노선을 다시 열기로 했다. 주민들은 이날을 기다려 왔다.",
    "iso-8859-1": "Le conseil a décidé de rouvrir la ligne fermée il y a onze ans. « Enfin ! », s'écrie une élève.",
    "iso-8859-2": "Rada miasta postanowiła otworzyć przeprawę zamkniętą jedenaście lat temu. Mieszkańcy się cieszą.",
    "iso-8859-9": "Belediye meclisi on bir yıl önce kapatılan vapur hattını yeniden açmaya karar verdi. Ağaçlık köy.",
    "windows-1256": "قرر مجلس المدينة إعادة فتح خط العبارات الذي أغلق قبل أحد عشر عاما.",
    "utf-8": "Ｍixed: Совет, 市議会, décidé, một con phà.",
}
# windows-1258 spells Vietnamese tones with combining marks.
VIETNAMESE = "Hội đồng thành phố quyết định mở lại bến phà."


def page(text: str, declared: str | None) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<!doctype html><html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_a_page_that_declares_its_encoding_is_read_in_it(name: str, text: str) -> None:
    assert text in decode(page(text, name).encode(name))


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_the_header_is_enough(name: str, text: str) -> None:
    assert text in decode(page(text, None).encode(name), f"text/html; charset={name}")


@pytest.mark.parametrize("name", ["windows-1251", "shift_jis", "euc-jp", "gb18030", "euc-kr"])
def test_what_the_bytes_show_outranks_a_wrong_utf8_declaration(name: str) -> None:
    text = TEXTS[name] * 5
    assert text in decode(page(text, "utf-8").encode(name), "text/html; charset=utf-8")


def test_utf8_outranks_a_latin_declaration() -> None:
    text = TEXTS["utf-8"]
    assert text in decode(page(text, "iso-8859-1").encode("utf-8"), "text/html; charset=ISO-8859-1")


def test_a_broken_byte_in_a_utf8_page_costs_one_character() -> None:
    body = page(TEXTS["koi8-r"] * 3, "utf-8").encode("utf-8").replace(b"<p>", b"<p>\xff", 1)
    assert TEXTS["koi8-r"] in decode(body)


def test_vietnamese_in_windows_1258() -> None:
    import unicodedata

    # The code page has precomposed vowels and combining tones; Python's encoder wants that mixture.
    mixed = "".join(_tone_apart(character) for character in VIETNAMESE)
    read = decode(page(mixed, "windows-1258").encode("cp1258"))
    assert VIETNAMESE in unicodedata.normalize("NFC", read)


def _tone_apart(character: str) -> str:
    import unicodedata

    parts = unicodedata.normalize("NFD", character)
    tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
    rest = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
    return rest + tones


def test_marks_at_the_start_name_the_encoding() -> None:
    assert "Совет" in decode(b"\xff\xfe" + page("Совет", None).encode("utf-16-le"))
    assert decode(b"\xef\xbb\xbf<p>x</p>") == "<p>x</p>"


def test_a_page_in_utf8_is_read_as_the_bytes_it_has() -> None:
    long = page("Совет директоров " * 9000, "utf-8").encode()  # characters lie across what is checked at once
    assert as_utf8(long) is long
    assert as_utf8(b"\xef\xbb\xbf<p>x</p>") == b"<p>x</p>"
    assert as_utf8(b"\xef\xbb\xbf<p>\xff</p>") == "<p>\ufffd</p>".encode()


@pytest.mark.parametrize("name", ["cp1251", "koi8-r", "utf-16"])
def test_a_page_in_another_encoding_is_turned_into_utf8(name: str) -> None:
    read = as_utf8(page(TEXTS["koi8-r"], name).encode(name))
    assert TEXTS["koi8-r"] in read.decode("utf-8")


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe\x80", b"<meta charset=nonsense>\xe9"])
def test_any_bytes_become_text(body: bytes) -> None:
    assert isinstance(decode(body, "text/html; charset=does-not-exist"), str)
