"""Compiled prediction: one function per model and batches padded to a few sizes, instead of `Model.predict`."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np

from . import activations, object_table
from .signature import Signature

Array = np.ndarray[Any, Any]
BATCH_SIZES = (1, 8, 32, 64, 128, 256, 512, 1000)
"""Compiled batch sizes; a batch is padded to the smallest size that holds it.

The largest is a common batch size: 1,000 rows padded to 1,024 took a third longer.
"""

MAX_SHAPES = 64
"""Row shapes for which compiled functions are kept, where an axis of the rows varies and each has its own."""

ALIGNMENT_BYTES = 64
"""Address alignment at which TensorFlow uses memory without a copy."""


class Predictor:
    """Forward pass of a model in inference mode, compiled once per batch size.

    It owns copies of the weights: on JAX, Keras' `evaluate` donates the model's own buffers.
    """

    def __init__(self, model: Any, signature: Signature) -> None:
        backend = keras.backend.backend()
        self._model, self._signature = model, signature
        self._forward = _jax(model, signature) if backend == "jax" else _tensorflow(model, signature)
        # A model may be made for batches of one size only.
        self._fixed = next((tensor.shape[0] for tensor in activations.inputs(model)), None)
        self._sizes = BATCH_SIZES if self._fixed is None else (self._fixed,)
        self._shapes: set[Any] = set()
        self._reads_words = activations.reads_words(model)

    def run(self, xs: list[Array], outs: list[Array]) -> None:
        """Predicts all rows of the inputs, each (batch, ...), into the outputs, each (batch, ...)."""
        for rows, results in self._results(xs):
            for out, result in zip(outs, results, strict=True):
                _require(result, out[rows])
                out[rows] = result

    def outputs(self, xs: list[Array]) -> list[Array]:
        """Returns the outputs for rows in which axes vary, all of one shape.

        Raises:
            activations.TooLarge: if a layer would make too many numbers for a row of this shape.
        """
        words = self._signature.words(xs, activations.reads_characters(self._model)) if self._reads_words else None
        if words is not None or activations.varies(self._model):
            self._admit(self._signature.row_shapes(xs), words)
        parts = [results for _, results in self._results(xs)]
        return [np.concatenate([np.asarray(each) for each in column]) for column in zip(*parts, strict=True)]

    def _admit(self, rows: list[Any], words: int | None) -> None:
        if (*rows, words) in self._shapes:
            return
        shapes = self._signature.in_model_order(activations.inputs(self._model), rows)
        activations.check_rows(self._model, shapes, words)
        if len(self._shapes) == MAX_SHAPES:
            self._shapes.clear()
            make = _jax if keras.backend.backend() == "jax" else _tensorflow
            self._forward = make(self._model, self._signature)
        self._shapes.add((*rows, words))

    def _results(self, xs: list[Array]) -> Iterator[tuple[slice, list[Any]]]:
        largest = self._sizes[-1]
        for start in range(0, len(xs[0]), largest):
            rows = slice(start, min(start + largest, len(xs[0])))
            yield rows, self._part([x[rows] for x in xs])

    def _part(self, xs: list[Array]) -> list[Any]:
        rows = len(xs[0])
        size = next(size for size in self._sizes if size >= rows)
        padded = xs if size == rows else [_padded(x, size) for x in xs]
        results = self._forward(*self._signature.rows(padded))
        results = [results] if len(self._signature.outputs) == 1 else results
        return results if size == rows else [np.asarray(each)[:rows] for each in results]

    def slot(self, xs: list[Array], outs: list[Array]) -> Callable[[], None]:
        """Returns a call without arguments that predicts the contents of `xs` into `outs`, all of one batch size."""
        if self._fixed is not None:
            self.run(xs, outs)
            return lambda: self.run(xs, outs)
        forward, x, out = self._forward, xs[0], outs[0]

        def alone() -> None:
            out[...] = forward(x)

        def together() -> None:
            results = forward(*xs)
            for each, result in zip(outs, [results] if len(outs) == 1 else results, strict=True):
                each[...] = result

        results = forward(*xs)
        for each, result in zip(outs, [results] if len(outs) == 1 else results, strict=True):
            _require(result, each)
        step = alone if len(xs) == len(outs) == 1 else together
        step()
        return step


def predictor_of(number: int) -> Predictor:
    """Returns the predictor of a live model, created on first use."""
    live = object_table.get(number)
    if live.predictor is None:
        live.predictor = Predictor(live.model, live.signature)
    predictor: Predictor = live.predictor
    return predictor


def _require(result: Any, out: Array) -> None:
    """Rejects shapes that NumPy would broadcast."""
    if tuple(result.shape) != out.shape:
        raise ValueError(f"outputs must have the shape that the model gives, {tuple(result.shape)}. Received: {out.shape}")


def _padded(x: Array, size: int) -> Array:
    padded = np.zeros((size, *x.shape[1:]), x.dtype)
    padded[: len(x)] = x
    return padded


def _jax(model: Any, signature: Signature) -> Callable[..., Any]:
    import jax
    import jax.numpy as jnp

    trainable = [jnp.array(v.value, copy=True) for v in model.trainable_variables]
    others = [jnp.array(v.value, copy=True) for v in model.non_trainable_variables]

    def forward(trainable: Any, others: Any, *xs: Any) -> Any:
        result = model.stateless_call(trainable, others, signature.pack_inputs(list(xs)), training=False)[0]
        return signature.one_or_list(result)

    # Compiled ahead of time: the programs belong to this model, not to JAX's caches, which `memory` empties.
    programs: dict[Any, Any] = {}
    varies = activations.varies(model)

    def program(*xs: Array) -> Any:
        key = tuple(x.shape for x in xs) if varies else len(xs[0])
        made = programs.get(key)
        if made is None:
            made = programs[key] = jax.jit(forward).lower(trainable, others, *xs).compile()
        return made

    if len(signature.inputs) == 1:
        return lambda x: program(x)(trainable, others, x)
    return lambda *xs: program(*xs)(trainable, others, *xs)


def _tensorflow(model: Any, signature: Signature) -> Callable[..., Any]:
    import tensorflow as tf

    trainable = [tf.convert_to_tensor(v.value) for v in model.trainable_variables]
    others = [tf.convert_to_tensor(v.value) for v in model.non_trainable_variables]
    weights = [*trainable, *others]
    structure = (_structure(model), signature)
    functions: dict[Any, Any] = {}

    def forward(*tensors: Any) -> Any:
        xs, weights = tensors[: len(signature.inputs)], tensors[len(signature.inputs) :]
        count = len(trainable)
        result = model.stateless_call(weights[:count], weights[count:], signature.pack_inputs(list(xs)), training=False)[0]
        return signature.one_or_list(result)

    # XLA compiles each shape anew, and never frees what it compiled; it knows no texts.
    varies = activations.varies(model) or any(signature.texts)
    any_size = varies and activations.needs_lengths(model) is None

    def traced(xs: list[Any], xla: bool) -> Any:
        tensors = signature.in_own_order(model.inputs)
        function = tf.function(forward, jit_compile=xla, autograph=False)
        rows = [_any_size(tensor, each) if any_size else each.shape for tensor, each in zip(tensors, xs, strict=True)]
        kinds = [tf.TensorSpec(shape, each.dtype) for shape, each in zip(rows, xs, strict=True)]
        kinds += [tf.TensorSpec(each.shape, each.dtype) for each in weights]
        concrete = function.get_concrete_function(*kinds)
        run, captured = concrete.inference_fn.call_preflattened, concrete.captured_inputs
        return lambda xs, weights: run((*xs, *weights, *captured))

    def compiled(xs: list[Any]) -> Any:
        run = traced(xs, xla=not varies)
        try:
            run(xs, weights)
        # XLA lacks some operations of TensorFlow, such as gamma random numbers, and the tables of an IntegerLookup.
        except (tf.errors.InvalidArgumentError, tf.errors.InternalError):
            run = traced(xs, xla=False)
        return run

    def call(*rows: Array) -> Any:
        xs = [_tensor(each) for each in rows]
        shape = None if any_size else tuple(each.shape for each in rows)
        function = functions.get(shape)
        if function is None:
            key = (structure, shape, tuple(each.dtype for each in rows))
            function = functions[shape] = function_cache.get(key, lambda: compiled(xs))
        result = function(xs, weights)
        return [each.numpy() for each in result] if isinstance(result, (list, tuple)) else result.numpy()

    return call


def _any_size(tensor: Any, rows: Any) -> Any:
    """Returns the shape of rows in which the batch and the axes that vary have no length."""
    return tensor.shape if None in tensor.shape[1:] else (tensor.shape[0], *rows.shape[1:])


def _tensor(rows: Array) -> Any:
    """Returns a tensor, on the array's own memory if it is aligned for TensorFlow, else a copy."""
    import tensorflow as tf

    if tf.is_tensor(rows):
        return rows
    if rows.ctypes.data % ALIGNMENT_BYTES or not rows.flags.c_contiguous:
        return tf.constant(rows)
    return tf.experimental.dlpack.from_dlpack(rows.__dlpack__())


class FunctionCache:
    """LRU cache of TensorFlow's compiled functions.

    The functions take the weights as arguments, so models of one structure share them: XLA never frees a compiled
    function, some 0.3 MB each, and compilation takes most of the time of a restoration.
    """

    MAX_FUNCTIONS = 256

    def __init__(self) -> None:
        self._functions: OrderedDict[Any, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any, make: Callable[[], Any]) -> Any:
        """Returns the function for a key, created if it is absent."""
        with self._lock:
            function = self._functions.pop(key, None)
        if function is None:
            function = make()
        with self._lock:
            self._functions[key] = function
            while len(self._functions) > self.MAX_FUNCTIONS:
                self._functions.popitem(last=False)
        return function


function_cache = FunctionCache()


def _structure(model: Any) -> Any:
    """Returns a key that is equal for models that differ in their weights only: the configuration.

    A layer with state beyond its weights, such as a vocabulary index, makes the key unique, and so does a layer
    without a configuration.
    """
    ours = all(
        type(layer).__module__.startswith("keras.") and not hasattr(layer, "finalize_state") for layer in model._flatten_layers()
    )
    try:
        return model.to_json() if ours else object()
    except Exception:
        return object()
