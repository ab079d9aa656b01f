"""Tests of preprocessing layers: the whole model predicts from raw columns what the inner one predicts from prepared ones."""

from typing import Any

import keras
import numpy as np
from support import ports, rows

from keras4j_runtime import object_table, preparing, serialization

X = rows(16, 3)


def model() -> Any:
    made = keras.Sequential([keras.Input((2,), name="input"), keras.layers.Dense(1, name="output")], name="inner")
    made.compile(loss="mean_squared_error", optimizer="sgd")
    return made


def whole(inner: Any, steps: list[dict[str, Any]], raw: list[str], prepared: list[str]) -> Any:
    """Returns the model that takes raw columns, loaded from the returned bytes."""
    content = np.frombuffer(serialization.to_bytes(inner), np.uint8)
    request = {**ports(), "customs": [], "steps": steps, "raw": [raw], "prepared": [prepared]}
    value, (kept,) = preparing.put_preparation_inside(request, None, [content])
    object_table.release([value["model"]])
    return serialization.from_bytes(bytes(kept))


def step(columns: list[str], made: list[str], layer: str, **arguments: Any) -> dict[str, Any]:
    return {"columns": columns, "made": made, "layers": [{"type": layer, "arguments": arguments}]}


def test_a_step_on_more_columns_than_the_input_has_takes_its_own() -> None:
    inner = model()
    normalize = step(["gone", "c", "a"], ["gone", "c", "a"], "Normalization", mean=[9.0, 1.0, 2.0], variance=[9.0, 4.0, 1.0])
    ready = np.stack([X[:, 0] - 2, (X[:, 2] - 1) / 2], axis=1)
    got = whole(inner, [normalize], ["a", "b", "c"], ["a", "c"]).predict(X, verbose=0)
    np.testing.assert_allclose(got, inner.predict(ready, verbose=0), atol=1e-6)


def test_made_columns_can_be_taken_one_by_one() -> None:
    inner = model()
    steps = [
        step(["a"], ["a"], "Discretization", bin_boundaries=[-3e38, 0.0]),
        step(["a"], ["a_0", "a_1", "a_2"], "CategoryEncoding", num_tokens=3, output_mode="one_hot"),
    ]
    ready = np.stack([X[:, 1], X[:, 0] >= 0], axis=1).astype(np.float32)
    got = whole(inner, steps, ["a", "b", "c"], ["b", "a_2"]).predict(X, verbose=0)
    np.testing.assert_allclose(got, inner.predict(ready, verbose=0), atol=1e-6)


def test_an_array_passes_as_it_comes_and_the_whole_model_is_compiled() -> None:
    inner = model()
    same = whole(inner, [], [], [])
    np.testing.assert_array_equal(same.predict(X[:, :2], verbose=0), inner.predict(X[:, :2], verbose=0))
    assert same.compiled
    assert same.name == "inner"
