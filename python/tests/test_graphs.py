"""Tests of models with several inputs and outputs: programs, fits, evaluations and predictions."""

from typing import Any

import keras
import numpy as np
import pytest
from support import rows

from keras4j_runtime import object_table, prediction, programs, training
from keras4j_runtime.signature import Signature

PROGRAM = """
import keras


def build(left_shape=(2,), right_shape=(3,)):
    keras.utils.set_random_seed(3)
    left = keras.Input(shape=left_shape, name="left")
    right = keras.Input(shape=right_shape, name="right")
    tower_layer = keras.layers.Dense(4, name="tower")
    tower = tower_layer(left)
    join = keras.layers.Concatenate(name="join")([tower, right])
    number = keras.layers.Dense(2, name="number.dense")(join)
    number = keras.layers.Activation("linear", name="number.activation")(number)
    kind = keras.layers.Dense(3, activation="softmax", name="kind")(join)
    parity = keras.layers.Dense(1, activation="sigmoid", name="parity")(join)
    model = keras.Model(
        inputs={"right": right, "left": left},
        outputs={"number": number, "kind": kind, "parity": parity},
        name="net",
    )
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.02),
        loss={
            "number": "mean_squared_error",
            "kind": "sparse_categorical_crossentropy",
            "parity": "binary_crossentropy",
        },
        metrics={"kind": ["accuracy"]},
    )
    return model


def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
    return model.fit(
        x,
        y,
        epochs=2,
        validation_data=validation_data,
        sample_weight=sample_weight,
        callbacks=[*callbacks],
        verbose=0,
    )
"""
PORTS = Signature(("right", "left"), ("number", "kind", "parity"), (None, 3, 2))


def ports() -> dict[str, Any]:
    outputs = [{"name": "number"}, {"name": "kind", "classes": 3}, {"name": "parity", "classes": 2}]
    return {"inputs": ["right", "left"], "outputs": outputs}


def inputs(count: int) -> list[Any]:
    return [rows(count, 3), rows(count, 2)]


def outcomes(count: int) -> list[Any]:
    codes = np.arange(count, dtype=np.int32)
    return [rows(count, 2), codes % 3, codes % 2]


def named(names: tuple[str, ...], arrays: list[Any]) -> dict[str, Any]:
    return dict(zip(names, arrays, strict=True))


def as_keras_wants(y: list[Any]) -> dict[str, Any]:
    return named(PORTS.outputs, [y[0], y[1], y[2].reshape(-1, 1).astype("float32")])


def fit(arrays: list[Any], **more: Any) -> dict[str, Any]:
    request = {"source": PROGRAM, "file": "net.py", "header": 0, "customs": [], **ports(), "weights": False, **more}
    value, _ = training.fit(request, lambda text: True, arrays)
    return value  # type: ignore[no-any-return]


def built() -> Any:
    return programs.load(PROGRAM, "net.py").build()


def test_a_graph_learns_as_the_same_program_in_plain_python() -> None:
    value = fit([*inputs(40), *outcomes(40)])
    names: dict[str, Any] = {}
    exec(PROGRAM, names)
    model = names["build"]()
    history = names["fit"](model, named(PORTS.inputs, inputs(40)), as_keras_wants(outcomes(40))).history
    assert value["history"] == history
    assert value["outputs"] == [[2], [3], [1]]


def test_weights_and_validation_rows_go_to_each_output() -> None:
    weights = [rows(40), np.ones(40, np.float32), np.zeros(40, np.float32)]
    value = fit([*inputs(40), *outcomes(40), *weights, *inputs(10), *outcomes(10)], weights=True, validation=True)
    assert value["history"]["parity_loss"] == [0.0, 0.0]
    assert value["history"]["val_parity_loss"][0] > 0
    weighted = [*inputs(40), *outcomes(40), *inputs(10), *outcomes(10), *(np.zeros(10, np.float32) for _ in range(3))]
    value = fit(weighted, validation=True)
    assert value["history"]["val_loss"] == [0.0, 0.0]


def test_an_evaluation_has_the_metrics_of_each_output() -> None:
    fitted = fit([*inputs(40), *outcomes(40)])
    request = {"model": fitted["model"], **ports(), "weights": False}
    value, _ = training.evaluate(request, lambda text: True, [*inputs(20), *outcomes(20)])
    model = object_table.get(fitted["model"]).model
    expected = model.evaluate(named(PORTS.inputs, inputs(20)), as_keras_wants(outcomes(20)), verbose=0, return_dict=True)
    assert value["metrics"] == pytest.approx(expected)
    assert {"kind_accuracy", "number_loss"} <= set(value["metrics"])


@pytest.mark.parametrize("output", ["number", "kind"])
def test_an_output_of_another_width_than_its_outcome_is_named_with_its_last_layer(output: str) -> None:
    y = outcomes(16)
    wide = ports()
    if output == "number":
        y[0] = rows(16, 5)
        message = "the last layer, number.activation, must give 5 numbers a row for an outcome of 5 numbers a row. Received: 2"
    else:
        wide["outputs"][1]["classes"] = 7
        message = "the last layer, kind, must give 7 numbers a row for an outcome of 7 classes. Received: 3"
    with pytest.raises(ValueError, match="the last layer") as raised:
        fit([*inputs(16), *y], **wide)
    assert str(raised.value) == message


@pytest.mark.parametrize("count", [1, 7, 128, 1025])
def test_any_number_of_rows_is_predicted_as_keras_does(count: int) -> None:
    model = built()
    kept = training.serialization.from_bytes(training.serialization.to_bytes(model))
    expected = model.predict(named(PORTS.inputs, inputs(count)), verbose=0)
    for each in (model, kept):
        outs = [np.full((count, width), np.nan, np.float32) for width in (2, 3, 1)]
        prediction.Predictor(each, PORTS).run(inputs(count), outs)
        for name, out in zip(PORTS.outputs, outs, strict=True):
            np.testing.assert_allclose(out, expected[name], rtol=1e-5, atol=1e-6)


def test_a_slot_predicts_what_stands_in_its_inputs() -> None:
    model, xs = built(), inputs(8)
    outs = [np.zeros((8, width), np.float32) for width in (2, 3, 1)]
    step = prediction.Predictor(model, PORTS).slot(xs, outs)
    for x in xs:
        x[...] = x[::-1].copy()
    step()
    expected = model.predict(named(PORTS.inputs, xs), verbose=0)
    for name, out in zip(PORTS.outputs, outs, strict=True):
        np.testing.assert_allclose(out, expected[name], rtol=1e-5, atol=1e-6)


def test_a_model_of_lists_instead_of_names_is_predicted_in_its_order() -> None:
    left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
    model = keras.Model([left, right], [keras.layers.Add()([left, right]), keras.layers.Subtract()([left, right])])
    x, y, total, difference = rows(3, 2), rows(4, 2)[:3], np.zeros((3, 2), np.float32), np.zeros((3, 2), np.float32)
    prediction.Predictor(model, Signature(("left", "right"), ("a", "b"), (None, None))).run([x, y], [total, difference])
    np.testing.assert_allclose(total, x + y, rtol=1e-6)
    np.testing.assert_allclose(difference, x - y, rtol=1e-6)
