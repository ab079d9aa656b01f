"""Tests of the limits on what layers make: oversized models are rejected after loading, before any computation."""

import io
import zipfile
from typing import Any

import keras
import pytest
from keras import layers
from keras.src.ops import numpy as operations

from keras4j_runtime import activations, serialization


def stack(*others: Any) -> Any:
    return keras.Sequential([keras.Input((4,)), *others], name="net")


def repeated(times: int) -> list[Any]:
    return [part for _ in range(times) for part in (layers.RepeatVector(4096), layers.Flatten())]


def words(numbers: int, shape: str) -> str:
    return rf"^layer repeat_vector\w*: output must have at most 268435456 numbers a row, got {numbers} of shape \({shape}\)$"


def test_lengths_that_are_small_and_multiply_are_refused() -> None:
    content = serialization.to_bytes(stack(*repeated(3)))
    with pytest.raises(ValueError, match=words(1 << 38, "None, 4096, 67108864")):
        serialization.from_bytes(content)


def test_lengths_multiply_within_models_and_in_graphs() -> None:
    entrance = keras.Input((4,))
    inner = stack(*repeated(2))
    with pytest.raises(ValueError, match=words(1 << 38, "None, 4096, 67108864")):
        activations.check(keras.Model(entrance, layers.RepeatVector(4096)(inner(entrance))))
    with pytest.raises(ValueError, match=words(1 << 38, "None, 4096, 67108864")):
        activations.check(stack(stack(*repeated(3)), layers.Flatten()))


def test_large_outputs_below_the_limit_and_open_lengths_are_accepted() -> None:
    activations.check(stack(*repeated(2)))
    activations.check(keras.Sequential([layers.Dense(2)]))
    activations.check(keras.Sequential([keras.Input((None, 3)), layers.Dense(2)]))


def inside(layer: str, numbers: int) -> str:
    return rf"^layer {layer}: numbers inside must have at most 268435456 numbers a row, got {numbers}"


def long(length: int, features: int = 1) -> Any:
    entrance = keras.Input((length, features))
    return entrance, layers.UpSampling1D(1 << 8)(entrance)


@pytest.mark.parametrize(
    ("make", "numbers"),
    [
        (lambda x: layers.Attention(name="big")([x, x]), 1 << 32),
        (lambda x: layers.AdditiveAttention(name="big")([x, x]), 1 << 33),
        (lambda x: layers.MultiHeadAttention(4, 1, name="big")(x, x), 1 << 34),
        (lambda x: layers.GroupQueryAttention(1, 8, 2, name="big")(x, x), 1 << 35),
        (lambda x: layers.GRU(1 << 5, name="big")(layers.UpSampling1D(1 << 8)(x)), 1 << 29),
        (lambda x: layers.Bidirectional(layers.LSTM(1 << 4), name="big")(layers.UpSampling1D(1 << 8)(x)), 1 << 29),
        (lambda x: layers.SeparableConv1D(1, 1, depth_multiplier=1 << 13, name="big")(x), 1 << 30),
        (lambda x: layers.CategoryEncoding(1 << 13, name="big")(layers.Flatten()(x)), 1 << 30),
    ],
)
def test_what_a_layer_makes_inside_is_limited(make: Any, numbers: int) -> None:
    entrance, x = long(1 << 8, 2)
    model = keras.Model(entrance, layers.GlobalMaxPooling1D()(made) if len((made := make(x)).shape) > 2 else made)
    with pytest.raises(activations.TooLarge, match=inside("big", numbers)):
        activations.check(model)


def test_a_layer_applied_to_each_step_makes_its_numbers_for_each() -> None:
    entrance = keras.Input((1 << 10, 1 << 16, 1))
    model = keras.Model(entrance, layers.TimeDistributed(layers.LSTM(4), name="each")(entrance))
    with pytest.raises(activations.TooLarge, match=inside("each", 1 << 29)):
        activations.check(model)


def test_a_model_applied_to_each_step_makes_its_numbers_for_each() -> None:
    frame = keras.Sequential([keras.Input((4, 1)), layers.UpSampling1D(1 << 18), layers.GlobalMaxPooling1D()])
    entrance = keras.Input((1 << 10, 4, 1))
    model = keras.Model(entrance, layers.TimeDistributed(frame, name="each")(entrance))
    with pytest.raises(activations.TooLarge, match=inside("each", 1 << 30)):
        activations.check(model)


def test_axes_that_vary_are_checked_at_their_greatest_length_and_before_a_prediction() -> None:
    entrance = keras.Input((None, 8))
    model = keras.Model(entrance, layers.MultiHeadAttention(2, 4, name="look")(entrance, entrance))
    activations.check(model, 1 << 13)
    message = inside("look", 1 << 29) + ", where axes that vary have their greatest length 16384; ReadOptions.length sets another$"
    with pytest.raises(activations.TooLarge, match=message):
        activations.check(model, 1 << 14)
    activations.check_rows(model, [(1 << 13, 8)])
    with pytest.raises(activations.TooLarge, match=inside("look", 1 << 29) + "$"):
        activations.check_rows(model, [(1 << 14, 8)])


def test_a_nested_model_of_any_length_is_checked_at_the_length_that_it_gets() -> None:
    tokens = keras.Input((None, 1))
    inner = keras.Model(tokens, layers.GlobalMaxPooling1D()(layers.Attention(name="within")([tokens, tokens])))
    entrance, x = long(1 << 8)
    with pytest.raises(activations.TooLarge, match=inside("within", 1 << 32)):
        activations.check(keras.Model(entrance, inner(x)))


def test_an_output_without_rows_is_counted_whole() -> None:
    entrance = keras.Input((4,))
    numbers = keras.ops.linspace(keras.ops.sum(entrance), 1.0, (1 << 28) + 1)
    model = keras.Model(entrance, keras.ops.max(numbers) + entrance)
    with pytest.raises(activations.TooLarge, match="^layer linspace: output must have at most 268435456 numbers a row"):
        activations.check(model)


def test_weights_that_the_file_lacks_are_not_made() -> None:
    layer = layers.EinsumDense("ab,bc->ac", 1 << 20)
    content = serialization.to_bytes(stack(layers.Dense(4), layer))
    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(raw, "w") as target:
        for name in source.namelist():
            member = source.read(name)
            target.writestr(name, member[: 1 << 10] if name.endswith(".h5") else member)
    with pytest.raises(
        activations.TooLarge, match=r"^layer einsum_dense: weights must be those of the file, got \(4, 1048576\) more$"
    ):
        serialization.from_bytes(raw.getvalue())


def halves(x: Any) -> Any:
    return operations.Reshape((-1, 2), name="halves")(x)


@pytest.mark.parametrize(
    ("make", "layer", "shape"),
    [
        (halves, "halves", "194, 2"),
        (lambda x: layers.Dense(3)(halves(x)), "halves", "194, 2"),
        (lambda x: [x, operations.Mean(axis=0, name="mean")(x)], "mean", "4,"),
        (lambda x: operations.Sum(name="sum")(x), "sum", ""),
    ],
)
def test_a_model_that_changes_the_number_of_rows_is_refused(make: Any, layer: str, shape: str) -> None:
    entrance = keras.Input((4,))
    words = rf"^layer {layer}: output must have a row for each row of the inputs, got shape \({shape}\) for 97 rows; keras.layers"
    model = keras.Model(entrance, make(entrance))
    with pytest.raises(activations.RowsChanged, match=words):
        activations.check_number_of_rows(model)
    if isinstance(model.output, keras.KerasTensor):
        with pytest.raises(activations.RowsChanged, match=words):
            serialization.from_bytes(serialization.to_bytes(keras.Sequential([entrance, model])))


def test_rows_may_change_and_come_back_and_be_of_a_fixed_number() -> None:
    entrance = keras.Input((4,))
    activations.check_number_of_rows(keras.Model(entrance, keras.ops.reshape(halves(entrance), (-1, 4)) - keras.ops.mean(entrance)))
    five = keras.Input(batch_shape=(5, 4))
    activations.check_number_of_rows(keras.Model(five, keras.ops.reshape(five, (5, 2, 2))))
    with pytest.raises(activations.RowsChanged, match="for 5 rows"):
        activations.check_number_of_rows(keras.Model(five, halves(five)))
    varying = keras.Input((None, 4))
    activations.check_number_of_rows(keras.Model(varying, keras.ops.mean(varying, axis=1)))
