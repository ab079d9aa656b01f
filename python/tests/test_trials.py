"""Tests of trials against Keras' own fits of their programs, trained as one batch or one by one."""

from typing import Any

import keras
import numpy as np
import pytest
from support import ports, rows

from keras4j_runtime import progress, trials

ON_JAX = keras.backend.backend() == "jax"
"""Only JAX trains a batch of trials; on TensorFlow each is trained alone, and the tests of batches would repeat one case."""
X, CODES = rows(90, 6), (np.arange(90) % 3).astype(np.int32)
HALVES = [np.arange(90) % 2 == 0, np.arange(90) % 2 == 1]


def program(
    seed: int,
    rate: float = 0.2,
    learn_rate: float = 0.01,
    more: str = "",
    hidden: str = "",
    fit: str = "epochs=3",
    dense: str = '8, activation="relu"',
) -> str:
    """Returns a network of 6 numbers per row and 3 classes, as Java writes it."""
    return f"""
import keras


def build(input_shape=(6,), num_classes=3):
    keras.utils.set_random_seed({seed})
    model = keras.Sequential(
        [
            keras.Input(shape=input_shape, name="input"),
            keras.layers.Dense({dense}, name="hidden.dense"),
            keras.layers.Dropout({rate}, name="hidden.dropout"),
            {hidden}
            keras.layers.Dense(num_classes, activation="softmax", name="output"),
        ],
        name="net",
    )
    model.compile(optimizer=keras.optimizers.Adam(learning_rate={learn_rate}{more}), loss="categorical_crossentropy")
    return model


def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
    return model.fit(
        x,
        y,
        batch_size=16,
        {fit},
        validation_data=validation_data,
        sample_weight=sample_weight,
        callbacks=[*callbacks],
        verbose=0,
    )
"""


def member(source: str, fold: int = 0, *early: int) -> dict[str, Any]:
    return {"source": source, "file": "net.py", "header": 0, "customs": [], "fold": fold, "early": list(early)}


def run(members: list[dict[str, Any]], weights: list[Any] | None = None, together: bool = True) -> tuple[Any, list[Any]]:
    """Returns the trials' values, and each prediction with shape (rows, 3)."""
    arrays = []
    for half in HALVES:
        arrays += [X[half], CODES[half], *([] if weights is None else [weights[0][half]]), X[~half]]
    request = {**ports(3), "together": together, "weights": weights is not None, "validation": False, "members": members}
    value, parts = trials.run(request, lambda text: progress.GO_ON, arrays)
    return value["members"], [np.frombuffer(part, np.float32).reshape(-1, 3) for part in parts]


def plain(each: dict[str, Any], weight: Any = None) -> Any:
    """Returns the predictions of a program's model, built and trained in plain Python."""
    names: dict[str, Any] = {}
    exec(each["source"], names)
    half = HALVES[each["fold"]]
    model = names["build"]()
    names["fit"](model, X[half], keras.utils.to_categorical(CODES[half], 3), sample_weight=None if weight is None else weight[half])
    return model.predict(X[~half], verbose=0)


def assert_as_plain(members: list[dict[str, Any]], together: bool, weight: Any = None) -> None:
    values, predictions = run(members, None if weight is None else [weight])
    assert values == [{"together": together and ON_JAX, "shapes": [[3]]}] * len(members)
    for each, predicted in zip(members, predictions, strict=True):
        np.testing.assert_allclose(predicted, plain(each, weight), atol=1e-5)


@pytest.mark.jax
def test_folds_and_numbers_are_trained_together_and_give_what_each_gives_alone() -> None:
    assert_as_plain(
        [member(program(seed, rate, 0.01 * seed), fold) for seed, rate in ((1, 0.2), (2, 0.4)) for fold in (0, 1)], together=True
    )


@pytest.mark.jax
@pytest.mark.parametrize(
    "other",
    [
        program(2, hidden='keras.layers.Dense(4, name="more"),'),
        program(2, more=", beta_1=0.8"),
        program(2, rate=0.0),
        program(2, fit="epochs=4"),
    ],
    ids=["another layer", "a number of the optimizer", "no dropout", "more epochs"],
)
def test_programs_that_differ_in_more_than_numbers_are_trained_one_by_one(other: str) -> None:
    values, predictions = run([member(program(1)), member(other, 1)])
    assert [value["together"] for value in values] == [False, False]
    np.testing.assert_allclose(predictions[1], plain(member(other, 1)), atol=1e-5)


@pytest.mark.jax
@pytest.mark.parametrize(
    "more",
    ["epochs=3, validation_split=0.3", "epochs=3, shuffle=False", "epochs=3, class_weight={0: 1.0, 1: 3.0, 2: 0.5}"],
)
def test_settings_of_the_fit_are_kept(more: str) -> None:
    assert_as_plain([member(program(seed, fit=more), seed % 2) for seed in (1, 2)], together=True)


@pytest.mark.jax
def test_batch_normalization_keeps_its_averages() -> None:
    hidden = 'keras.layers.BatchNormalization(name="norm"),'
    assert_as_plain([member(program(seed, hidden=hidden), seed % 2) for seed in (1, 2)], together=True)


def wide(seed: int, hidden: str = "") -> str:
    """Returns a network whose widths depend on the seed; the second layer is twice as wide as the first."""
    units = 3 + 2 * seed
    more = f'{hidden}keras.layers.Dense({2 * units}, name="second.dense"), keras.layers.Dropout(0.3, name="second.dropout"),'
    return program(seed, 0.1 * seed, hidden=more, dense=f'{units}, activation="gelu"')


@pytest.mark.jax
@pytest.mark.parametrize("hidden", ["", 'keras.layers.BatchNormalization(name="norm"), '], ids=["plain", "normalized"])
def test_networks_of_different_widths_are_trained_together(hidden: str) -> None:
    assert_as_plain([member(wide(seed, hidden), seed % 2) for seed in (1, 2)], together=True)


@pytest.mark.jax
def test_rows_have_their_weights() -> None:
    assert_as_plain([member(program(seed), seed % 2) for seed in (1, 2)], together=True, weight=rows(90))


@pytest.mark.parametrize("count", [1, 2], ids=["one by one", "together"])
def test_a_fit_of_many_epochs_is_one_of_fewer_on_its_way(count: int) -> None:
    members = [member(program(seed), 0, 1) for seed in range(1, count + 1)]
    _, predictions = run(members)
    assert len(predictions) == 2 * len(members)
    np.testing.assert_allclose(predictions[0], plain(member(program(1, fit="epochs=1"))), atol=1e-5)
    np.testing.assert_allclose(predictions[1], plain(member(program(1))), atol=1e-5)


@pytest.mark.parametrize(
    "callback",
    [
        'keras.callbacks.EarlyStopping(monitor="loss", min_delta=1.0, patience=1)',
        'keras.callbacks.ReduceLROnPlateau(monitor="loss", min_delta=1.0, patience=1)',
    ],
    ids=["stopped", "slowed down"],
)
def test_a_fit_with_callbacks_is_one_of_fewer_epochs_on_its_way_too(callback: str) -> None:
    def called(epochs: int) -> str:
        return program(1, fit=f"epochs={epochs}").replace("[*callbacks]", f"[*callbacks, {callback}]")

    _, predictions = run([member(called(4), 0, 1, 2, 3)])
    for epochs, predicted in enumerate(predictions, 1):
        np.testing.assert_allclose(predicted, plain(member(called(epochs))), atol=1e-5)


@pytest.mark.jax
def test_one_that_diverges_leaves_the_numbers_of_the_others_as_they_are() -> None:
    _, calm = run([member(program(1)), member(program(2))])
    values, predictions = run([member(program(1)), member(program(2, learn_rate=1e30))])
    assert [value["together"] for value in values] == [ON_JAX, ON_JAX]
    np.testing.assert_array_equal(predictions[0], calm[0])
    assert not np.isfinite(predictions[1]).all()


@pytest.mark.jax
@pytest.mark.parametrize(
    "hidden",
    [
        'keras.layers.Reshape((4, 2), name="steps"), keras.layers.GRU(5, name="gru"),',
        'keras.layers.Reshape((2, 2, 2), name="image"), keras.layers.Conv2D(3, 2, name="conv"), keras.layers.Flatten(name="flat"),',
    ],
    ids=["recurrent", "convolution"],
)
def test_other_layers_are_trained_together_as_well(hidden: str) -> None:
    assert_as_plain([member(program(seed, hidden=hidden), seed % 2) for seed in (1, 2)], together=True)


@pytest.mark.jax
def test_a_last_attempt_trains_one_by_one() -> None:
    members = [member(program(seed), seed % 2) for seed in (1, 2)]
    together = run(members)[1]
    values, predictions = run(members, together=False)
    assert [value["together"] for value in values] == [False, False]
    for one, other in zip(predictions, together, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)


@pytest.mark.jax
def test_compatible_trials_are_found_among_others() -> None:
    others = program(3, hidden='keras.layers.Dense(4, name="more"),')
    members = [member(program(1)), member(others), member(program(2, 0.3), 1)]
    values, predictions = run(members)
    assert [value["together"] for value in values] == [ON_JAX, False, ON_JAX]
    for each, predicted in zip(members, predictions, strict=True):
        np.testing.assert_allclose(predicted, plain(each), atol=1e-5)


def test_one_that_fails_does_not_fail_the_others() -> None:
    wrong = program(1, hidden='keras.layers.Reshape((5,), name="folded"),')
    values, predictions = run([member(program(1)), member(wrong)])
    assert not values[0]["together"]
    assert values[1]["error"]["layer"] == "folded"
    assert len(predictions) == 1


@pytest.mark.parametrize("count", [1, 2], ids=["one by one", "together"])
def test_a_group_that_is_given_up_stops(count: int) -> None:
    arrays = [X, CODES, X]
    request = {
        **ports(3),
        "together": True,
        "weights": False,
        "validation": False,
        "members": [member(program(seed)) for seed in range(1, count + 1)],
    }
    value, parts = trials.run(request, lambda text: progress.GIVE_UP, arrays)
    assert value["stopped"]
    assert parts == []
