"""Compiled prediction: one function per model and batches padded to a few sizes, instead of `Model.predict`."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from . import object_table
from .signature import Signature

Array = np.ndarray[Any, Any]
BATCH_SIZES = (1, 8, 32, 64, 128, 256, 512, 1000)
"""Compiled batch sizes; a batch is padded to the smallest size that holds it.

The largest is a common batch size: 1,000 rows padded to 1,024 took a third longer.
"""

ALIGNMENT_BYTES = 64
"""Address alignment at which TensorFlow uses memory without a copy."""


class Predictor:
    """Forward pass of a model in inference mode, compiled once per batch size.

    It owns copies of the weights: on JAX, Keras' `evaluate` donates the model's own buffers.
    """

    def __init__(self, model: Any, signature: Signature) -> None:
        backend = keras.backend.backend()
        self._forward = _jax(model, signature) if backend == "jax" else _tensorflow(model, signature)

    def run(self, xs: list[Array], outs: list[Array]) -> None:
        """Predicts all rows of the inputs, each (batch, ...), into the outputs, each (batch, ...)."""
        largest = BATCH_SIZES[-1]
        for start in range(0, len(xs[0]), largest):
            rows = slice(start, start + largest)
            self._part([x[rows] for x in xs], [out[rows] for out in outs])

    def _part(self, xs: list[Array], outs: list[Array]) -> None:
        rows = len(xs[0])
        size = next(size for size in BATCH_SIZES if size >= rows)
        results = self._forward(*(xs if size == rows else [_padded(x, size) for x in xs]))
        for out, result in zip(outs, [results] if len(outs) == 1 else results, strict=True):
            part = result if size == rows else np.asarray(result)[:rows]
            _require(part, out)
            out[...] = part

    def slot(self, xs: list[Array], outs: list[Array]) -> Callable[[], None]:
        """Returns a call without arguments that predicts the contents of `xs` into `outs`, all of one batch size."""
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

    compiled = jax.jit(forward)
    if len(signature.inputs) == 1:
        return lambda x: compiled(trainable, others, x)
    return lambda *xs: compiled(trainable, others, *xs)


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

    def traced(xs: list[Any], xla: bool) -> Any:
        function = tf.function(forward, jit_compile=xla, autograph=False)
        kinds = [tf.TensorSpec(each.shape, each.dtype) for each in (*xs, *weights)]
        concrete = function.get_concrete_function(*kinds)
        run, captured = concrete.inference_fn.call_preflattened, concrete.captured_inputs
        return lambda xs, weights: run((*xs, *weights, *captured))

    def compiled(xs: list[Any]) -> Any:
        run = traced(xs, xla=True)
        try:
            run(xs, weights)
        except tf.errors.InvalidArgumentError:  # XLA lacks some TensorFlow operations, such as gamma random numbers.
            run = traced(xs, xla=False)
        return run

    def call(*rows: Array) -> Any:
        xs = [_tensor(each) for each in rows]
        shape = tuple(each.shape for each in rows)
        function = functions.get(shape)
        if function is None:
            key = (structure, shape, tuple(each.dtype for each in rows))
            function = functions[shape] = function_cache.get(key, lambda: compiled(xs))
        result = function(xs, weights)
        return [each.numpy() for each in result] if isinstance(result, (list, tuple)) else result.numpy()

    return call


def _tensor(rows: Array) -> Any:
    """Returns a tensor on the array's own memory if it is aligned for TensorFlow, else a copy."""
    import tensorflow as tf

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
