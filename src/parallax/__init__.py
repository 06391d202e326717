"""Parallax: the world's press in English, country by country, and how others tell the same story."""

__version__ = "0.1.0"
