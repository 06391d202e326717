"""Facts about the world that several rooms share, kept as data files."""
