"""Sequential models come back as Keras itself would load them, built once."""

import io

import keras
import numpy as np
import pytest
from keras.src.saving import saving_lib

from keras4j_runtime import assembling, keeping


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
    data = keeping.to_bytes(model)
    theirs = saving_lib.load_model(io.BytesIO(data))
    ours = keeping.from_bytes(data)
    assert keeping.to_bytes(ours) == keeping.to_bytes(theirs) == data
    x = np.linspace(-1, 1, 12, dtype="float32").reshape(4, 3)
    np.testing.assert_array_equal(ours.predict(x, verbose=0), theirs.predict(x, verbose=0))
    for each in (ours, theirs):
        each.fit(x, np.zeros((4, model.output_shape[-1])), shuffle=False, verbose=0)
    assert keeping.to_bytes(ours) == keeping.to_bytes(theirs)


def test_one_that_was_never_built_comes_back_so() -> None:
    raw = io.BytesIO()
    saving_lib.save_model(stack(built=False), raw)
    ours = keeping.from_bytes(raw.getvalue())
    assert not ours.built
    assert ours(np.ones((1, 3), "float32")).shape == (1, 2)


def test_it_is_built_once_and_keras_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    builds: list[str] = []
    build = keras.Sequential.build
    monkeypatch.setattr(keras.Sequential, "build", lambda self, shape=None: builds.append(self.name) or build(self, shape))
    config = keras.Sequential([keras.Input((3,)), *(keras.layers.Dense(2) for _ in range(5))], name="long").get_config()
    builds.clear()
    before = keras.Sequential.__dict__["from_config"]
    with assembling.at_once():
        keras.Sequential.from_config(config)
    assert builds == ["long"]
    assert keras.Sequential.__dict__["from_config"] is before
