"""The command line: composes everything, and nothing imports it."""
