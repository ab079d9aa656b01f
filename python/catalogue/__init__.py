"""Reads the installed Keras and writes what keras4j must know of it: the catalogue."""
