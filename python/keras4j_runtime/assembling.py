"""Sequential models that are built once as they are loaded."""

import contextlib
from collections.abc import Iterator
from typing import Any

import keras

_OWN = keras.Sequential.__dict__["from_config"]


@contextlib.contextmanager
def at_once() -> Iterator[None]:
    """Within it a Sequential is built when it has all its layers; Keras builds it anew after each of them."""
    keras.Sequential.from_config = classmethod(_from_config)
    try:
        yield
    finally:
        keras.Sequential.from_config = _OWN


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
