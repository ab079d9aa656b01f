"""Tests of the rules for batching programs and for padding their layers."""

import keras
import numpy as np
import pytest

from keras4j_runtime import literals
from keras4j_runtime.literals import Literals

pytestmark = pytest.mark.no_backend


def program(layers: str, optimizer: str = "Adam") -> str:
    return f"""
def build(input_shape=(6,)):
    model = keras.Sequential([keras.Input(shape=input_shape), {layers}, keras.layers.Dense(1, name="output")], name="net")
    model.compile(optimizer=keras.optimizers.{optimizer}(learning_rate=0.01), loss="mse")
    return model
"""


def dense(units: int, more: str = "", activation: str = "relu") -> str:
    return f'keras.layers.Dense({units}, activation="{activation}", name="hidden"), {more}keras.layers.Dropout(0.2, name="drop")'


@pytest.mark.parametrize("activation", sorted(literals.ZERO_PRESERVING_ACTIVATIONS - {None}))
def test_activations_that_are_padded_behind_make_zero_of_zero(activation: str) -> None:
    assert np.asarray(keras.activations.get(activation)(np.zeros(2, np.float32))).tolist() == [0, 0]


@pytest.mark.parametrize("name", sorted(literals.ZERO_PRESERVING_OPTIMIZERS))
def test_optimizers_that_are_padded_under_leave_zeros_alone(name: str) -> None:
    variable = keras.Variable(np.zeros(2, np.float32))
    optimizer = getattr(keras.optimizers, name.removeprefix("keras.optimizers."))(0.1)
    for _ in range(3):
        optimizer.apply([keras.ops.zeros(2)], [variable])
    assert np.asarray(variable).tolist() == [0, 0]


def test_widths_of_dense_layers_make_no_difference() -> None:
    norm = 'keras.layers.BatchNormalization(name="norm"), '
    one, other = Literals(program(dense(5, norm))), Literals(program(dense(9, norm)))
    assert one.key() == other.key()
    assert (one.widths, other.widths) == ([5], [9])


@pytest.mark.parametrize(
    ("layers", "optimizer"),
    [
        (dense, "Adafactor"),
        (lambda units: dense(units, activation="sigmoid"), "Adam"),
        (lambda units: dense(units, 'keras.layers.LayerNormalization(name="norm"), '), "Adam"),
        (lambda units: f'keras.layers.Dense({units}, kernel_constraint=keras.constraints.UnitNorm(), name="hidden")', "Adam"),
        (lambda units: f'keras.layers.GRU({units}, name="hidden")', "Adam"),
    ],
    ids=["optimizer", "activation", "normalization", "constraint", "another layer"],
)
def test_widths_make_a_difference_where_units_that_pad_would_not_stay_zero(layers: object, optimizer: str) -> None:
    assert callable(layers)
    one, other = (Literals(program(layers(units), optimizer)) for units in (5, 9))
    assert one.key() != other.key()


def test_a_dropout_of_padded_units_is_told_how_many_there_were() -> None:
    holes = literals.varying_numbers([Literals(program(dense(units))) for units in (5, 9)])
    assert holes == [literals.VaryingNumber("drop", "rate", (0.2, 0.2), (5, 9))]
    assert literals.varying_numbers([Literals(program(dense(5)))] * 2) == []


def test_a_widened_program_differs_in_nothing_else() -> None:
    assert Literals(literals.widened(program(dense(5)), [16])).shape == Literals(program(dense(16))).shape
    assert Literals(literals.widened(program(dense(5)), [16])).widths == [16]
