"""Tests of vocabularies that layers learn while a model is built, and of bounds on what they make of texts."""

from typing import Any

import keras
import numpy as np
import pytest

from keras4j_runtime import activations, signature, vocabularies

pytestmark = pytest.mark.tensorflow
L = keras.layers
ROWS = ["a fine film", "a bad film", "fine"]


def texts(rows: list[str]) -> Any:
    import tensorflow as tf

    return tf.constant([[row] for row in rows])


def text() -> Any:
    return keras.Input((1,), dtype="string", name="review")


def test_a_layer_of_a_counting_mode_learns_before_it_is_called() -> None:
    with vocabularies.learned({"review": texts(ROWS)}):
        layer = L.TextVectorization(output_mode="multi_hot")
        model = keras.Sequential([text(), layer])
    assert layer.get_vocabulary() == ["[UNK]", "fine", "film", "a", "bad"]
    assert np.asarray(model(texts(["fine bad bad unheard"]))).tolist() == [[1, 1, 0, 0, 1]]


def test_a_layer_behind_another_learns_from_what_that_one_makes() -> None:
    with vocabularies.learned({"review": texts(["u", "v", "v"])}):
        first = L.StringLookup(output_mode="int")
        second = L.IntegerLookup(output_mode="one_hot")
        model = keras.Sequential([text(), first, second])
    assert second.get_vocabulary() == [-1, 1, 2]
    assert np.asarray(model(texts(["v", "u", "w"]))).tolist() == [[0, 1, 0], [0, 0, 1], [1, 0, 0]]


def test_without_rows_a_layer_has_a_vocabulary_without_words_and_a_given_one_stays() -> None:
    with vocabularies.learned({}):
        empty = L.TextVectorization(output_mode="count")
        given = L.StringLookup(vocabulary=["a", "b"], output_mode="one_hot")
        assert empty(text()).shape[1] == 1
        given(text())
    assert given.get_vocabulary() == ["[UNK]", "a", "b"]
    assert keras.layers.Layer.__call__ is vocabularies._KERAS_CALL


def vectorization(**arguments: Any) -> Any:
    layer = L.TextVectorization(**arguments)
    layer.adapt(ROWS)
    return layer


def attention(words: Any) -> Any:
    x = L.Embedding(10, 4)(words)
    return L.GlobalAveragePooling1D()(L.Attention(name="scores")([x, x]))


def test_a_model_of_texts_of_any_length_is_bounded_by_the_words_of_the_rows() -> None:
    entrance = text()
    model = keras.Model(entrance, attention(vectorization()(entrance)))
    activations.check(model, 1_024)
    activations.check_rows(model, [(1,)], 16_384)
    words = "layer scores: numbers inside must have at most 268435456 numbers a row, got 1073741824"
    with pytest.raises(activations.TooLarge, match=words):
        activations.check_rows(model, [(1,)], 32_768)


def test_long_terms_are_refused_when_a_model_is_read() -> None:
    entrance = text()
    model = keras.Model(entrance, vectorization(ngrams=1_000, output_sequence_length=5)(entrance))
    with pytest.raises(activations.TooLarge, match="numbers inside"):
        activations.check(model, 1_024)


def test_words_of_rows_are_counted_up_to_a_power_of_two() -> None:
    known = signature.Signature(("review",), ("y",), (None,), texts=(True,))
    rows = np.array([[b"a b  c"], [b""]]).view("u1").reshape(2, 1, 6)
    assert known.words([rows], characters=False) == 4
    assert known.words([rows], characters=True) == 8
    assert known.row_shapes([rows]) == [(1,)]
    assert known.rows([rows])[0].numpy().tolist() == [[b"a b  c"], [b""]]


@pytest.mark.parametrize("mode", ["multi_hot", "count", "tf_idf"])
@pytest.mark.parametrize("shape", [(1,), ()])
def test_a_bag_of_words_has_the_shape_that_it_computes(mode: str, shape: tuple[int, ...]) -> None:
    bag = keras.Sequential([keras.Input(shape, dtype="string"), vectorization(output_mode=mode), L.Dense(2)])
    whole = keras.Sequential([keras.Input(shape, dtype="string"), bag, L.Dense(3)])
    known = signature.Signature(("review",), ("y",), (None,), texts=(True,))
    for model, numbers in ((bag, 2), (whole, 3)):
        assert known.output_shapes(model) == [[numbers]] == [list(model(texts(ROWS)).shape[1:])]
        assert known.described_shapes(model) == [list(model.output_shape[1:])]
    assert known.described_shapes(bag) == [[*shape, 2]]


@pytest.mark.parametrize("split", ["whitespace", None])
def test_other_shapes_of_texts_are_those_of_keras(split: str | None) -> None:
    known = signature.Signature(("review",), ("y",), (None,), texts=(True,))
    codes = keras.Sequential([text(), vectorization(split=split, output_sequence_length=4)])
    assert known.output_shapes(codes) == [[4]]
    terms = keras.Sequential([text(), vectorization(split=None, output_mode="multi_hot")])
    assert known.output_shapes(terms) == known.described_shapes(terms) == [[4]]
