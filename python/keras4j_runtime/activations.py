"""How many numbers the layers of a model make of one row, known without making any."""

import math
from collections.abc import Iterator
from typing import Any

import keras

MOST = 1 << 28


class TooLarge(ValueError):
    """A layer would make too many numbers of a row."""


def check(model: Any) -> None:
    """Refuses a model that would make more than `MOST` numbers of one row anywhere.

    Raises:
        TooLarge: a layer would.
    """
    for name, shape in _shapes(model):
        numbers = math.prod(length for length in shape[1:] if length is not None)
        if numbers > MOST:
            raise TooLarge(f"layer {name}: output must have at most {MOST} numbers a row, got {numbers} of shape {shape}")


def _shapes(model: Any) -> Iterator[tuple[str, tuple[int | None, ...]]]:
    # A Sequential that knows no input is built when it sees one.
    graph = getattr(model, "_functional", None) if isinstance(model, keras.Sequential) else model
    for operation in getattr(graph, "operations", []):
        if isinstance(operation, keras.Model):
            yield from _shapes(operation)
        for node in operation._inbound_nodes:
            for tensor in node.output_tensors:
                yield operation.name, tensor.shape
