"""Tone towards a person, and loaded words: sentences worth a second look. Never a label.

A step of pure functions over English sentences.
"""

from __future__ import annotations

from parallax.tone.head import VERSION, ToneModel, packaged_model
from parallax.tone.larger import LargerModel
from parallax.tone.loaded import LoadedWord, loaded_words
from parallax.tone.reading import Person, Reader, Sentence

__all__ = [
    "VERSION",
    "LargerModel",
    "LoadedWord",
    "Person",
    "Reader",
    "Sentence",
    "ToneModel",
    "loaded_words",
    "packaged_model",
]
