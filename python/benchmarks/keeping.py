"""The network that Java fitted, saved and loaded by Keras itself; and files for Java to inspect."""

from pathlib import Path
from typing import Any

import keras


class Keeping:
    """A model loaded from `model.keras`; leaves `small.keras` and `big.keras`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._model: Any = keras.saving.load_model(folder / "model.keras")
        keras.Sequential([keras.Input((16,)), keras.layers.Dense(16), keras.layers.Dense(1)]).save(folder / "small.keras")
        keras.Sequential([keras.Input((4096,)), keras.layers.Dense(8192)]).save(folder / "big.keras")

    def save(self) -> None:
        """As `fitted.replace`: over the file that is there."""
        self._model.save(self._folder / "saved.keras")

    def load(self) -> None:
        """From the file to a model and its weights."""
        keras.saving.load_model(self._folder / "model.keras").get_weights()
