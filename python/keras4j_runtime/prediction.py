"""Compiled prediction: one function per model, batches padded to a few sizes, never `Model.predict`."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from . import table

Array = np.ndarray[Any, Any]
SIZES = (1, 8, 32, 64, 128, 256, 512, 1000)
"""Batch sizes that are compiled; a batch travels in the smallest that holds it.

The largest is what people ask for: a batch of 1,000 in room for 1,024 took a third longer.
"""

ALIGNMENT = 64
"""TensorFlow computes on memory whose address is a multiple of this as it is."""


class Predictor:
    """A model's forward pass in inference mode, compiled once for each batch size.

    It owns copies of the weights: on JAX, Keras' `evaluate` donates the model's own buffers.
    """

    def __init__(self, model: Any) -> None:
        backend = keras.backend.backend()
        self._forward = _jax(model) if backend == "jax" else _tensorflow(model)

    def run(self, x: Array, out: Array) -> None:
        """Predicts all rows of `x` (batch, ...) into `out` (batch, ...)."""
        largest = SIZES[-1]
        for start in range(0, len(x), largest):
            self._part(x[start : start + largest], out[start : start + largest])

    def _part(self, x: Array, out: Array) -> None:
        rows = len(x)
        size = next(size for size in SIZES if size >= rows)
        if size == rows:
            out[...] = self._forward(x)
            return
        padded = np.zeros((size, *x.shape[1:]), x.dtype)
        padded[:rows] = x
        out[...] = np.asarray(self._forward(padded))[:rows]

    def slot(self, x: Array, out: Array) -> Callable[[], None]:
        """A call without arguments: predicts what stands in `x` into `out`, both of one size."""
        forward = self._forward

        def step() -> None:
            out[...] = forward(x)

        step()
        return step


def of(number: int) -> Predictor:
    """The predictor of a live model, made at its first use."""
    live = table.get(number)
    if live.predictor is None:
        live.predictor = Predictor(live.model)
    predictor: Predictor = live.predictor
    return predictor


def _jax(model: Any) -> Callable[[Array], Any]:
    import jax
    import jax.numpy as jnp

    trainable = [jnp.array(v.value, copy=True) for v in model.trainable_variables]
    others = [jnp.array(v.value, copy=True) for v in model.non_trainable_variables]

    def forward(trainable: Any, others: Any, x: Any) -> Any:
        return model.stateless_call(trainable, others, x, training=False)[0]

    compiled = jax.jit(forward)
    return lambda x: compiled(trainable, others, x)


def _tensorflow(model: Any) -> Callable[[Array], Any]:
    import tensorflow as tf

    trainable = [tf.convert_to_tensor(v.value) for v in model.trainable_variables]
    others = [tf.convert_to_tensor(v.value) for v in model.non_trainable_variables]
    weights = [*trainable, *others]
    structure = _structure(model)
    functions: dict[tuple[int, ...], Any] = {}

    def forward(x: Any, *weights: Any) -> Any:
        count = len(trainable)
        return model.stateless_call(weights[:count], weights[count:], x, training=False)[0]

    def compiled(x: Any) -> Any:
        function = tf.function(forward, jit_compile=True, autograph=False)
        kinds = [tf.TensorSpec(each.shape, each.dtype) for each in (x, *weights)]
        concrete = function.get_concrete_function(*kinds)
        run, captured = concrete.inference_fn.call_preflattened, concrete.captured_inputs
        return lambda x, weights: run((x, *weights, *captured))

    def call(rows: Array) -> Any:
        x = _tensor(rows)
        function = functions.get(rows.shape)
        if function is None:
            key = (structure, rows.shape, rows.dtype)
            function = functions[rows.shape] = shared.get(key, lambda: compiled(x))
        return function(x, weights).numpy()

    return call


def _tensor(rows: Array) -> Any:
    """A tensor on the array's own memory, where TensorFlow takes its address; else a copy."""
    import tensorflow as tf

    if rows.ctypes.data % ALIGNMENT or not rows.flags.c_contiguous:
        return tf.constant(rows)
    return tf.experimental.dlpack.from_dlpack(rows.__dlpack__())


class Shared:
    """TensorFlow's compiled functions by what they compute, the least recently used forgotten first.

    They take the weights as arguments, so models of one structure share them: XLA never gives back what
    it compiled, some 0.3 MB each, and compiling is most of a restoration.
    """

    LIMIT = 256

    def __init__(self) -> None:
        self._functions: OrderedDict[Any, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any, make: Callable[[], Any]) -> Any:
        """The function under a key, made where there is none."""
        with self._lock:
            function = self._functions.pop(key, None)
        if function is None:
            function = make()
        with self._lock:
            self._functions[key] = function
            while len(self._functions) > self.LIMIT:
                self._functions.popitem(last=False)
        return function


shared = Shared()


def _structure(model: Any) -> Any:
    """What tells whether two models differ in their weights only: the configuration.

    A layer that keeps more than weights, such as a text index, makes the model one of a kind.
    """
    ours = all(
        type(layer).__module__.startswith("keras.") and not hasattr(layer, "finalize_state") for layer in model._flatten_layers()
    )
    return model.to_json() if ours else object()
