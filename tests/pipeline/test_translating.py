"""What of an article is put into English: all that its page shows in the publisher's words."""

from __future__ import annotations

from dataclasses import replace

from parallax.model import Author, Image
from parallax.pipeline.translating import body_texts


def test_everything_the_page_shows_is_translated(make_article) -> None:
    article = make_article(1)
    content = replace(
        article.content,
        lead_image=Image("https://a.example/1.jpg", alt="Um barco", caption="O barco no cais"),
        images=(Image("https://a.example/2.jpg", alt="O cais", caption="O cais"),),
        authors=(Author("Lia Prado", role="Repórter", bio="Escreve sobre rios."),),
        section="Cidades",
        topics=("rio", "transporte"),
    )
    texts = body_texts(replace(article, content=content))
    assert [(part, index, text) for part, index, text in texts if part != "body"] == [
        ("caption", 0, "O barco no cais"),
        ("caption", 1, "O cais"),
        # What only repeats the caption is not translated twice.
        ("alt", 0, "Um barco"),
        ("role", 0, "Repórter"),
        ("bio", 0, "Escreve sobre rios."),
        ("section", 0, "Cidades"),
        ("topic", 0, "rio"),
        ("topic", 1, "transporte"),
    ]


def test_what_a_page_does_not_have_is_not_asked_for(make_article) -> None:
    article = make_article(1)
    bare = replace(article.content, lead_image=None, images=(), authors=(), section="", topics=())
    assert {part for part, _, _ in body_texts(replace(article, content=bare))} == {"body"}
