"""One article with everything an article can have: what most tests of pages look at."""

from __future__ import annotations

from invented_builders import ago, piece, said

from parallax.model import (
    Author,
    Block,
    Content,
    Doubt,
    Image,
    Passage,
    Related,
)

FERRY = piece(
    "balsa",
    "folha-do-porto",
    "pt",
    Content(
        title="Balsa parada há 12 dias divide as duas margens",
        url="",
        dek="Moradores não aceitam a travessia paga. A prefeitura promete resposta.",
        blocks=(
            Block(
                "paragraph",
                "A balsa que liga as duas margens está parada há 12 dias. Ninguém sabe quando volta.",
            ),
            Block("heading", "O que diz a prefeitura", level=4),
            Block("quote", "“Não haverá cobrança neste mês”, disse a secretária Inês Calado."),
            Block("list-item", "A travessia leva 9 minutos."),
            Block("list-item", "A ponte mais próxima fica a 41 quilômetros."),
            Block("correction", "Uma versão anterior dizia que a balsa estava parada há 10 dias."),
            Block("embed", "Vídeo da margem norte", url="https://video.example/norte"),
            Block("paragraph", "A fila, a fila, a fila, a fila."),
            Block("paragraph", "Os pescadores oferecem barcos próprios. O preço não é fixo."),
        ),
        authors=(
            Author(
                "Marta Quintela",
                "Repórter",
                "Marta Quintela cobre o rio e os portos há dez anos.",
                "https://folha-do-porto.example/marta.jpg",
                "https://folha-do-porto.example/marta",
            ),
            Author("Tomé Valadares"),
        ),
        published=ago(hours=4),
        modified=ago(hours=2),
        lead_image=Image(
            "https://folha-do-porto.example/balsa.jpg",
            "A balsa vazia",
            "A balsa parada no cais sul",
            "Lia Prado / Folha",
            1600,
            1000,
        ),
        images=(Image("https://folha-do-porto.example/cais.jpg", "O cais", "", "Lia Prado"),),
        section="Cidades",
        topics=("rio", "transporte"),
        related=(
            Related(
                "https://folha-do-porto.example/ponte", "A ponte que nunca veio", "Trinta anos de planos"
            ),
        ),
    ),
    (
        Passage(
            "title",
            0,
            (
                said(
                    "Balsa parada há 12 dias divide as duas margens",
                    "Ferry stopped for 12 days divides the two banks",
                ),
            ),
        ),
        Passage(
            "dek",
            0,
            (
                said("Moradores não aceitam a travessia paga.", "Residents do not accept the paid crossing."),
                said("A prefeitura promete resposta.", "City Hall promises an answer."),
            ),
        ),
        Passage(
            "body",
            0,
            (
                said(
                    "A balsa que liga as duas margens está parada há 12 dias.",
                    "The ferry that links the two banks has been stopped for 21 days.",
                    Doubt("number", "the original has 12, the English has 21"),
                ),
                said("Ninguém sabe quando volta.", "Nobody knows when it returns."),
            ),
        ),
        Passage("body", 1, (said("O que diz a prefeitura", "What City Hall says"),)),
        Passage(
            "body",
            2,
            (
                said(
                    "“Não haverá cobrança neste mês”, disse a secretária Inês Calado.",
                    "“There will be no charge this month,” said secretary Inês Calado.",
                    engine="human",
                    model="",
                    version="",
                ),
            ),
        ),
        Passage("body", 3, (said("A travessia leva 9 minutos.", "The crossing takes 9 minutes."),)),
        Passage(
            "body",
            4,
            (
                said(
                    "A ponte mais próxima fica a 41 quilômetros.", "The nearest bridge is 41 kilometres away."
                ),
            ),
        ),
        Passage(
            "body",
            5,
            (
                said(
                    "Uma versão anterior dizia que a balsa estava parada há 10 dias.",
                    "An earlier version said the ferry had been stopped for 10 days.",
                ),
            ),
        ),
        Passage("body", 6, (said("Vídeo da margem norte", "Video of the north bank"),)),
        Passage(
            "body",
            7,
            (
                said(
                    "A fila, a fila, a fila, a fila.",
                    None,
                    refusal="The engine repeated itself, so its English was thrown away.",
                ),
            ),
        ),
        Passage(
            "body",
            8,
            (
                said("Os pescadores oferecem barcos próprios.", "The fishermen offer boats of their own."),
                said(
                    "O preço não é fixo.",
                    "The price is fixed.",
                    Doubt("negation", "the original says “não”, the English denies nothing"),
                ),
            ),
        ),
        Passage("caption", 0, (said("A balsa parada no cais sul", "The ferry idle at the south quay"),)),
        Passage("alt", 0, (said("A balsa vazia", "The empty ferry"),)),
        Passage("role", 0, (said("Repórter", "Reporter"),)),
        Passage("section", 0, (said("Cidades", "Cities"),)),
        Passage("topic", 0, (said("rio", "river"),)),
        Passage("topic", 1, (said("transporte", "transport"),)),
        Passage(
            "bio",
            0,
            (
                said(
                    "Marta Quintela cobre o rio e os portos há dez anos.",
                    "Marta Quintela has covered the river and the ports for ten years.",
                ),
            ),
        ),
    ),
)
