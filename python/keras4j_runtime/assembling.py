"""Faster construction of models whose weights come from a file: a single build and no random initial weights."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

import keras
from keras.src.initializers.random_initializers import RandomInitializer

_KERAS_FROM_CONFIG = keras.Sequential.__dict__["from_config"]
_KERAS_ADD_WEIGHT = keras.layers.Layer.add_weight


@contextlib.contextmanager
def single_build() -> Iterator[None]:
    """Builds a Sequential once, after its last layer; Keras itself rebuilds it after each layer."""
    keras.Sequential.from_config = classmethod(_from_config)
    try:
        yield
    finally:
        keras.Sequential.from_config = _KERAS_FROM_CONFIG


@contextlib.contextmanager
def zero_weights() -> Iterator[None]:
    """Initializes weights with zeros instead of random numbers, on this thread only.

    All of these weights must be loaded later, which Keras enforces for its own layers. Drawing them takes a tenth of the
    load time of a small network, and most of it for an orthogonal initializer.
    """
    here = threading.get_ident()

    def add(layer: Any, *args: Any, initializer: Any = None, **named: Any) -> Any:
        drawn = isinstance(initializer, RandomInitializer) and threading.get_ident() == here
        return _KERAS_ADD_WEIGHT(layer, *args, initializer="zeros" if drawn else initializer, **named)

    keras.layers.Layer.add_weight = add
    try:
        yield
    finally:
        keras.layers.Layer.add_weight = _KERAS_ADD_WEIGHT


def _from_config(cls: Any, config: dict[str, Any], custom_objects: Any = None) -> Any:
    if cls is not keras.Sequential or any("module" not in layer for layer in config["layers"]):
        return _KERAS_FROM_CONFIG.__func__(cls, config, custom_objects)
    model = cls(name=config["name"])
    for layer in config["layers"]:
        model.add(keras.saving.deserialize_keras_object(layer, custom_objects=custom_objects), rebuild=False)
    if model._layers:
        model._maybe_rebuild()
    shape = config.get("build_input_shape")
    if not model._functional and isinstance(shape, (tuple, list)):
        model.build(shape)
    return model
