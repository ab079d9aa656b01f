"""Tests of loading: models equal those loaded by Keras, and are built once without drawing weights."""

import io
import threading

import keras
import numpy as np
import pytest
from keras.src.saving import saving_lib

from keras4j_runtime import assembling, serialization

CLASSES = (
    keras.initializers.GlorotUniform,
    keras.initializers.Orthogonal,
    keras.initializers.RandomNormal,
    keras.initializers.RandomUniform,
    keras.initializers.TruncatedNormal,
    keras.initializers.VarianceScaling,
)


def stack(built: bool = True) -> keras.Sequential:
    inner = keras.Sequential([keras.layers.Dense(4, activation="relu"), keras.layers.Dropout(0.5, seed=1)], name="inner")
    begin = [keras.Input((3,))] if built else []
    return keras.Sequential([*begin, keras.layers.Dense(5), inner, keras.layers.BatchNormalization(), keras.layers.Dense(2)])


def functional() -> keras.Model:
    x = keras.Input((3,))
    return keras.Model(x, keras.layers.Dense(1)(stack(built=False)(x)))


@pytest.mark.parametrize("make", [stack, functional])
def test_a_loaded_model_is_the_one_that_keras_loads(make: object) -> None:
    model = make()  # type: ignore[operator]
    model.compile("adam", "mse")
    model.fit(np.ones((8, 3)), np.ones((8, model.output_shape[-1])), verbose=0)
    data = serialization.to_bytes(model)
    theirs = saving_lib.load_model(io.BytesIO(data))
    ours = serialization.from_bytes(data)
    assert serialization.to_bytes(ours) == serialization.to_bytes(theirs) == data
    x = np.linspace(-1, 1, 12, dtype="float32").reshape(4, 3)
    np.testing.assert_array_equal(ours.predict(x, verbose=0), theirs.predict(x, verbose=0))
    for each in (ours, theirs):
        each.fit(x, np.zeros((4, model.output_shape[-1])), shuffle=False, verbose=0)
    assert serialization.to_bytes(ours) == serialization.to_bytes(theirs)


def test_a_model_that_was_never_built_comes_back_unbuilt() -> None:
    raw = io.BytesIO()
    saving_lib.save_model(stack(built=False), raw)
    ours = serialization.from_bytes(raw.getvalue())
    assert not ours.built
    assert ours(np.ones((1, 3), "float32")).shape == (1, 2)


def test_it_is_built_once_and_keras_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    builds: list[str] = []
    build = keras.Sequential.build
    monkeypatch.setattr(keras.Sequential, "build", lambda self, shape=None: builds.append(self.name) or build(self, shape))
    config = keras.Sequential([keras.Input((3,)), *(keras.layers.Dense(2) for _ in range(5))], name="long").get_config()
    builds.clear()
    before = keras.Sequential.__dict__["from_config"]
    with assembling.single_build():
        keras.Sequential.from_config(config)
    assert builds == ["long"]
    assert keras.Sequential.__dict__["from_config"] is before


def drawing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Records the class of each initializer that draws weights from now on."""
    drawn: list[str] = []
    for each in CLASSES:
        own = each.__call__
        monkeypatch.setattr(
            each, "__call__", lambda self, *a, _own=own, **k: drawn.append(type(self).__name__) or _own(self, *a, **k)
        )
    return drawn


def rich() -> keras.Model:
    """Builds layers with different initializers, one of which has weights in two places."""
    x = keras.Input((6, 8))
    attended = keras.layers.MultiHeadAttention(2, 4)(x, x)
    both = keras.layers.Bidirectional(keras.layers.GRU(3))(attended)
    normal = keras.layers.SpectralNormalization(keras.layers.Dense(4, kernel_initializer="random_normal"))(both)
    return keras.Model(x, keras.layers.Dense(2, kernel_initializer=keras.initializers.RandomUniform(seed=1))(normal))


def test_a_model_is_loaded_without_drawing_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    model = rich()
    model.compile("adam", "mse")
    model.fit(np.ones((8, 6, 8)), np.ones((8, 2)), verbose=0)
    content = serialization.to_bytes(model)
    drawn = drawing(monkeypatch)
    ours = serialization.from_bytes(content)
    assert drawn == []
    for mine, theirs in zip([*ours.weights, *ours.optimizer.variables], [*model.weights, *model.optimizer.variables], strict=True):
        np.testing.assert_array_equal(mine, theirs)
    rich()
    assert len(drawn) > 9
    assert set(drawn) >= {"GlorotUniform", "Orthogonal", "RandomNormal", "RandomUniform", "TruncatedNormal"}


def test_weights_that_the_file_lacks_are_no_zeros() -> None:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    emptied = io.BytesIO()
    model.layers[0].save_own_variables = lambda store: None
    saving_lib.save_model(model, emptied)
    with pytest.raises(ValueError, match="could not be loaded"):
        serialization.from_bytes(emptied.getvalue())


class Forgetful(keras.layers.Layer):
    """Layer that adds a random number and does not save it."""

    def build(self, shape: object) -> None:
        self.noise = self.add_weight(shape=(), initializer=keras.initializers.RandomNormal(seed=3), name="noise")

    def call(self, x: object) -> object:
        return x + self.noise

    def save_own_variables(self, store: object) -> None:
        """Does nothing."""

    def load_own_variables(self, store: object) -> None:
        """Does nothing."""


def test_weights_that_a_custom_layer_does_not_save_are_drawn_as_usual() -> None:
    model = keras.Sequential([keras.Input((3,)), Forgetful()])
    ours = serialization.from_bytes(serialization.to_bytes(model), {"Forgetful": Forgetful})
    noise = model.get_weights()[0]
    assert noise != 0
    assert ours.get_weights()[0] == noise


def kernel() -> np.ndarray[object, object]:
    layer = keras.layers.Dense(2)
    layer.build((1, 3))
    return np.asarray(layer.kernel)


def test_another_thread_draws_as_ever_meanwhile() -> None:
    made: list[np.ndarray[object, object]] = []
    other = threading.Thread(target=lambda: made.append(kernel()))
    with assembling.stored_weights(0, zeros=True):
        other.start()
        other.join()
        mine = kernel()
    assert not mine.any()
    assert made[0].all()
    assert kernel().all()
