"""Benchmark of a search in plain Keras: a loop over candidates and folds with `build`, `fit` and `evaluate`."""

import json
import time
from pathlib import Path
from typing import Any

import keras
import numpy as np


class Search:
    """Rows, folds and candidates in files written by Java.

    Args:
        folder: the folder of the files.
        name: the prefix of their names.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._told = json.loads((folder / f"{name}.json").read_text())
        self._x = np.fromfile(folder / f"{name}.x.float32", np.float32).reshape(-1, self._told["inputs"])
        codes = np.fromfile(folder / f"{name}.y.int32", np.int32)
        self._y = np.asarray(keras.utils.to_categorical(codes), np.float32)

    def run(self, every: int) -> dict[str, Any]:
        """Evaluates one in `every` candidates on all folds.

        Returns:
            The `seconds`, extrapolated if candidates were left out, as stated in `scaled`; the accuracy of each, `means`.
        """
        candidates = self._told["candidates"][::every]
        start = time.perf_counter()
        means = [float(np.mean([self._accuracy(each, fold) for fold in self._told["folds"]])) for each in candidates]
        seconds = time.perf_counter() - start
        all_of_them = len(self._told["candidates"])
        scaled = "" if every == 1 else f", scaled from {len(candidates)} of {all_of_them} candidates"
        return {"seconds": seconds * all_of_them / len(candidates), "means": means, "scaled": scaled}

    def _accuracy(self, candidate: dict[str, Any], assessed: list[int]) -> float:
        keras.utils.clear_session()
        training = np.delete(np.arange(len(self._x)), assessed)
        model = self._built(candidate)
        model.fit(
            self._x[training],
            self._y[training],
            batch_size=self._told["batch"],
            epochs=self._told["epochs"],
            validation_split=self._told["validation_split"],
            verbose=0,
        )
        return float(model.evaluate(self._x[assessed], self._y[assessed], verbose=0)[1])

    def _built(self, candidate: dict[str, Any]) -> Any:
        model = keras.Sequential([keras.Input((self._x.shape[1],))])
        for units in candidate["units"]:
            model.add(keras.layers.Dense(units, activation="relu"))
            model.add(keras.layers.Dropout(candidate["rate"]))
        model.add(keras.layers.Dense(self._y.shape[1], activation="softmax"))
        optimizer = keras.optimizers.RMSprop(candidate["learn_rate"])
        model.compile(optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
        return model
