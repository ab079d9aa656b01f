"""Scopes for Keras' dtype policy, which a program sets for its layers."""

import contextlib
from collections.abc import Iterator
from typing import Any

import keras


@contextlib.contextmanager
def restored() -> Iterator[None]:
    """Restores the policy of this thread on exit, so that no program affects the next."""
    before = keras.config.dtype_policy()
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


@contextlib.contextmanager
def of_config(nodes: list[dict[str, Any]]) -> Iterator[None]:
    """Sets the first mixed policy among the objects of a `config.json`, if any, for loading the model.

    Keras saves the policies of layers, but not that of a functional model, and drops that of a sequential one. Without
    this scope a `mixed_float16` model would be compiled without loss scaling, and small gradients would vanish.
    """
    names = (node["config"]["name"] for node in nodes if node.get("class_name") == "DTypePolicy")
    mixed = next((name for name in names if name.startswith("mixed_")), None)
    with restored():
        if mixed is not None:
            keras.config.set_dtype_policy(mixed)
        yield
