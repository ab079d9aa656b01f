"""What is done with models that are there already: each function makes a model of its own from the bytes."""

from typing import Any

import keras
import numpy as np
from keras.src.utils import naming

from . import customs, diagrams, keeping, ports, table, training, watching

Array = np.ndarray[Any, Any]
Reply = tuple[Any, list[Any]]


def load(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """Loads a model from a file that somebody else wrote, and says what it is.

    Args:
        request: `customs`, the custom objects that it needs; `inputs` and `outputs`, see `ports.of`.
        events: not asked.
        arrays: the file's bytes.
    """
    with training.building:
        model = model_of(request, arrays[0])
    known = ports.of(request)
    number = table.put(training.Live(model, known))
    return {"model": number, **training.described(model), "outputs": known.output_shapes(model)}, []


def fit_further(request: dict[str, Any], events: watching.Events, arrays: list[Array]) -> Reply:
    """Trains a model further: as `training.fit`, with the model's bytes as the last array.

    Args:
        request: as for `training.fit`; `model` has the custom objects that the bytes need.
        events: asked at every batch whether to go on.
        arrays: as for `training.fit`, then the bytes.
    """
    program = training.program(request)
    with training.building:
        model = program.build(model_of(request["model"], arrays[-1]))
    return training.train(program, model, request, events, arrays[:-1])


def quantize(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """The model with its weights in fewer bits; `mode` is Keras' name of a way to do so."""
    with training.building, customs.scope(customs.load(request["customs"])):
        model = model_of(request, arrays[0])
        model.quantize(request["mode"])
        if model.compiled:
            # What the optimizer remembers is of weights that are gone.
            model.compile_from_config(model.get_compile_config())
    return kept(model, request)


def set_weights(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """The model with the other arrays as the weights of the layer called `layer`."""
    with training.building:
        model = model_of(request, arrays[0])
    weights = model.get_layer(request["layer"]).weights
    for weight, array in zip(weights, arrays[1:], strict=True):
        weight.assign(array.reshape(weight.shape).astype(keras.backend.standardize_dtype(weight.dtype)))
    return kept(model, request)


def layers(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """The layers, and their weights as raw arrays of float32, int32 or uint8, one attachment each."""
    with training.building:
        model = model_of(request, arrays[0])
    described: list[Any] = []
    attachments: list[Any] = []
    for layer in model.layers:
        numbers = [_number(weight) for weight in layer.weights]
        described.append(
            {
                "name": layer.name,
                "type": type(layer).__name__,
                "shape": _shape(layer),
                "trainable": layer.trainable,
                "weights": [_weight(w, number) for w, number in zip(layer.weights, numbers, strict=True)],
            }
        )
        attachments.extend(number.tobytes() for number in numbers)
    return described, attachments


def plot(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """Keras' own picture of the model, a PNG."""
    with training.building:
        model = model_of(request, arrays[0])
    return None, [diagrams.drawn(model)]


def model_of(request: dict[str, Any], data: Array) -> Any:
    """The model in some bytes, with the `customs` of a request."""
    naming.reset_uids()
    return keeping.from_bytes(data.tobytes(), customs.load(request["customs"]))


def kept(model: Any, request: dict[str, Any]) -> Reply:
    """A new model, live and as bytes."""
    content = keeping.to_bytes(model)
    return {"model": table.put(training.Live(model, ports.of(request))), **training.described(model)}, [content]


def _number(weight: Any) -> Array:
    """A weight in one of the types that Java knows."""
    value = keras.ops.convert_to_numpy(weight.value)
    kind = np.dtype("uint8") if value.dtype in (np.uint8, np.bool_) else np.dtype("int32")
    whole = np.issubdtype(value.dtype, np.integer) or value.dtype == np.bool_
    return np.ascontiguousarray(value.astype(kind if whole else np.float32))


def _weight(weight: Any, number: Array) -> dict[str, Any]:
    return {
        "name": weight.name,
        "shape": list(number.shape),
        "dtype": number.dtype.name,
        "trainable": bool(weight.trainable),
    }


def _shape(layer: Any) -> str:
    try:
        return str(layer.output.shape)
    except (AttributeError, ValueError):
        return "multiple"
