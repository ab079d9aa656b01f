"""Bounds on the numbers that the layers of a model make for one row."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import keras
from keras.src.utils.tracking import DotNotTrackScope

MAX_ROW_NUMBERS = 1 << 28
"""Limit on the numbers that any layer makes for one row."""

_ROWS, _LENGTH = 97, 64
"""Rows, and the length of axes that vary, with which it is seen whether a model keeps the number of rows."""

Shape = tuple[int | None, ...]


class TooLarge(ValueError):
    """Error for a layer that makes too many numbers for one row."""


class RowsChanged(ValueError):
    """Error for a layer or an operation after which a model has another number of rows."""


@dataclass(frozen=True)
class Call:
    """Call of a layer or an operation, with the shapes of its inputs and outputs, which begin with the batch."""

    operation: Any
    inputs: list[Shape]
    outputs: list[Shape]


def inputs(model: Any) -> list[Any]:
    """Returns the inputs of a model, none if it was not built yet."""
    return getattr(_graph(model), "inputs", None) or []


def varies(model: Any) -> bool:
    """Returns whether an axis of an input, other than the batch, varies."""
    return any(None in tensor.shape[1:] for tensor in inputs(model))


def _any_varies(model: Any) -> bool:
    inner = [each for each in getattr(_graph(model), "operations", []) if isinstance(each, keras.Model)]
    return varies(model) or any(map(_any_varies, inner))


def needs_lengths(model: Any) -> str | None:
    """Returns the name of a layer that computes wrong numbers on TensorFlow unless lengths are known when it is traced.

    Where the number of steps is unknown, Keras 3.15 has `TimeDistributed` loop over as many steps as there are rows.
    """
    if keras.backend.backend() != "tensorflow" or not varies(model):
        return None
    layers = model._flatten_layers()
    found: str | None = next((layer.name for layer in layers if isinstance(layer, keras.layers.TimeDistributed)), None)
    return found


def check(model: Any, length: int | None = None, setting: str = "ReadOptions.length") -> None:
    """Rejects a model in which a layer makes more than `MAX_ROW_NUMBERS` numbers per row.

    Args:
        model: the model.
        length: the greatest length of an axis that varies, and the greatest number of words in a text. Rows for which
            the layers do not fit together at this length are checked before they are predicted.
        setting: what sets this length, for the message.

    Raises:
        TooLarge: if a layer does.
    """
    _check(_built_calls(model))
    if not _any_varies(model) and not reads_words(model):
        return
    rows = [tuple(length if size is None else size for size in tensor.shape[1:]) for tensor in inputs(model)]
    try:
        calls = _calls(model, rows, length)
    except Exception:  # The layers raise what they like.
        return
    try:
        _check(calls)
    except TooLarge as large:
        raise TooLarge(f"{large}, where axes that vary have their greatest length {length}; {setting} sets another") from None


def check_number_of_rows(model: Any) -> None:
    """Rejects a model that doesn't give one row for each row, as after `keras.ops.reshape(x, (-1, 6))`.

    Keras' own layers keep the rows.

    Raises:
        RowsChanged: if the model does not.
    """
    if not _computes_by_others(model):
        return
    rows = next((tensor.shape[0] for tensor in inputs(model)), None) or _ROWS
    shapes = [tuple(_LENGTH if size is None else size for size in tensor.shape[1:]) for tensor in inputs(model)]
    try:
        calls, outputs = _traced(model, shapes, _LENGTH, rows)
    except Exception:  # The layers raise what they like.
        return
    if any(shape[:1] not in ((rows,), (None,)) for shape in outputs):
        raise RowsChanged(_change(calls, rows))


def _computes_by_others(model: Any) -> bool:
    """Returns whether a model has operations, or layers that are not Keras' own."""
    operations = getattr(_graph(model), "operations", [])
    return any(
        not isinstance(each, keras.layers.Layer)
        or not type(each).__module__.startswith("keras.")
        or (isinstance(each, keras.Model) and _computes_by_others(each))
        for each in operations
    )


def _change(calls: list[Call], rows: int) -> str:
    call = next((each for each in reversed(calls) if _changes_rows(each, rows)), calls[-1])
    shape = next((shape for shape in call.outputs if shape[:1] != (rows,)), ())
    return (
        f"layer {call.operation.name}: output must have a row for each row of the inputs, got shape {shape} for {rows} rows;"
        " keras.layers.Reshape, or an operation on the other axes, keeps the rows"
    )


def _changes_rows(call: Call, rows: int) -> bool:
    # The calls within a model stand for it.
    within = hasattr(_graph(call.operation), "_run_through_graph")
    kept = [shape[:1] == (rows,) for shape in call.outputs]
    return not within and not all(kept) and any(shape[:1] == (rows,) for shape in call.inputs)


def computed_outputs(model: Any) -> Any:
    """Returns the output tensors in the model's structure, of which Keras gives some an axis too many: after bags of words."""
    with DotNotTrackScope():
        return _run(_graph(model), inputs(model), [], None)


def reads_words(model: Any) -> bool:
    """Returns whether a layer makes numbers for each word of a text."""
    return any(map(_is_vectorization, model._flatten_layers(include_self=False)))


def reads_characters(model: Any) -> bool:
    """Returns whether a layer takes something else than what is between spaces as a word, such as a character."""
    layers = filter(_is_vectorization, model._flatten_layers(include_self=False))
    return any(layer._split != "whitespace" for layer in layers)


def _is_vectorization(layer: Any) -> bool:
    return isinstance(layer, keras.layers.TextVectorization)


def _ngrams(layer: Any) -> list[int]:
    """Returns the numbers of words of the terms that a `TextVectorization` makes of a text."""
    return list(layer._ngrams or (1,))


def check_rows(model: Any, rows: list[Shape], words: int | None = None) -> None:
    """Rejects rows of given shapes, one for each input, for which a layer makes too many numbers.

    Args:
        model: the model.
        rows: the shapes.
        words: the number of words of the longest text.

    Raises:
        TooLarge: if a layer does.
    """
    _check(_calls(model, rows, words))


def _check(calls: Iterator[Call] | list[Call]) -> None:
    for call in calls:
        for shape in call.outputs:
            _require(call, "output", _numbers(shape), f" of shape {shape}")
        _require(call, "numbers inside", _inside(call), "")


def _require(call: Call, what: str, numbers: int, shape: str) -> None:
    if numbers > MAX_ROW_NUMBERS:
        raise TooLarge(
            f"layer {call.operation.name}: {what} must have at most {MAX_ROW_NUMBERS} numbers a row, got {numbers}{shape}"
        )


def _numbers(shape: Shape) -> int:
    # Only the batch has no length here. An output that begins with another axis is counted whole.
    return math.prod(length for length in shape if length is not None)


def _graph(model: Any) -> Any:
    # A Sequential without an input shape is built on its first input.
    return getattr(model, "_functional", None) if isinstance(model, keras.Sequential) else model


def _built_calls(model: Any) -> Iterator[Call]:
    """Yields the calls with the shapes with which the model was built."""
    for operation in getattr(_graph(model), "operations", []):
        if isinstance(operation, keras.Model):
            yield from _built_calls(operation)
        for node in operation._inbound_nodes:
            yield Call(operation, _shapes(node.input_tensors), _shapes(node.output_tensors))


def _calls(model: Any, rows: list[Shape], words: int | None = None) -> list[Call]:
    """Returns the calls for rows of given shapes and texts of so many words, computed without numbers."""
    return _traced(model, rows, words, None)[0]


def _traced(model: Any, rows: list[Shape], words: int | None, batch: int | None) -> tuple[list[Call], list[Shape]]:
    """Returns the calls, and the shapes of the outputs, for a batch of rows."""
    calls: list[Call] = []
    with DotNotTrackScope():
        # Keras takes (rows, 1) for an input of one number a row.
        shapes = [(batch, *row[: len(x.shape) - 1]) for row, x in zip(rows, inputs(model), strict=True)]
        tensors = [keras.KerasTensor(shape, x.dtype) for shape, x in zip(shapes, inputs(model), strict=True)]
        made = _run(_graph(model), tensors, calls, words)
    return calls, _shapes(made)


def _run(graph: Any, tensors: list[Any], calls: list[Call], words: int | None) -> Any:
    def recorded(operation: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if isinstance(operation, keras.Model) and hasattr(_graph(operation), "_run_through_graph"):
                made = _run(_graph(operation), keras.tree.flatten(args), calls, words)
            else:
                made = operation.compute_output_spec(*args, **kwargs)
            made = _vectorized(operation, made) if _is_vectorization(operation) else made
            if _is_vectorization(operation) and words is not None:
                terms = words * len(_ngrams(operation))
                shape = (made.shape[0], *(terms if size is None else size for size in made.shape[1:]))
                calls.append(Call(operation, [(None, terms)], [shape]))
                return keras.KerasTensor(shape, made.dtype)
            calls.append(Call(operation, _shapes([args, kwargs]), _shapes(made)))
            return made

        return call

    return graph._run_through_graph(tensors, operation_fn=recorded)


def _vectorized(layer: Any, made: Any) -> Any:
    """Returns the output of a `TextVectorization` as it is computed: Keras 3.15 keeps the axis of the text for a bag of words."""
    if layer._output_mode == "int" or layer._split is None or len(made.shape) < 3:
        return made
    return keras.KerasTensor((*made.shape[:-2], made.shape[-1]), made.dtype)


def _shapes(tensors: Any) -> list[Shape]:
    return [tuple(each.shape) for each in keras.tree.flatten(tensors) if isinstance(each, keras.KerasTensor)]


def _inside(call: Call) -> int:
    """Returns the most numbers that a layer makes inside, for those that may make more than they return."""
    layer, inputs, outputs = call.operation, call.inputs, call.outputs
    name = type(layer).__name__
    if not inputs or not outputs:
        return 0
    first = inputs[0]
    if name == "TimeDistributed":
        return (first[1] or 1) * _most(layer.layer, (first[0], *first[2:]))
    if name == "Bidirectional":
        return _inside(Call(layer.forward_layer, inputs, outputs))
    if name in {"Attention", "AdditiveAttention"}:
        return (first[1] or 1) * (inputs[1][1] or 1) * ((first[-1] or 1) if name == "AdditiveAttention" else 1)
    if name in {"MultiHeadAttention", "GroupedQueryAttention"}:
        heads = int(layer.num_query_heads if name == "GroupedQueryAttention" else layer.num_heads)
        return heads * _numbers(first[1:-1]) * _numbers(inputs[1][1:-1])
    if name.startswith("ConvLSTM") or isinstance(layer, keras.layers.RNN):
        return (first[1] or 1) * sum(_numbers((size,) if isinstance(size, int) else tuple(size)) for size in _states(layer, first))
    if name.startswith("SeparableConv"):
        return _numbers(outputs[0]) // int(layer.filters) * int(layer.depth_multiplier) * _channels(layer, first)
    return _inside_preprocessing(call, name)


def _most(layer: Any, shape: Shape) -> int:
    """Returns the most numbers that a layer, or a layer of a model, makes for a shape."""
    if isinstance(layer, keras.Model) and _graph(layer) is not None:
        calls = _calls(layer, [shape[1:]])
    else:
        made = layer.compute_output_spec(keras.KerasTensor(shape, layer.compute_dtype))
        calls = [Call(layer, [shape], _shapes(made))]
    return max((max(_inside(call), *map(_numbers, call.outputs)) for call in calls), default=0)


def _states(layer: Any, shape: Shape) -> list[Any]:
    if type(layer).__name__.startswith("ConvLSTM"):
        made = layer.compute_output_shape(shape)
        made = made[0] if layer.return_state else made
        return [tuple(made[2:] if layer.return_sequences else made[1:])]
    return list(keras.tree.flatten(layer.cell.state_size))


def _channels(layer: Any, shape: Shape) -> int:
    return (shape[1] if layer.data_format == "channels_first" else shape[-1]) or 1


def _inside_preprocessing(call: Call, name: str) -> int:
    layer, first = call.operation, call.inputs[0]
    if _is_vectorization(layer):
        wide = 1 if layer._output_mode == "int" else call.outputs[0][-1] or 1
        return _numbers(first[1:]) * max(wide, *_ngrams(layer))
    if getattr(layer, "output_mode", None) in {"multi_hot", "count"}:
        return _numbers(first) * (call.outputs[0][-1] or 1)
    if name == "MelSpectrogram":
        frames = -(-_numbers(first) // int(layer.sequence_stride))
        return max(frames, int(layer.num_mel_bins)) * int(layer.fft_length)
    if name in {"ExtractPatches", "ExtractPatches3D"}:
        return (call.outputs[0][-1] or 1) ** 2
    smooth = getattr(layer, "interpolation", "nearest") != "nearest" and name in {"Resizing", "Resize", "UpSampling2D"}
    return max(math.prod(pair) for pair in _pairs(first, call.outputs[0])) if smooth else 0


def _pairs(before: Shape, after: Shape) -> list[tuple[int, int]]:
    return [(one or 1, two or 1) for one, two in zip(before, after, strict=False)]
