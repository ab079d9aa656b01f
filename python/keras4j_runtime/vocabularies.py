"""Vocabularies that layers of a new model learn from its training rows, as with `adapt`."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

import keras
from keras.src.ops.operation_utils import get_source_inputs

_KERAS_CALL = keras.layers.Layer.__call__

Rows = dict[str, Any]


@contextlib.contextmanager
def learned(rows: Rows) -> Iterator[None]:
    """Adapts each lookup layer without a vocabulary when a model is built with it, on this thread only.

    Layers of some output modes can't be called before they have their vocabulary, so it is learned at their first
    call: from what the layers before make of the rows.

    Args:
        rows: the training rows by the name of their input; none where a model is built without rows, whose layers
            have a vocabulary without words.
    """
    here = threading.get_ident()

    def call(layer: Any, *args: Any, **named: Any) -> Any:
        if threading.get_ident() == here and args and isinstance(args[0], keras.KerasTensor) and _lacks(layer):
            layer.adapt(_rows(args[0], rows) if rows else [""] if _texts(layer) else [0])
        return _KERAS_CALL(layer, *args, **named)

    keras.layers.Layer.__call__ = call
    try:
        yield
    finally:
        keras.layers.Layer.__call__ = _KERAS_CALL


def _lacks(layer: Any) -> bool:
    lookup = getattr(layer, "_lookup_layer", layer)
    return hasattr(lookup, "input_vocabulary") and lookup.input_vocabulary is None and lookup._frozen_vocab_size is None


def _texts(layer: Any) -> bool:
    return not isinstance(layer, keras.layers.IntegerLookup)


def _rows(tensor: Any, rows: Rows) -> Any:
    """Returns the values of a symbolic tensor for the rows."""
    sources = get_source_inputs(tensor)
    given = list(rows.values()) if len(rows) == 1 else [rows[source.name] for source in sources]
    if sources[0] is tensor:
        return given[0]
    return keras.Model(sources, tensor)(given)
