"""Keras' random numbers on JAX: identical numbers with less compilation.

JAX hashes a key with the index of a number by Threefry-2x32 (Salmon, Moraes, Dror, Shaw: Parallel random numbers, 2011), in a
program compiled for each shape. Here NumPy draws the initial weights, and a training step computes dropout masks with as few
operations as possible.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np

_ROTATIONS = ((13, 15, 26, 6), (17, 29, 16, 24))
_PARITY = np.uint32(0x1BD11BDA)
_ONE_BITS = np.uint32(0x3F800000)
"""Bit pattern of 1.0 as float32."""
_NON_MANTISSA_BITS = np.uint32(9)
"""Number of the 32 bits outside the mantissa."""


@contextlib.contextmanager
def fast_draws() -> Iterator[None]:
    """Makes Keras draw random numbers with this module; has an effect only on JAX with its default generator."""
    if keras.backend.backend() != "jax" or not _has_default_generator():
        yield
        return
    from keras.src.backend.jax import random

    own = random.uniform, random.dropout
    random.uniform, random.dropout = _Uniform(random.uniform), dropout
    try:
        yield
    finally:
        random.uniform, random.dropout = own


def _has_default_generator() -> bool:
    import jax

    config: Any = jax.config
    return bool(config.jax_threefry_partitionable) and config.jax_default_prng_impl == "threefry2x32"


def bits(key: Any, places: Any) -> Any:
    """Returns 32 random bits for each index (a uint32) of an array that is drawn with a key of two uint32; NumPy or JAX."""
    keys = key[0], key[1], key[0] ^ key[1] ^ _PARITY
    x, y = keys[0], places + keys[1]
    for group in range(5):
        for rotation in _ROTATIONS[group % 2]:
            x = x + y
            y = (y << np.uint32(rotation) | y >> np.uint32(32 - rotation)) ^ x
        x = x + keys[(group + 1) % 3]
        y = y + keys[(group + 2) % 3] + np.uint32(group + 1)
    return x ^ y


class _Uniform:
    """Replacement for Keras' `random.uniform`: NumPy for float32, the original for all other types."""

    def __init__(self, own: Any) -> None:
        self._own = own

    def __call__(self, shape: Any, minval: Any = 0.0, maxval: Any = 1.0, dtype: Any = None, seed: Any = None) -> Any:
        import jax
        from keras.src.backend.jax.random import jax_draw_seed

        key = jax_draw_seed(seed)
        if (dtype or keras.config.floatx()) != "float32" or isinstance(key, jax.core.Tracer):
            return self._own(shape, minval, maxval, dtype, key)
        return jax.numpy.asarray(_uniform(np.asarray(key), shape, np.float32(minval), np.float32(maxval)))


def _uniform(key: Any, shape: Any, low: np.float32, high: np.float32) -> Any:
    with np.errstate(over="ignore"):
        drawn = bits(key, np.arange(int(np.prod(shape)), dtype=np.uint32))
    unit = (drawn >> _NON_MANTISSA_BITS | _ONE_BITS).view(np.float32) - np.float32(1)
    # Rounded once, like the processor's fused multiply-add.
    scaled = (unit.astype(np.float64) * np.float64(high - low) + np.float64(low)).astype(np.float32)
    return np.maximum(low, scaled).reshape(shape)


def dropout(inputs: Any, rate: Any, noise_shape: Any = None, seed: Any = None) -> Any:
    """Computes the same dropout as Keras.

    If `rate` has a `width`, only the first `width` columns are units and the rest is padding; the units are dropped as
    they would be without the padding.
    """
    import jax
    from jax import numpy as jnp
    from keras.src.backend.jax.random import jax_draw_seed

    if rate in {0.0, 1.0}:
        return inputs if rate == 0.0 else jnp.zeros_like(inputs)
    key = jax_draw_seed(seed)
    keep = 1.0 - rate
    shape = tuple(have if want is None else want for have, want in zip(inputs.shape, noise_shape or inputs.shape, strict=True))
    drawn = bits(key, _places(shape, getattr(rate, "width", None))) >> _NON_MANTISSA_BITS
    kept = drawn.astype(jnp.float32) < keep * np.float32(1 << 23)
    return jax.lax.select(jnp.broadcast_to(kept, inputs.shape), inputs / keep, jnp.zeros_like(inputs))


def _places(shape: tuple[int, ...], width: Any) -> Any:
    from jax import lax
    from jax import numpy as jnp

    if width is None:
        return lax.iota(jnp.uint32, int(np.prod(shape))).reshape(shape)
    rows = lax.iota(jnp.uint32, int(np.prod(shape[:-1]))).reshape((*shape[:-1], 1))
    return rows * width + lax.iota(jnp.uint32, shape[-1])
