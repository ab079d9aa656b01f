"""Compiled prediction gives what `Model.predict` gives, for every layer and every number of rows."""

import functools
from typing import Any

import keras
import numpy as np
import pytest
from support import SYMBOLS, rows

from keras4j_runtime import prediction, training
from keras4j_runtime.ports import Ports

L = keras.layers
LAYERS: dict[str, tuple[tuple[int, ...], str, Any]] = {
    "Activation": ((5,), "float32", lambda: [L.Activation("relu")]),
    "BatchNormalization": ((5,), "float32", lambda: [L.BatchNormalization()]),
    "Conv2D": ((6, 6, 2), "float32", lambda: [L.Conv2D(3, 3)]),
    "Dense": ((5,), "float32", lambda: [L.Dense(4, activation="softmax")]),
    "Dropout": ((5,), "float32", lambda: [L.Dropout(0.5)]),
    "Embedding": ((4,), "int32", lambda: [L.Embedding(5, 3)]),
    "Flatten": ((3, 2), "float32", lambda: [L.Flatten()]),
    "GaussianNoise": ((5,), "float32", lambda: [L.GaussianNoise(0.5)]),
    "GlobalAveragePooling2D": ((4, 4, 2), "float32", lambda: [L.GlobalAveragePooling2D()]),
    "LSTM": ((4, 3), "float32", lambda: [L.LSTM(3)]),
    "LayerNormalization": ((5,), "float32", lambda: [L.LayerNormalization()]),
    "MaxPooling2D": ((4, 4, 2), "float32", lambda: [L.MaxPooling2D()]),
    "Rescaling": ((3, 3, 1), "uint8", lambda: [L.Rescaling(1 / 255)]),
    "Reshape": ((6,), "float32", lambda: [L.Reshape((2, 3))]),
}
ONE = Ports(("x",), ("y",), (None,))
COUNTS = (1, 7, 8, 33, 128, 129, 1000, 1025, 2500)


@functools.cache
def model_of(layer: str) -> Any:
    shape, dtype, layers = LAYERS[layer]
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input(shape, dtype=dtype), *layers()])
    model.compile(loss="mse")
    return model


@functools.cache
def predictor_of(layer: str) -> prediction.Predictor:
    return prediction.Predictor(model_of(layer), ONE)


def predicted(predictor: prediction.Predictor, model: Any, x: Any) -> Any:
    out = np.full((len(x), *model.output_shape[1:]), np.nan, np.float32)
    predictor.run([x], [out])
    return out


def test_every_layer_of_the_catalogue_is_tried() -> None:
    layers = {symbol.rpartition(".")[2] for symbol in SYMBOLS if symbol.startswith("keras.layers.")}
    assert layers == set(LAYERS), "give a new layer an input shape, a type and arguments here"


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_predicts_what_keras_predicts(layer: str) -> None:
    shape, dtype, _ = LAYERS[layer]
    x = rows(7, *shape, dtype=dtype)
    expected = model_of(layer).predict(x, verbose=0)
    np.testing.assert_allclose(predicted(predictor_of(layer), model_of(layer), x), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("layer", ["Dense", "BatchNormalization", "Embedding"])
def test_any_number_of_rows_is_predicted_as_keras_does(layer: str, count: int) -> None:
    shape, dtype, _ = LAYERS[layer]
    x = rows(count, *shape, dtype=dtype)
    expected = model_of(layer).predict(x, verbose=0)
    np.testing.assert_allclose(predicted(predictor_of(layer), model_of(layer), x), expected, rtol=1e-5, atol=1e-6)


def test_no_rows_are_no_work() -> None:
    assert predicted(predictor_of("Dense"), model_of("Dense"), rows(0, 5)).shape == (0, 4)


def test_a_slot_predicts_what_stands_in_its_input() -> None:
    x, out = rows(8, 5), np.zeros((8, 4), np.float32)
    step = predictor_of("Dense").slot([x], [out])
    first = out.copy()
    np.testing.assert_allclose(first, model_of("Dense").predict(x, verbose=0), rtol=1e-5, atol=1e-6)
    x[...] = x[::-1].copy()
    step()
    np.testing.assert_array_equal(out, first[::-1])


def test_evaluating_the_model_and_fitting_another_between_predictions_change_nothing() -> None:
    model = training.keeping.from_bytes(training.keeping.to_bytes(model_of("Dense")))
    predictor = prediction.Predictor(model, ONE)
    x = rows(40, 5)
    before = predicted(predictor, model, x)
    model.evaluate(x, rows(40, 4), verbose=0)
    np.testing.assert_array_equal(predicted(predictor, model, x), before)
    model.predict(x, verbose=0)
    other = training.keeping.from_bytes(training.keeping.to_bytes(model))
    other.fit(x, rows(40, 4), verbose=0)
    np.testing.assert_array_equal(predicted(predictor, model, x), before)


def dense_model(seed: int, *layers: Any) -> Any:
    keras.utils.set_random_seed(seed)
    return keras.Sequential([keras.Input((5,), name="x"), *layers, L.Dense(4, name="only")], name="one")


@pytest.mark.tensorflow
def test_models_of_one_structure_share_what_is_compiled_and_keep_their_weights() -> None:
    models = [dense_model(seed) for seed in (1, 2)]
    x = rows(8, 5)
    before = len(prediction.shared._functions)
    for model in models:
        expected = model.predict(x, verbose=0)
        np.testing.assert_allclose(predicted(prediction.Predictor(model, ONE), model, x), expected, rtol=1e-5, atol=1e-6)
    assert len(prediction.shared._functions) == before + 1


@pytest.mark.tensorflow
def test_models_with_state_beside_their_weights_share_nothing() -> None:
    models = []
    for seed in (1, 2):
        scale = L.Normalization(name="scale")
        scale.adapt(rows(40, 5) * seed + seed)
        models.append(dense_model(1, scale))
    x = rows(8, 5)
    for model in models:
        expected = model.predict(x, verbose=0)
        np.testing.assert_allclose(predicted(prediction.Predictor(model, ONE), model, x), expected, rtol=1e-5, atol=1e-6)


def test_the_least_recently_used_function_is_forgotten_first() -> None:
    shared = prediction.Shared()
    shared.LIMIT = 2
    made = [shared.get(key, lambda key=key: f"{key}{len(shared._functions)}") for key in "abacab"]
    assert made == ["a0", "b1", "a0", "c2", "a0", "b2"]


@pytest.mark.parametrize("offset", [0, 4])
def test_rows_at_any_address_are_predicted(offset: int) -> None:
    room = np.zeros(8 * 5 * 4 + 128, np.uint8)
    start = -room.ctypes.data % 64 + offset
    x = room[start : start + 8 * 5 * 4].view(np.float32).reshape(8, 5)
    x[...] = rows(8, 5)
    expected = model_of("Dense").predict(x, verbose=0)
    np.testing.assert_allclose(predicted(predictor_of("Dense"), model_of("Dense"), x), expected, rtol=1e-5, atol=1e-6)
