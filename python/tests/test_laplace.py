"""Tests of the Laplace statistics and predictive variances against NumPy."""

import functools
from typing import Any

import keras
import numpy as np
import pytest
import support
from support import fit, program, rows

from keras4j_runtime import laplace, object_table

REGRESSION = program('keras.layers.Dense(2, name="out")', "mean_squared_error", "epochs=2, batch_size=16, validation_split=0.25")
CLASSES = program('keras.layers.Dense(3, activation="softmax", name="out")', "categorical_crossentropy")
BINARY = program('keras.layers.Dense(1, activation="sigmoid", name="out")', "binary_crossentropy")


def by_hand(model: Any, x: Any) -> tuple[Any, Any]:
    """Returns the features and the output in plain NumPy."""
    (hidden, hidden_bias), (kernel, bias) = ([w.numpy().astype(float) for w in layer.weights] for layer in model.layers)
    features = np.hstack([np.maximum(x @ hidden + hidden_bias, 0), np.ones((len(x), 1))])
    return features, features @ np.vstack([kernel, bias])


def outcome(classes: int | None) -> Any:
    return rows(60, 2) if classes is None else rows(60, dtype="int32") % classes


WEIGHT = np.arange(60, dtype=np.float32) / 30


@functools.cache
def fitted(source: str, classes: int | None, weighted: bool = False) -> tuple[Any, dict[str, Any], int]:
    """Returns a fitted model, its sums and its number, shared by the tests."""
    arrays = [rows(60, 4), outcome(classes), *([WEIGHT] if weighted else [])]
    reply = fit(source, arrays, classes, laplace=True, weights=weighted)[0]
    return object_table.get(reply["model"]).model, reply["laplace"][0], reply["model"]


def test_a_regression_sums_squared_features_and_residuals_of_the_rows_that_trained() -> None:
    y = rows(60, 2)
    model, sums, _ = fitted(REGRESSION, None)
    features, out = by_hand(model, rows(60, 4)[:45])
    residuals = y[:45] - out
    assert sums["rows"] == 45
    np.testing.assert_allclose(sums["curvature"], (features**2).sum(axis=0)[:, None], rtol=1e-5)
    np.testing.assert_allclose(sums["residuals"], residuals.T @ residuals, rtol=1e-4)
    curvature = features.T @ features / 0.3 + 2 * np.eye(9)
    assert np.log(np.array(sums["spectrum"]) / 0.3 + 2).sum() == pytest.approx(np.linalg.slogdet(curvature)[1], rel=1e-5)
    last = np.vstack([w.numpy() for w in model.layers[-1].weights])
    np.testing.assert_allclose(sums["norms"], (last.astype(float) ** 2).sum(axis=0), rtol=1e-6)


def test_weights_count_rows() -> None:
    y, weight = rows(60, 2), WEIGHT
    model, sums, _ = fitted(REGRESSION, None, weighted=True)
    features, out = by_hand(model, rows(60, 4)[:45])
    residuals, weight = y[:45] - out, weight[:45]
    assert sums["rows"] == pytest.approx(weight.sum(), rel=1e-6)
    np.testing.assert_allclose(sums["curvature"], (weight @ features**2)[:, None], rtol=1e-5)
    np.testing.assert_allclose(sums["residuals"], residuals.T @ (weight[:, None] * residuals), rtol=1e-4)


@pytest.mark.parametrize(("source", "classes"), [(CLASSES, 3), (BINARY, 2)])
def test_classes_weigh_squared_features_by_how_open_each_row_is(source: str, classes: int) -> None:
    model, sums, _ = fitted(source, classes)
    features, logits = by_hand(model, rows(60, 4))
    p = keras.ops.convert_to_numpy(keras.ops.softmax(logits)) if classes == 3 else 1 / (1 + np.exp(-logits))
    np.testing.assert_allclose(sums["curvature"], (features**2).T @ (p * (1 - p)), rtol=1e-5)
    assert sums["residuals"] == sums["spectrum"] == []


@pytest.mark.parametrize(("source", "classes", "units"), [(REGRESSION, None, 2), (CLASSES, 3, 3), (BINARY, 2, 1)])
def test_a_spread_is_the_features_by_the_variances_around_numbers_or_logits(source: str, classes: int | None, units: int) -> None:
    model, _, number = fitted(source, classes)
    x, variances = rows(11, 4), rows(9, units)
    parts = laplace.spread({"model": number}, None, [x, variances])[1]
    centres, spread = (np.frombuffer(part, np.float32).reshape(11, units) for part in parts)
    features, out = by_hand(model, x)
    np.testing.assert_allclose(centres, out, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(spread, features**2 @ variances, rtol=1e-4)


def test_a_network_that_diverged_has_sums_of_nan() -> None:
    source = REGRESSION.replace("learning_rate=0.02", "learning_rate=1e30")
    _, sums, _ = fitted(source, None)
    assert np.isnan(sums["spectrum"]).all()


def test_without_a_hidden_layer_the_inputs_are_the_features() -> None:
    source = REGRESSION.replace('keras.layers.Dense(8, activation="relu", name="hidden"), ', "")
    _, sums, _ = fitted(source, None)
    np.testing.assert_allclose(sums["curvature"][:-1], (rows(60, 4)[:45] ** 2).sum(axis=0)[:, None], rtol=1e-5)


def test_sums_are_computed_only_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laplace, "Heads", None)
    assert "laplace" not in fit(REGRESSION, [rows(60, 4), rows(60, 2)])[0]


def test_several_inputs_and_outputs_have_sums_each() -> None:
    left, right = keras.Input((3,), name="left"), keras.Input((2,), name="right")
    joined = keras.layers.Concatenate()([left, right])
    outputs = {"a": keras.layers.Dense(1, name="a")(joined), "b": keras.layers.Dense(3, activation="softmax", name="b")(joined)}
    model = keras.Model({"left": left, "right": right}, outputs)
    known = laplace.Signature(("left", "right"), ("a", "b"), (None, 3))
    live = support.training.Live(model, known)
    x = {"left": rows(20, 3), "right": rows(20, 2)}
    y = {"a": rows(20, 1), "b": np.eye(3, dtype=np.float32)[rows(20, dtype="int32") % 3]}
    a, b = laplace.sums(live, {"x": x, "y": y}, 0.0)
    features = np.hstack([x["left"], x["right"], np.ones((20, 1))])
    np.testing.assert_allclose(a["curvature"], (features**2).sum(axis=0)[:, None], rtol=1e-5)
    assert np.shape(b["curvature"]) == (6, 3)
    assert np.shape(a["residuals"]) == (1, 1)
