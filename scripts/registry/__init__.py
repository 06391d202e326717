"""How the registry's files are made from the tables of facts."""
