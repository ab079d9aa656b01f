"""Tests of compiled prediction against `Model.predict`, for every layer and various numbers of rows."""

import functools
from typing import Any

import exceptions
import keras
import numpy as np
import pytest
import samples
from support import rows

from keras4j_runtime import prediction, training
from keras4j_runtime.signature import Signature

L = keras.layers
SINGLE = Signature(("x",), ("y",), (None,))
COUNTS = (1, 7, 8, 33, 128, 129, 1000, 1025, 2500)


@functools.cache
def model_of(layer: str) -> Any:
    plain = next(samples.cases(samples.ENTRIES[f"keras.layers.{layer}"]))
    input_rows = keras.Input(exceptions.SHAPES[layer], dtype=exceptions.NUMBERS.get(layer, "float32"))
    model = keras.Sequential([input_rows, samples.make(plain)])
    model.compile(loss="mse")
    return model


def rows_of(layer: str, count: int) -> Any:
    return rows(count, *exceptions.SHAPES[layer], dtype=exceptions.NUMBERS.get(layer, "float32"))


@functools.cache
def predictor_of(layer: str) -> prediction.Predictor:
    return prediction.Predictor(model_of(layer), SINGLE)


def predicted(predictor: prediction.Predictor, model: Any, x: Any) -> Any:
    out = np.full((len(x), *model.output_shape[1:]), np.nan, np.float32)
    predictor.run([x], [out])
    return out


@pytest.mark.no_backend
def test_every_layer_of_the_catalogue_is_tried_or_cannot_stand_alone() -> None:
    layers = {samples.name_of(entry["symbol"]) for entry in samples.entries() if entry["kind"] == "layer"}
    assert layers == set(exceptions.SHAPES) | set(exceptions.ALONE)


@pytest.mark.parametrize("layer", exceptions.SHAPES)
def test_a_layer_predicts_what_keras_predicts(layer: str) -> None:
    x = rows_of(layer, 7)
    expected = model_of(layer).predict(x, verbose=0)
    np.testing.assert_allclose(predicted(predictor_of(layer), model_of(layer), x), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("layer", "count"),
    [
        *(("Dense", count) for count in COUNTS),
        *((layer, count) for layer in ("BatchNormalization", "Embedding") for count in (7, 8, 1025)),
    ],
)
def test_any_number_of_rows_is_predicted_as_keras_does(layer: str, count: int) -> None:
    x = rows_of(layer, count)
    expected = model_of(layer).predict(x, verbose=0)
    np.testing.assert_allclose(predicted(predictor_of(layer), model_of(layer), x), expected, rtol=1e-5, atol=1e-6)


def test_no_rows_are_no_work() -> None:
    assert predicted(predictor_of("Dense"), model_of("Dense"), rows(0, 6)).shape == (0, 2)


def test_a_slot_predicts_what_stands_in_its_input() -> None:
    x, out = rows(8, 6), np.zeros((8, 2), np.float32)
    step = predictor_of("Dense").slot([x], [out])
    first = out.copy()
    np.testing.assert_allclose(first, model_of("Dense").predict(x, verbose=0), rtol=1e-5, atol=1e-6)
    x[...] = x[::-1].copy()
    step()
    np.testing.assert_array_equal(out, first[::-1])


def test_evaluating_the_model_and_fitting_another_between_predictions_change_nothing() -> None:
    model = training.serialization.from_bytes(training.serialization.to_bytes(model_of("Dense")))
    predictor = prediction.Predictor(model, SINGLE)
    x = rows(40, 6)
    before = predicted(predictor, model, x)
    model.evaluate(x, rows(40, 2), verbose=0)
    np.testing.assert_array_equal(predicted(predictor, model, x), before)
    model.predict(x, verbose=0)
    other = training.serialization.from_bytes(training.serialization.to_bytes(model))
    other.fit(x, rows(40, 2), verbose=0)
    np.testing.assert_array_equal(predicted(predictor, model, x), before)


def dense_model(seed: int, *layers: Any) -> Any:
    keras.utils.set_random_seed(seed)
    return keras.Sequential([keras.Input((5,), name="x"), *layers, L.Dense(4, name="only")], name="one")


@pytest.mark.tensorflow
def test_models_of_one_structure_share_what_is_compiled_and_keep_their_weights() -> None:
    models = [dense_model(seed) for seed in (1, 2)]
    x = rows(8, 5)
    before = len(prediction.function_cache._functions)
    for model in models:
        expected = model.predict(x, verbose=0)
        np.testing.assert_allclose(predicted(prediction.Predictor(model, SINGLE), model, x), expected, rtol=1e-5, atol=1e-6)
    assert len(prediction.function_cache._functions) == before + 1


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
        np.testing.assert_allclose(predicted(prediction.Predictor(model, SINGLE), model, x), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.no_backend
def test_the_least_recently_used_function_is_forgotten_first() -> None:
    shared = prediction.FunctionCache()
    shared.MAX_FUNCTIONS = 2
    made = [shared.get(key, lambda key=key: f"{key}{len(shared._functions)}") for key in "abacab"]
    assert made == ["a0", "b1", "a0", "c2", "a0", "b2"]


@pytest.mark.parametrize("offset", [0, 4])
def test_rows_at_any_address_are_predicted(offset: int) -> None:
    room = np.zeros(8 * 6 * 4 + 128, np.uint8)
    start = -room.ctypes.data % 64 + offset
    x = room[start : start + 8 * 6 * 4].view(np.float32).reshape(8, 6)
    x[...] = rows(8, 6)
    expected = model_of("Dense").predict(x, verbose=0)
    np.testing.assert_allclose(predicted(predictor_of("Dense"), model_of("Dense"), x), expected, rtol=1e-5, atol=1e-6)


def test_rows_of_any_size_are_predicted_as_keras_does_with_few_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prediction, "MAX_SHAPES", 2)
    model = keras.Sequential([keras.Input((None, 3)), L.GRU(4, return_sequences=True), L.Dense(2)])
    predictor = prediction.Predictor(model, SINGLE)
    for length in (1, 5, 3, 5, 2):
        x = rows(5, length, 3)
        (found,) = predictor.outputs([x])
        np.testing.assert_allclose(found, model(x), rtol=1e-5, atol=1e-6)
        assert len(predictor._shapes) <= prediction.MAX_SHAPES


def test_rows_of_several_inputs_and_outputs_of_any_size_are_predicted_in_parts() -> None:
    words, image = keras.Input((None,), dtype="int32", name="words"), keras.Input((None, None, 1), name="image")
    model = keras.Model([words, image], [L.Embedding(9, 2)(words), L.Conv2D(2, 3)(image)])
    x = [np.arange(1500 * 4, dtype=np.int32).reshape(1500, 4) % 9, rows(1500, 4, 5, 1)]
    known = Signature(("words", "image"), ("a", "b"), (None, None))
    for found, expected in zip(prediction.Predictor(model, known).outputs(x), model.predict(x, verbose=0), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)


def test_a_model_of_a_fixed_batch_predicts_any_number_of_rows_in_batches_of_it() -> None:
    entrance = keras.Input(batch_shape=(4, 3))
    model = keras.Model(entrance, L.Dense(2)(keras.ops.reshape(entrance, (4, 3))))
    expected = model.predict(rows(8, 3), batch_size=4, verbose=0)
    predictor = prediction.Predictor(model, SINGLE)
    out = np.zeros((7, 2), np.float32)
    predictor.run([rows(8, 3)[:7]], [out])
    np.testing.assert_allclose(out, expected[:7], rtol=1e-5, atol=1e-6)
    x, one = rows(8, 3)[:1].copy(), np.zeros((1, 2), np.float32)
    step = predictor.slot([x], [one])
    np.testing.assert_allclose(one, expected[:1], rtol=1e-5, atol=1e-6)
    x[:] = rows(8, 3)[1]
    step()
    np.testing.assert_allclose(one, expected[1:2], rtol=1e-5, atol=1e-6)
