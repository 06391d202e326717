"""Measures quotations: attribution, pronouns, alignment, and quotations checked by hand."""
