"""Captions told from credits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.extract import article
from parallax.extract.credits import maker_of, split_credit


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "The ferry at the pier. Photo: Ada Lovelace/Reuters",
            "The ferry at the pier.",
            "Ada Lovelace/Reuters",
        ),
        ("The ferry at the pier. (AP Photo/Bo Ek)", "The ferry at the pier.", "AP Photo/Bo Ek"),
        (
            "The ferry at the pier [Ada Lovelace/Al Jazeera]",
            "The ferry at the pier",
            "Ada Lovelace/Al Jazeera",
        ),
        (
            "The ferry at the pier.Ada Lovelace / Getty Images",
            "The ferry at the pier.",
            "Ada Lovelace / Getty Images",
        ),
        ("The ferry at the pier. © Ada Lovelace", "The ferry at the pier.", "Ada Lovelace"),
        ("The ferry, courtesy of the Harbour Museum", "The ferry", "the Harbour Museum"),
        ("Die Fähre am Kai. Foto: dpa", "Die Fähre am Kai.", "dpa"),
        ("Die Fähre am Kai | Bildquelle: picture alliance/dpa", "Die Fähre am Kai", "picture alliance/dpa"),
        ("Le ferry. Crédit photo : AFP", "Le ferry.", "AFP"),
        ("El ferry. EFE/Juan Pérez", "El ferry.", "EFE/Juan Pérez"),
        ("Паром у причала. Фото: РИА Новости", "Паром у причала.", "РИА Новости"),
        ("Kapal feri. (Foto: Antara/Budi)", "Kapal feri.", "Antara/Budi"),
        ("フェリー＝山田撮影", "フェリー", "山田"),
        ("페리. 연합뉴스", "페리.", "연합뉴스"),
        ("العبّارة عند الرصيف (رويترز)", "العبّارة عند الرصيف", "رويترز"),
        ("العبّارة عند الرصيف [الفرنسية]", "العبّارة عند الرصيف", "الفرنسية"),
        ("العبّارة عند الرصيف (الأناضول)", "العبّارة عند الرصيف", "الأناضول"),
        ("العبّارة عند الرصيف. أ ف ب", "العبّارة عند الرصيف.", "أ ف ب"),
        ("العبّارة عند الرصيف - تصوير: ليلى حداد", "العبّارة عند الرصيف", "ليلى حداد"),
        ("العبّارة عند الرصيف (المصدر: غيتي)", "العبّارة عند الرصيف", "غيتي"),
        ("العبّارة (يسار) والرصيف (يمين)", "العبّارة (يسار) والرصيف (يمين)", ""),
        ("السفارة الفرنسية في المدينة", "السفارة الفرنسية في المدينة", ""),
        ("کشتی در اسکله؛ عکس: سارا احمدی", "کشتی در اسکله؛", "سارا احمدی"),
        ("המעבורת ליד הרציף. צילום: נועה כהן", "המעבורת ליד הרציף.", "נועה כהן"),
        ("İskelede feribot. Fotoğraf: AA", "İskelede feribot.", "AA"),
        ("Getty Images", "", "Getty Images"),
        ("Image source, Getty Images", "", "Getty Images"),
        ("Image caption, The ferry at the pier", "The ferry at the pier", ""),
        ("Photograph taken in 1920 of the pier", "Photograph taken in 1920 of the pier", ""),
        ("The source of the river is near the pier", "The source of the river is near the pier", ""),
        ("The ferry (left) and the pier (right)", "The ferry (left) and the pier (right)", ""),
    ],
)
def test_who_made_a_picture_is_told_from_what_it_shows(line: str, caption: str, credit: str) -> None:
    assert split_credit(line) == (caption, credit)


@pytest.mark.parametrize(
    ("line", "maker"),
    [
        ("Фото: Агентство Пример", "Агентство Пример"),
        ("Photo by Ada Lovelace / AFP", "Ada Lovelace / AFP"),
        ("Image credit: NASA", "NASA"),
        ("Credit: Photo: Ada Lovelace", "Ada Lovelace"),
        ("© 2026 dpa", "dpa"),
        ("Photo Ada Lovelace", "Ada Lovelace"),
        ("写真：共同", "共同"),
        ("imageBROKER", "imageBROKER"),
        ("Picture Alliance", "Picture Alliance"),
        ("Photofest", "Photofest"),
        ("Photo:", "Photo:"),
    ],
)
def test_a_credit_is_its_maker_without_the_words_that_say_so(line: str, maker: str) -> None:
    assert maker_of(line) == maker


def test_caption_and_credit_of_the_lead_picture_are_kept_apart() -> None:
    text = "The harbour board voted on Tuesday to reopen the northern ferry line, eleven years after it was closed. "
    figure = (
        "<figure><img src='https://harbour-post.example/ferry.jpg' width=900>"
        "<figcaption>The ferry at the pier. Photo: Ada Lovelace/Reuters</figcaption></figure>"
    )
    body = "".join(f"<p>{text * 2}Part {number}.</p>" for number in range(6))
    html = f"<html><head><title>Ferry line to reopen</title></head><body><article><h1>Ferry line to reopen</h1>{figure}<div class='text'>{body}</div></article></body></html>"
    lead = article(html, "https://harbour-post.example/ferry").lead_image
    assert lead is not None
    assert (lead.caption, lead.credit) == ("The ferry at the pier.", "Ada Lovelace/Reuters")


@pytest.mark.parametrize(
    "name",
    ["icon_more3.png", "logo.png", "default-share.jpg", "btn_print.gif", "sprite-2.png", "placeholder.jpg"],
)
def test_drawn_furniture_is_no_picture(name: str) -> None:
    text = "The harbour board voted on Tuesday to reopen the northern ferry line, eleven years after it was closed. "
    body = "".join(f"<p>{text * 2}Part {number}.</p>" for number in range(6))
    picture = f"<img src='https://harbour-post.example/i/{name}' width=900>"
    html = f"<html><head><title>Ferry line to reopen</title></head><body><article><h1>Ferry line to reopen</h1>{picture}<div class='text'>{body}</div></article></body></html>"
    content = article(html, "https://harbour-post.example/ferry")
    assert content.lead_image is None
    assert content.images == ()


@given(st.text(max_size=200))
def test_no_line_breaks_the_reader(line: str) -> None:
    caption, credit = split_credit(line)
    assert len(caption) + len(credit) <= len(line)
