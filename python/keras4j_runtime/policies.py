"""Scopes for Keras' dtype policy, which a program sets for its layers."""

import contextlib
import json
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
def of_config(config: bytes) -> Iterator[None]:
    """Sets the first mixed policy found in the layers of a `config.json`, if any, for loading the model.

    Keras saves the policies of layers, but not that of a functional model, and drops that of a sequential one. Without
    this scope a `mixed_float16` model would be compiled without loss scaling, and small gradients would vanish.
    """
    mixed: list[str] = []

    def note(node: dict[str, Any]) -> dict[str, Any]:
        if node.get("class_name") == "DTypePolicy" and node["config"]["name"].startswith("mixed_"):
            mixed.append(node["config"]["name"])
        return node

    json.loads(config, object_hook=note)
    with restored():
        if mixed:
            keras.config.set_dtype_policy(mixed[0])
        yield
