"""Models that are put together for weights from a file: built once, without drawing weights that the file replaces."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

import keras
from keras.src.initializers.random_initializers import RandomInitializer

_OWN = keras.Sequential.__dict__["from_config"]
_ADD = keras.layers.Layer.add_weight


@contextlib.contextmanager
def at_once() -> Iterator[None]:
    """Within it a Sequential is built when it has all its layers; Keras builds it anew after each of them."""
    keras.Sequential.from_config = classmethod(_from_config)
    try:
        yield
    finally:
        keras.Sequential.from_config = _OWN


@contextlib.contextmanager
def undrawn() -> Iterator[None]:
    """Within it, and on this thread alone, weights that a layer of Keras would draw at random are zeros.

    Each of them must be loaded later, which Keras makes sure of for its own layers: to draw them is a tenth of a load of a
    small network, and most of it where an orthogonal matrix is asked for.
    """
    here = threading.get_ident()

    def add(layer: Any, *args: Any, initializer: Any = None, **named: Any) -> Any:
        drawn = isinstance(initializer, RandomInitializer) and threading.get_ident() == here
        return _ADD(layer, *args, initializer="zeros" if drawn else initializer, **named)

    keras.layers.Layer.add_weight = add
    try:
        yield
    finally:
        keras.layers.Layer.add_weight = _ADD


def _from_config(cls: Any, config: dict[str, Any], custom_objects: Any = None) -> Any:
    if cls is not keras.Sequential or any("module" not in layer for layer in config["layers"]):
        return _OWN.__func__(cls, config, custom_objects)
    model = cls(name=config["name"])
    for layer in config["layers"]:
        model.add(keras.saving.deserialize_keras_object(layer, custom_objects=custom_objects), rebuild=False)
    if model._layers:
        model._maybe_rebuild()
    shape = config.get("build_input_shape")
    if not model._functional and isinstance(shape, (tuple, list)):
        model.build(shape)
    return model
