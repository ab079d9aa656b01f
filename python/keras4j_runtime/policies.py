"""Keras' dtype policy, which a program sets for the layers that it makes."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import keras


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Puts back the policy of this thread: what one program sets is not for the next."""
    before = keras.config.dtype_policy()
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


@contextlib.contextmanager
def of(config: bytes) -> Iterator[None]:
    """Within it a model is loaded under the mixed policy that its `config.json` has in some layer, if any.

    Keras keeps the policies of layers, but not that of a functional model, and forgets that of a sequential one. Without
    it a model of `mixed_float16` would be compiled without the scaling of its loss, and small gradients would vanish.
    """
    mixed: list[str] = []

    def note(node: dict[str, Any]) -> dict[str, Any]:
        if node.get("class_name") == "DTypePolicy" and node["config"]["name"].startswith("mixed_"):
            mixed.append(node["config"]["name"])
        return node

    json.loads(config, object_hook=note)
    with kept():
        if mixed:
            keras.config.set_dtype_policy(mixed[0])
        yield
