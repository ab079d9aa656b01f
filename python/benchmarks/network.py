"""MNIST network of the guide, its data and its compiled forward pass, in plain Keras."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np

Array = np.ndarray[Any, Any]
PIXELS = 784
CLASSES = 10


def build() -> Any:
    """Returns the compiled network, with weights drawn from seed 1."""
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dropout(0.4),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(CLASSES, activation="softmax"),
        ]
    )
    # On a CPU, XLA makes an epoch of TensorFlow many times slower, so the comparison runs without it.
    jit = "auto" if keras.backend.backend() == "jax" else False
    model.compile(keras.optimizers.RMSprop(), loss="categorical_crossentropy", metrics=["accuracy"], jit_compile=jit)
    return model


def rows(folder: Path) -> Array:
    """Reads the synthetic images, shape (rows, 784)."""
    return np.fromfile(folder / "x.float32", np.float32).reshape(-1, PIXELS)


def labels(folder: Path) -> Array:
    """Reads their classes, one-hot, shape (rows, 10)."""
    codes = np.fromfile(folder / "y.int32", np.int32)
    return np.asarray(keras.utils.to_categorical(codes, CLASSES), np.float32)


def compiled(model: Any) -> Callable[[Array], Array]:
    """Returns the forward pass as one compiled function, as a Python service would use it."""
    return _jax(model) if keras.backend.backend() == "jax" else _tensorflow(model)


def _jax(model: Any) -> Callable[[Array], Array]:
    import jax
    import jax.numpy as jnp

    # Copies: `Model.predict`, which is measured too, donates the variables' own buffers.
    trainable = [jnp.array(variable.value, copy=True) for variable in model.trainable_variables]
    others = [jnp.array(variable.value, copy=True) for variable in model.non_trainable_variables]

    @jax.jit
    def forward(trainable: Any, others: Any, x: Any) -> Any:
        return model.stateless_call(trainable, others, x, training=False)[0]

    return lambda x: np.asarray(forward(trainable, others, x))


def _tensorflow(model: Any) -> Callable[[Array], Array]:
    import tensorflow as tf

    forward = tf.function(lambda x: model(x, training=False), jit_compile=True, autograph=False)

    def call(x: Array) -> Array:
        result: Array = forward(x).numpy()
        return result

    return call
