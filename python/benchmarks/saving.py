"""Benchmark of saving and loading: the network fitted by Java, saved and loaded by Keras itself."""

from pathlib import Path
from typing import Any

import keras


class SavedModel:
    """Model loaded from `model.keras`; also writes `small.keras` and `big.keras` for Java to inspect."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._model: Any = keras.saving.load_model(folder / "model.keras")
        keras.Sequential([keras.Input((16,)), keras.layers.Dense(16), keras.layers.Dense(1)]).save(folder / "small.keras")
        keras.Sequential([keras.Input((4096,)), keras.layers.Dense(8192)]).save(folder / "big.keras")

    def save(self) -> None:
        """Saves the model over the existing file, as `fitted.replace` does."""
        self._model.save(self._folder / "saved.keras")

    def load(self) -> None:
        """Loads the model and its weights from the file."""
        keras.saving.load_model(self._folder / "model.keras").get_weights()
