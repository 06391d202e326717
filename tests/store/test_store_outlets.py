"""Outlets by their ids."""

from __future__ import annotations


def test_names_are_of_the_outlets_asked_for_and_known(store):
    assert store.outlet_names(["gazeta", "nobody"]) == {"gazeta": "Gazeta do Vale"}
    assert store.outlet_names([]) == {}
