"""Static check of the number of activations per row in a model."""

import math
from collections.abc import Iterator
from typing import Any

import keras

MAX_ROW_NUMBERS = 1 << 28
"""Limit on the output numbers of any layer for one row."""


class TooLarge(ValueError):
    """Error for a layer whose output for one row is too large."""


def check(model: Any) -> None:
    """Rejects a model in which a layer outputs more than `MAX_ROW_NUMBERS` numbers per row.

    Raises:
        TooLarge: if a layer does.
    """
    for name, shape in _shapes(model):
        numbers = math.prod(length for length in shape[1:] if length is not None)
        if numbers > MAX_ROW_NUMBERS:
            raise TooLarge(
                f"layer {name}: output must have at most {MAX_ROW_NUMBERS} numbers a row, got {numbers} of shape {shape}"
            )


def _shapes(model: Any) -> Iterator[tuple[str, tuple[int | None, ...]]]:
    # A Sequential without an input shape is built on its first input.
    graph = getattr(model, "_functional", None) if isinstance(model, keras.Sequential) else model
    for operation in getattr(graph, "operations", []):
        if isinstance(operation, keras.Model):
            yield from _shapes(operation)
        for node in operation._inbound_nodes:
            for tensor in node.output_tensors:
                yield operation.name, tensor.shape
