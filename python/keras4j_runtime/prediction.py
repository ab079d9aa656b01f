"""Compiled prediction: one function per model, batches padded to a few sizes, never `Model.predict`."""

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


class Predictor:
    """A model's forward pass in inference mode, compiled once for each batch size.

    On JAX it owns copies of the weights: Keras' `evaluate` donates the model's own buffers.
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

    functions: dict[tuple[int, ...], Any] = {}

    def compiled(x: Array) -> Any:
        def forward(x: Any) -> Any:
            return model(x, training=False)

        function = tf.function(forward, jit_compile=True, autograph=False)
        return function.get_concrete_function(tf.TensorSpec(x.shape, x.dtype))

    def call(x: Array) -> Any:
        function = functions.get(x.shape)
        if function is None:
            function = functions[x.shape] = compiled(x)
        return function(tf.constant(x)).numpy()

    return call
