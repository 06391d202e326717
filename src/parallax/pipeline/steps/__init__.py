"""The steps of the journey, one a module."""
