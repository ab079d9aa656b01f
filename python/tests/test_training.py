"""Fits of every kind of outcome; what can't be compared with the outcome is an error."""

import json
from typing import Any

import keras
import numpy as np
import pytest
from support import fit, ports, program, request, rows

from keras4j_runtime import table, training

BINARY = program('keras.layers.Dense(1, activation="sigmoid", name="output")', "binary_crossentropy")
SOFTMAX = 'keras.layers.Dense({}, activation="softmax", name="output")'
NUMBER = program('keras.layers.Dense(1, name="output")', "mean_squared_error")


def codes(count: int, classes: int) -> Any:
    return (np.arange(count) % classes).astype(np.int32)


def plain(source: str, y: Any, **more: Any) -> dict[str, list[float]]:
    """The history of the same program in plain Python."""
    names: dict[str, Any] = {}
    exec(source, names)
    model = names["build"]()
    history: dict[str, list[float]] = names["fit"](model, rows(64, 4), y, **more).history
    return history


@pytest.mark.parametrize(
    ("source", "classes", "outcome"),
    [
        (BINARY, 2, lambda: codes(64, 2).reshape(-1, 1).astype("float32")),
        (program(SOFTMAX.format(2), "categorical_crossentropy"), 2, lambda: keras.utils.to_categorical(codes(64, 2), 2)),
        (program(SOFTMAX.format(2), "binary_crossentropy"), 2, lambda: keras.utils.to_categorical(codes(64, 2), 2)),
        (program(SOFTMAX.format(2), "sparse_categorical_crossentropy"), 2, lambda: codes(64, 2)),
        (program(SOFTMAX.format(7), "categorical_crossentropy"), 7, lambda: keras.utils.to_categorical(codes(64, 7), 7)),
        (program(SOFTMAX.format(7), "sparse_categorical_crossentropy"), 7, lambda: codes(64, 7)),
    ],
    ids=["one sigmoid unit", "two softmax units", "two units, binary", "two, sparse", "seven", "seven, sparse"],
)
def test_classes_learn_as_the_same_program_in_plain_python(source: str, classes: int, outcome: Any) -> None:
    value, _ = fit(source, [rows(64, 4), codes(64, classes)], classes)
    assert value["history"] == plain(source, outcome())
    assert value["epochs"] == 2
    assert not value["stopped"]


def test_numbers_learn_as_the_same_program_in_plain_python() -> None:
    value, _ = fit(NUMBER, [rows(64, 4), rows(64, 1)])
    assert value["history"] == plain(NUMBER, rows(64, 1))
    assert value["outputs"] == [[1]]
    assert "hidden (Dense)" in value["summary"]


def test_weights_and_validation_rows_reach_keras() -> None:
    y, weights = rows(64, 1), rows(64)
    x2, y2, w2 = rows(10, 4), rows(10, 1), rows(10)
    value, _ = fit(NUMBER, [rows(64, 4), y, weights, x2, y2, w2], weights=True, validation=True)
    assert value["history"] == plain(NUMBER, y, sample_weight=weights, validation_data=(x2, y2, w2))
    assert set(value["history"]) == {"loss", "val_loss"}
    value, _ = fit(NUMBER, [rows(64, 4), y, x2, y2], validation=True)
    assert value["history"] == plain(NUMBER, y, validation_data=(x2, y2))


@pytest.mark.parametrize(
    ("source", "classes", "y", "message"),
    [
        (
            program(SOFTMAX.format(3), "categorical_crossentropy"),
            7,
            codes(16, 7),
            "the last layer, output, must give 7 numbers a row for an outcome of 7 classes. Received: 3",
        ),
        (
            program(SOFTMAX.format(3), "sparse_categorical_crossentropy"),
            2,
            codes(16, 2),
            "the last layer, output, must give 2 numbers a row for an outcome of 2 classes. Received: 3",
        ),
        (BINARY, 3, codes(16, 3), "the last layer, output, must give 3 numbers a row for an outcome of 3 classes. Received: 1"),
        (
            NUMBER,
            None,
            rows(16, 2),
            "the last layer, output, must give 2 numbers a row for an outcome of 2 numbers a row. Received: 1",
        ),
    ],
)
def test_an_output_of_another_width_than_the_outcome_is_an_error(source: str, classes: int | None, y: Any, message: str) -> None:
    before = table.live()
    with pytest.raises(ValueError, match="the last layer") as raised:
        fit(source, [rows(16, 4), y], classes)
    assert str(raised.value) == message
    assert table.live() == before


def test_events_tell_of_every_batch_and_every_epoch() -> None:
    heard: list[str | None] = []

    def events(text: str | None) -> bool:
        heard.append(text)
        return True

    training.fit(request(NUMBER), events, [rows(40, 4), rows(40, 1)])
    batches = [text for text in heard if text is not None and not text.startswith("{")]
    epochs = [json.loads(text) for text in heard if text is not None and text.startswith("{")]
    assert batches == ["1/3", "2/3", "3/3"] * 2
    assert [(epoch["epoch"], epoch["epochs"], list(epoch["metrics"])) for epoch in epochs] == [
        (1, 2, ["loss"]),
        (2, 2, ["loss"]),
    ]


def test_a_fit_stops_at_the_batch_after_which_events_say_no() -> None:
    heard: list[str | None] = []

    def events(text: str | None) -> bool:
        heard.append(text)
        return len(heard) < 2

    value, attachments = training.fit(request(NUMBER), events, [rows(400, 4), rows(400, 1)])
    assert value["stopped"]
    assert heard[:2] == ["1/25", "2/25"]
    assert [text for text in heard if text and not text.startswith("{")] == ["1/25", "2/25"]
    assert attachments


def test_a_fit_stops_within_its_validation() -> None:
    def events(text: str | None) -> bool:
        return text is not None

    value, _ = training.fit(request(NUMBER, validation=True), events, [rows(32, 4), rows(32, 1), rows(64, 4), rows(64, 1)])
    assert value["stopped"]
    assert value["epochs"] == 1


def test_an_evaluation_is_keras_own_and_can_be_stopped() -> None:
    fitted, _ = fit(NUMBER, [rows(64, 4), rows(64, 1)])
    arguments = {"model": fitted["model"], **ports(), "weights": False}
    model = table.get(fitted["model"]).model
    value, _ = training.evaluate(arguments, lambda text: True, [rows(50, 4), rows(50, 1)])
    assert value == {"metrics": model.evaluate(rows(50, 4), rows(50, 1), verbose=0, return_dict=True), "stopped": False}
    stopped, _ = training.evaluate(arguments, lambda text: False, [rows(500, 4), rows(500, 1)])
    assert stopped["stopped"]


def test_a_model_that_can_t_be_kept_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(model: Any) -> bytes:
        raise TypeError("Object of type Odd is not JSON serializable")

    monkeypatch.setattr(training.keeping, "to_bytes", refuse)
    value, attachments = fit(NUMBER, [rows(16, 4), rows(16, 1)])
    assert attachments == []
    assert value["whyNoBytes"] == "TypeError: Object of type Odd is not JSON serializable"
    assert table.get(value["model"]).model.name == "net"
