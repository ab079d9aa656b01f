"""Construction of models whose weights come from a file: a single build, and no weights that the file lacks."""

import contextlib
import math
import threading
from collections.abc import Iterator
from typing import Any

import keras
from keras.src.initializers.random_initializers import RandomInitializer

from . import activations

_KERAS_FROM_CONFIG = keras.Sequential.__dict__["from_config"]
_KERAS_ADD_WEIGHT = keras.layers.Layer.add_weight
_UNSTORED_NUMBERS = 1 << 20
"""Numbers that a model may make as weights and yet not store."""


@contextlib.contextmanager
def single_build() -> Iterator[None]:
    """Builds a Sequential once, after its last layer; Keras itself rebuilds it after each layer."""
    keras.Sequential.from_config = classmethod(_from_config)
    try:
        yield
    finally:
        keras.Sequential.from_config = _KERAS_FROM_CONFIG


@contextlib.contextmanager
def stored_weights(stored: int, zeros: bool) -> Iterator[None]:
    """Bounds the weights that layers make by those of a file, on this thread only.

    With `zeros`, weights begin with zeros instead of random numbers. All of them must be loaded later, which Keras
    enforces for its own layers. Drawing them takes a tenth of the load time of a small network, and most of it for an
    orthogonal initializer.

    Args:
        stored: the number of bytes of the file's weights, of which each has at least one.
        zeros: whether to make zeros.

    Raises:
        activations.TooLarge: if the layers make more.
    """
    here = threading.get_ident()
    left = stored + _UNSTORED_NUMBERS

    def add(layer: Any, *args: Any, initializer: Any = None, **named: Any) -> Any:
        nonlocal left
        if threading.get_ident() == here:
            shape = tuple(named.get("shape") or next((each for each in args if isinstance(each, (tuple, list))), ()))
            left -= math.prod(shape)
            if left < 0:
                raise activations.TooLarge(f"layer {layer.name}: weights must be those of the file, got {shape} more")
            initializer = "zeros" if zeros and isinstance(initializer, RandomInitializer) else initializer
        return _KERAS_ADD_WEIGHT(layer, *args, initializer=initializer, **named)

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
