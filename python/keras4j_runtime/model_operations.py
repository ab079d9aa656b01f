"""Operations on existing models (load, fine-tune, quantize …); each creates a new model from the bytes."""

from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
from keras.src.utils import naming

from . import custom_objects, diagrams, object_table, progress, serialization, signature, training

Array = np.ndarray[Any, Any]
Reply = tuple[Any, list[Any]]


def load(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """Loads a model from a foreign file and describes it.

    Args:
        request: `customs`, the custom objects that it needs; `inputs` and `outputs`, see `signature.of_request`.
        events: not called.
        arrays: the file's bytes.
    """
    with training.build_lock:
        model = load_model(request, arrays[0])
    known = signature.of_request(request)
    number = object_table.put(training.Live(model, known))
    return {"model": number, **training.description(model), "outputs": known.output_shapes(model)}, []


def fit_further(request: dict[str, Any], events: progress.Events, arrays: list[Array]) -> Reply:
    """Continues the training of a model: as `training.fit`, with the model's bytes as the last array.

    Args:
        request: as for `training.fit`; `model` has the custom objects that the bytes need.
        events: called at every batch to ask whether to continue.
        arrays: as for `training.fit`, then the bytes.
    """
    program, model = further(request, arrays[-1])
    return training.train(program, model, request, events, arrays[:-1])


def further(request: dict[str, Any], content: Array) -> tuple[Any, Any]:
    """Returns the program in a request, and the model of given bytes that it trains further."""
    program = training.program(request)
    with training.build_lock:
        return program, program.build(load_model(request["model"], content))


def quantize(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """Returns the quantized model; `mode` is Keras' name of the quantization mode."""
    with training.build_lock, custom_objects.scope(custom_objects.load(request["customs"])):
        model = load_model(request, arrays[0])
        described = {id(layer) for layer in _described(model)}
        model.quantize(request["mode"], filters=lambda layer: id(layer) in described)
        if model.compiled:
            # The optimizer's state belongs to weights that no longer exist.
            model.compile_from_config(model.get_compile_config())
    return new_model(model, request)


def _described(layer: Any) -> Iterator[Any]:
    """Yields a layer and the layers within it that its configuration has.

    The configuration of attention does not say that its layers are quantized, and Keras can't load them from a file.
    """
    yield layer
    parts = layer.layers if isinstance(layer, (keras.Model, keras.layers.Pipeline)) else []
    for part in [layer.layer] if isinstance(layer, keras.layers.Wrapper) else parts:
        yield from _described(part)


def set_weights(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """Returns the model with the remaining arrays as the weights of the layer called `layer`."""
    with training.build_lock:
        model = load_model(request, arrays[0])
    weights = model.get_layer(request["layer"]).weights
    for weight, array in zip(weights, arrays[1:], strict=True):
        weight.assign(array.reshape(weight.shape).astype(keras.backend.standardize_dtype(weight.dtype)))
    return new_model(model, request)


def layers(request: dict[str, Any], events: Any, arrays: list[Array]) -> Reply:
    """Returns the layers, and their weights as raw arrays of float32, int32 or uint8, one attachment each."""
    with training.build_lock:
        model = load_model(request, arrays[0])
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
    """Returns Keras' own plot of the model as a PNG."""
    with training.build_lock:
        model = load_model(request, arrays[0])
    return None, [diagrams.render_png(model)]


def load_model(request: dict[str, Any], data: Array) -> Any:
    """Loads a model from bytes, with the `customs` of a request and the greatest `length` of an axis that varies."""
    naming.reset_uids()
    return serialization.from_bytes(data.tobytes(), custom_objects.load(request["customs"]), request.get("length"))


def new_model(model: Any, request: dict[str, Any]) -> Reply:
    """Returns the reply for a new model: its number, description and bytes."""
    content = serialization.to_bytes(model)
    return {"model": object_table.put(training.Live(model, signature.of_request(request))), **training.description(model)}, [
        content
    ]


def _number(weight: Any) -> Array:
    """Returns a weight in one of the types that Java supports."""
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
