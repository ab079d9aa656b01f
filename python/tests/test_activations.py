"""Tests of the limit on activations: oversized models are rejected after loading, before any computation."""

from typing import Any

import keras
import pytest
from keras import layers

from keras4j_runtime import activations, serialization


def stack(*others: Any) -> Any:
    return keras.Sequential([keras.Input((4,)), *others], name="net")


def repeated(times: int) -> list[Any]:
    return [part for _ in range(times) for part in (layers.RepeatVector(4096), layers.Flatten())]


def words(numbers: int, shape: str) -> str:
    return rf"^layer repeat_vector\w*: output must have at most 268435456 numbers a row, got {numbers} of shape \({shape}\)$"


def test_lengths_that_are_small_and_multiply_are_refused() -> None:
    content = serialization.to_bytes(stack(*repeated(3)))
    with pytest.raises(ValueError, match=words(1 << 38, "None, 4096, 67108864")):
        serialization.from_bytes(content)


def test_lengths_multiply_within_models_and_in_graphs() -> None:
    entrance = keras.Input((4,))
    inner = stack(*repeated(2))
    with pytest.raises(ValueError, match=words(1 << 38, "None, 4096, 67108864")):
        activations.check(keras.Model(entrance, layers.RepeatVector(4096)(inner(entrance))))
    with pytest.raises(ValueError, match=words(1 << 38, "None, 4096, 67108864")):
        activations.check(stack(stack(*repeated(3)), layers.Flatten()))


def test_large_outputs_below_the_limit_and_open_lengths_are_accepted() -> None:
    activations.check(stack(*repeated(2)))
    activations.check(keras.Sequential([layers.Dense(2)]))
    activations.check(keras.Sequential([keras.Input((None, 3)), layers.Dense(2)]))
