"""Shared fixtures of the tests: names of the catalogue, small programs and rows."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from keras4j_runtime import programs, training

CATALOGUE = Path(__file__).parents[2] / "java/core/src/main/resources/keras4j/internal/catalogue"
FOREIGN = {"object", "tensor"}
SYMBOLS = [
    entry["symbol"]
    for entry in json.loads(next(CATALOGUE.glob("keras-*.json")).read_text(encoding="utf-8"))["entries"]
    if not any(each.get("required") and FOREIGN.issuperset(each["types"]) for each in entry["arguments"])
]
programs.allow(SYMBOLS)


def program(output: str, loss: str, fit: str = "epochs=2, batch_size=16") -> str:
    """Returns the source of a network of 4 numbers per row with one hidden layer."""
    return f"""
import keras


def build(input_shape=(4,)):
    keras.utils.set_random_seed(3)
    model = keras.Sequential(
        [keras.Input(shape=input_shape), keras.layers.Dense(8, activation="relu", name="hidden"), {output}],
        name="net",
    )
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.02), loss={loss!r})
    return model


def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
    return model.fit(
        x,
        y,
        {fit},
        validation_data=validation_data,
        sample_weight=sample_weight,
        callbacks=[*callbacks],
        verbose=0,
    )
"""


def request(source: str, classes: int | None = None, **more: Any) -> dict[str, Any]:
    """Returns the request of a fit."""
    return {
        "source": source,
        "file": "net.py",
        **ports(classes),
        "weights": False,
        "validation": False,
        "customs": [],
        "header": 0,
        **more,
    }


def ports(classes: int | None = None) -> dict[str, Any]:
    """Returns the signature of one input and one output."""
    return {"inputs": ["x"], "outputs": [{"name": "y", "classes": classes}]}


def fit(source: str, arrays: list[Any], classes: int | None = None, **more: Any) -> tuple[dict[str, Any], list[Any]]:
    """Fits a program without cancellation."""
    return training.fit(request(source, classes, **more), lambda text: True, arrays)


def rows(count: int, *shape: int, dtype: str = "float32") -> Any:
    """Returns rows of numbers between 0 and 1, or of small integers."""
    random = np.random.default_rng(count)
    if dtype == "float32":
        return random.random((count, *shape), np.float32)
    return random.integers(0, 5, (count, *shape)).astype(dtype)
