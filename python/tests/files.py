"""Files that some layers read, created on import in a folder that is deleted with the process."""

import tempfile
from pathlib import Path

import keras

_folder = tempfile.TemporaryDirectory()


def _written(name: str, lines: list[str]) -> str:
    file = Path(_folder.name) / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


def _exported() -> str:
    """Writes a SavedModel if TensorFlow is available."""
    place = str(Path(_folder.name) / "saved_model")
    if keras.backend.backend() == "tensorflow":
        keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)]).export(place, verbose=False)
    return place


words = _written("words.txt", ["one", "two"])
numbers = _written("numbers.txt", ["1", "2"])
saved_model = _exported()
