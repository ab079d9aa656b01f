"""Tests of fits for every type of outcome; an output that does not match the outcome is an error."""

import json
import math
from typing import Any

import keras
import numpy as np
import pytest
from keras.src import utils
from support import fit, ports, program, request, rows

from keras4j_runtime import object_table, programs, progress, training

BINARY = program('keras.layers.Dense(1, activation="sigmoid", name="output")', "binary_crossentropy")
SOFTMAX = 'keras.layers.Dense({}, activation="softmax", name="output")'
NUMBER = program('keras.layers.Dense(1, name="output")', "mean_squared_error")


def codes(count: int, classes: int) -> Any:
    return (np.arange(count) % classes).astype(np.int32)


def plain(source: str, y: Any, **more: Any) -> dict[str, list[float]]:
    """Returns the history of the same program in plain Python."""
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
    before = object_table.live_count()
    with pytest.raises(ValueError, match="the last layer") as raised:
        fit(source, [rows(16, 4), y], classes)
    assert str(raised.value) == message
    assert object_table.live_count() == before


def listen(source: str, arrays: list[Any], answer: int = progress.GO_ON, after: int = 0, **more: Any) -> tuple[Any, list[str]]:
    """Runs a fit and records its reports; `answer` is returned after the first `after` reports."""
    heard: list[str] = []

    def events(text: str | None) -> int:
        heard.append(text or "")
        return answer if len(heard) > after else progress.GO_ON

    return training.fit(request(source, **more), events, arrays), heard


def told(heard: list[str], at: str) -> list[dict[str, Any]]:
    """Returns the reports of one kind, without the kind."""
    reports = [json.loads(text) for text in heard if text.startswith("{")]
    return [{k: v for k, v in report.items() if k != "at"} for report in reports if report["at"] == at]


def test_events_tell_of_every_batch_and_every_epoch() -> None:
    (value, _), heard = listen(NUMBER, [rows(40, 4), rows(40, 1)])
    losses = value["history"]["loss"]
    assert [text for text in heard if not text.startswith("{")] == ["1/3", "2/3", "3/3"] * 2
    assert told(heard, "begin") == [{"epochs": 2}]
    assert told(heard, "epoch begin") == [{"epoch": 1}, {"epoch": 2}]
    assert told(heard, "epoch end") == [{"epoch": 1, "logs": {"loss": losses[0]}}, {"epoch": 2, "logs": {"loss": losses[1]}}]
    assert told(heard, "batch") == []
    assert json.loads(heard[-1]) == {"at": "end"}


def test_the_logs_of_batches_are_told_at_an_interval_where_somebody_asks() -> None:
    (value, _), heard = listen(NUMBER, [rows(112, 4), rows(112, 1)], interval=3)
    batches = told(heard, "batch")
    assert [(b["batch"], b["batches"], list(b["logs"])) for b in batches] == [(3, 7, ["loss"]), (6, 7, ["loss"])] * 2
    every = told(listen(NUMBER, [rows(112, 4), rows(112, 1)], interval=1)[1], "batch")
    assert [b["logs"]["loss"] for b in every if b["batch"] == 7] == value["history"]["loss"]


def test_without_batch_logs_keras_does_not_wait_for_each_batch() -> None:
    assert utils.is_default(progress.Reporter.of(bool, 0).on_train_batch_end)
    assert not utils.is_default(progress.Reporter.of(bool, 1).on_train_batch_end)


def test_a_fit_that_is_told_to_end_trains_one_more_batch_and_keeps_its_model() -> None:
    (value, attachments), heard = listen(NUMBER, [rows(400, 4), rows(400, 1)], progress.END, 3)
    assert [text for text in heard if text and not text.startswith("{")] == ["1/25", "2/25", "3/25"]
    assert (value["epochs"], value["stopped"], len(value["history"]["loss"])) == (1, False, 1)
    assert json.loads(heard[-1]) == {"at": "end"}
    assert attachments


def test_a_fit_that_is_given_up_ends_at_once_and_leaves_no_model() -> None:
    before = object_table.live_count()
    (value, attachments), heard = listen(NUMBER, [rows(400, 4), rows(400, 1)], progress.GIVE_UP, 3)
    assert (value, attachments) == ({"stopped": True, "epochs": 0}, [])
    assert heard[2:] == ["1/25", "2/25"]
    assert object_table.live_count() == before


def test_a_fit_is_given_up_within_its_validation() -> None:
    def events(text: str | None) -> int:
        return progress.GIVE_UP if text is None else progress.GO_ON

    arrays = [rows(32, 4), rows(32, 1), rows(64, 4), rows(64, 1)]
    value, _ = training.fit(request(NUMBER, validation=True), events, arrays)
    assert value == {"stopped": True, "epochs": 0}


def test_a_metric_of_several_numbers_is_several_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_allowed", programs._allowed | {"keras.metrics.F1Score"})
    source = program(SOFTMAX.format(3), "categorical_crossentropy").replace(
        "loss=", "metrics=[keras.metrics.CategoricalAccuracy(), keras.metrics.F1Score(name='f1')], loss="
    )
    (value, _), heard = listen(source, [rows(64, 4), codes(64, 3)], classes=3, interval=4)
    names = {"loss", "categorical_accuracy", "f1.0", "f1.1", "f1.2"}
    assert set(value["history"]) == set(told(heard, "epoch end")[0]["logs"]) == set(told(heard, "batch")[0]["logs"]) == names
    assert plain(source, keras.utils.to_categorical(codes(64, 3), 3))["f1"][1].tolist() == [
        value["history"][f"f1.{i}"][1] for i in range(3)
    ]
    arguments = {"model": value["model"], **ports(3), "weights": False}
    assert set(training.evaluate(arguments, lambda text: 1, [rows(64, 4), codes(64, 3)])[0]["metrics"]) == names


def test_an_epoch_without_validation_has_no_figure_of_it() -> None:
    source = program('keras.layers.Dense(1, name="output")', "mean_squared_error", "epochs=3, validation_freq=2")
    value, _ = fit(source, [rows(64, 4), rows(64, 1), rows(10, 4), rows(10, 1)], validation=True)
    assert [math.isnan(loss) for loss in value["history"]["val_loss"]] == [True, False, True]
    assert len(value["history"]["loss"]) == 3


def test_an_evaluation_is_keras_own_and_can_be_stopped() -> None:
    fitted, _ = fit(NUMBER, [rows(64, 4), rows(64, 1)])
    arguments = {"model": fitted["model"], **ports(), "weights": False}
    model = object_table.get(fitted["model"]).model
    value, _ = training.evaluate(arguments, lambda text: True, [rows(50, 4), rows(50, 1)])
    assert value == {"metrics": model.evaluate(rows(50, 4), rows(50, 1), verbose=0, return_dict=True), "stopped": False}
    stopped, _ = training.evaluate(arguments, lambda text: False, [rows(500, 4), rows(500, 1)])
    assert stopped["stopped"]


def test_a_model_that_can_t_be_kept_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(model: Any) -> bytes:
        raise TypeError("Object of type Odd is not JSON serializable")

    monkeypatch.setattr(training.serialization, "to_bytes", refuse)
    value, attachments = fit(NUMBER, [rows(16, 4), rows(16, 1)])
    assert attachments == []
    assert value["whyNoBytes"] == "TypeError: Object of type Odd is not JSON serializable"
    assert object_table.get(value["model"]).model.name == "net"
