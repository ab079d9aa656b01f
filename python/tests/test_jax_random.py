"""Tests of the fast random numbers, which are identical to those of JAX."""

import keras
import numpy as np
import pytest

from keras4j_runtime import jax_random

pytestmark = pytest.mark.jax


@pytest.mark.parametrize("initializer", ["glorot_uniform", "he_uniform", "random_uniform", "glorot_normal", "orthogonal"])
@pytest.mark.parametrize("shape", [(7, 5), (64, 100)], ids=str)
def test_first_weights_are_keras_own_to_the_bit(initializer: str, shape: tuple[int, ...]) -> None:
    def drawn() -> bytes:
        keras.utils.set_random_seed(3)
        return np.asarray(keras.initializers.get(initializer)(shape)).tobytes()

    plain = drawn()
    with jax_random.fast_draws():
        assert drawn() == plain


@pytest.mark.parametrize("noise_shape", [None, (None, 1)], ids=str)
@pytest.mark.parametrize("rate", [0.0, 0.1, 0.5, 0.73, 1.0])
def test_dropout_drops_what_keras_drops(rate: float, noise_shape: tuple[int | None, ...] | None) -> None:
    def dropped() -> bytes:
        x = np.ones((33, 17), np.float32)
        return np.asarray(keras.random.dropout(x, rate, noise_shape, seed=keras.random.SeedGenerator(5))).tobytes()

    plain = dropped()
    with jax_random.fast_draws():
        assert dropped() == plain


def test_nothing_of_it_is_left_behind() -> None:
    from keras.src.backend.jax import random

    own = random.uniform, random.dropout
    with pytest.raises(ZeroDivisionError), jax_random.fast_draws():
        1 / 0  # noqa: B018
    assert (random.uniform, random.dropout) == own
