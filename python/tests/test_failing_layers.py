"""Exceptions as data, with the Keras layer that they came from."""

from collections.abc import Callable
from typing import Any

import keras
from keras4j_runtime import failures


def described(action: Callable[[], object]) -> dict[str, Any]:
    try:
        action()
    except Exception as error:
        return failures.describe(error)
    raise AssertionError("nothing was raised")


def test_a_layer_that_refuses_its_input_while_the_model_is_built_is_named() -> None:
    error = described(lambda: keras.Sequential([keras.Input((64,)), keras.layers.Conv2D(8, 3, name="conv")]))
    assert error["type"] == "ValueError"
    assert error["layer"] == "conv"


def test_the_words_come_without_the_colours_of_a_terminal() -> None:
    error = described(lambda: keras.Sequential([keras.Input((64,)), keras.layers.Reshape((5, 5), name="fold")]))
    assert error["layer"] == "fold"
    assert "\x1b" not in error["text"]
    assert "The total size of the tensor must be unchanged" in error["text"]


def test_without_a_layer_there_is_none() -> None:
    assert described(lambda: 1 // 0)["layer"] is None
