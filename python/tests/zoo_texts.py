"""Networks of the zoo that take texts or look values up, which Keras does with TensorFlow only.

`python zoo_texts.py FOLDER` saves all of them, with rows and what plain Keras predicts.
"""

import json
import pathlib
import sys
from collections.abc import Callable
from typing import Any

import keras
import numpy as np

L = keras.layers

KINDS: dict[str, Callable[[], Any]] = {}
REVIEWS = ["a fine film", "A bad film; bad, bad!", "grün is fine", "", "never seen before"]


def kind(make: Callable[[], Any]) -> Callable[[], Any]:
    """Registers a function that builds a model under its name."""
    KINDS[make.__name__] = make
    return make


def adapted(layer: Any, values: Any = None) -> Any:
    """Returns a layer that has learned the reviews; Keras can't load a vocabulary that ends with an empty text."""
    layer.adapt([review for review in REVIEWS if review] if values is None else values)
    return layer


def text(name: str | None = None) -> Any:
    return keras.Input((1,), dtype="string", name=name)


@kind
def text_classification() -> Any:
    words = adapted(L.TextVectorization(max_tokens=20, output_sequence_length=6))
    return keras.Sequential([text(), words, L.Embedding(20, 4), L.Conv1D(4, 3), L.GlobalMaxPooling1D(), L.Dense(1, "sigmoid")])


@kind
def text_of_any_length() -> Any:
    words = adapted(L.TextVectorization())
    return keras.Sequential([text(), words, L.Embedding(20, 4, mask_zero=True), L.Bidirectional(L.LSTM(3)), L.Dense(2)])


@kind
def bigrams() -> Any:
    return keras.Sequential([text(), adapted(L.TextVectorization(ngrams=2, output_mode="multi_hot")), L.Dense(2)])


@kind
def tf_idf() -> Any:
    return keras.Sequential([text(), adapted(L.TextVectorization(output_mode="tf_idf")), L.Dense(2)])


@kind
def counted_characters() -> Any:
    letters = adapted(L.TextVectorization(split="character", output_mode="count", standardize="lower"))
    return keras.Sequential([text(), letters, L.Dense(3, "softmax")])


@kind
def vocabulary_in_the_configuration() -> Any:
    words = L.TextVectorization(vocabulary=["film", "fine", "bad"], output_sequence_length=4)
    return keras.Sequential([text(), words, L.Embedding(5, 3), L.Flatten(), L.Dense(1)])


@kind
def string_lookup() -> Any:
    return keras.Sequential([text(), adapted(L.StringLookup(output_mode="one_hot")), L.Dense(2)])


@kind
def integer_lookup() -> Any:
    codes = adapted(L.IntegerLookup(num_oov_indices=2), [1, 3, 3, 4])
    return keras.Sequential([keras.Input((1,), dtype="int64"), codes, L.Embedding(6, 2), L.Flatten(), L.Dense(1)])


@kind
def weighted_numbers() -> Any:
    codes = adapted(L.IntegerLookup(output_mode="tf_idf"), [[1, 3, 3, 4], [1, 2, 2, 2]])
    return keras.Sequential([keras.Input((4,), dtype="int64"), codes, L.Dense(1)])


@kind
def feature_space() -> Any:
    import tensorflow as tf

    of = keras.utils.FeatureSpace
    columns = {"job": of.string_categorical(), "code": of.integer_categorical(), "age": of.float_normalized()}
    space = of(columns, crosses=[of.cross(("job", "code"), crossing_dim=8)], output_mode="concat")
    rows = {"job": ["cook", "baker", "cook"], "code": [1, 2, 4], "age": [1.0, 2.0, 6.0]}
    space.adapt(tf.data.Dataset.from_tensor_slices(rows))
    return keras.Model(list(space.get_inputs().values()), L.Dense(1)(space.get_encoded_features()))


@kind
def hashing() -> Any:
    return keras.Sequential([text(), L.Hashing(8, salt=[3, 5]), L.Embedding(8, 2), L.Flatten(), L.Dense(1)])


@kind
def crossed() -> Any:
    one, two = text("one"), text("two")
    return keras.Model([one, two], L.Dense(1)(L.HashedCrossing(8, output_mode="one_hot")((one, two))))


@kind
def structured_data() -> Any:
    job, age = text("job"), keras.Input((2,), name="age")
    x = L.Concatenate()([adapted(L.StringLookup(output_mode="one_hot"))(job), age])
    return keras.Model([job, age], L.Dense(1, "sigmoid")(L.Dense(4, "relu")(x)))


@kind
def nested_text_tower() -> Any:
    words = adapted(L.TextVectorization(output_sequence_length=4))
    tower = keras.Sequential([text(), words, L.Embedding(20, 3), L.GlobalAveragePooling1D()], name="tower")
    one, two = text("query"), text("title")
    return keras.Model([one, two], L.Dot(1, normalize=True)([tower(one), tower(two)]))


def rows(tensor: Any, random: Any) -> Any:
    """Returns rows for an input: of texts, whole numbers or numbers."""
    shape = (len(REVIEWS), *tensor.shape[1:])
    if tensor.dtype == "string":
        return np.array(REVIEWS)[random.integers(0, len(REVIEWS), shape)]
    return random.integers(0, 6, shape) if "int" in tensor.dtype else random.random(shape).astype("float32")


def save(name: str, model: Any, folder: pathlib.Path) -> None:
    """Saves `NAME.keras`, rows for each input in `NAME.json`, and what plain Keras predicts for them in `NAME.npy`."""
    random = np.random.default_rng(3)
    x = [rows(tensor, random) for tensor in model.inputs]
    model.save(folder / f"{name}.keras")
    given = [keras.ops.convert_to_tensor(array) for array in x]
    np.save(folder / f"{name}.npy", model.predict(given if len(given) > 1 else given[0], verbose=0))
    (folder / f"{name}.json").write_text(json.dumps([array.tolist() for array in x]))


if __name__ == "__main__":
    for name, make in KINDS.items():
        keras.utils.clear_session()
        keras.utils.set_random_seed(7)
        save(name, make(), pathlib.Path(sys.argv[1]))
