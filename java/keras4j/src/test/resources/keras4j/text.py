"""Saves models whose inputs are texts into a folder, with what plain Keras predicts for four reviews."""

import pathlib
import sys

import keras
import numpy as np
import tensorflow as tf

folder = pathlib.Path(sys.argv[1])
keras.utils.set_random_seed(3)
L = keras.layers
REVIEWS = ["a fine film", "Fine, fine; GRÜN!", "", "never seen before"]
BOTH = np.array([[review, review[:4]] for review in REVIEWS])


def save(name, model, x):
    """Saves a model, and its prediction for the reviews."""
    model.save(folder / f"{name}.keras")
    np.save(folder / f"{name}.npy", model.predict(tf.constant(x), verbose=0))


def text(name, *layers, shape=(1,)):
    return keras.Sequential([keras.Input(shape, dtype="string", name="review"), *layers], name=name)


words = L.TextVectorization(max_tokens=20, output_sequence_length=6, name="words")
words.adapt(["a fine film", "a bad film", "grün is fine"])
sentiment = text("sentiment", words, L.Embedding(20, 4), L.GlobalAveragePooling1D(), L.Dense(1, "sigmoid", name="head"))
sentiment.compile("adam", "binary_crossentropy")
save("sentiment", sentiment, np.array(REVIEWS).reshape(-1, 1))

weighted = L.TextVectorization(output_mode="tf_idf", ngrams=2)
weighted.adapt(["a fine film", "a bad film", "grün is fine"])
save("weighted", text("weighted", weighted, L.Dense(2)), np.array(REVIEWS).reshape(-1, 1))

given = L.StringLookup(vocabulary=["a fine film", "neve"], output_mode="multi_hot")
save("given", text("given", given, L.Dense(2), shape=(2,)), BOTH)
learned = L.StringLookup(mask_token="")
learned.adapt(["a fine film", "neve", "a fi"])
save("learned", text("learned", learned, L.Embedding(5, 2), L.Flatten(), L.Dense(1), shape=(2,)), BOTH)
save("hashed", text("hashed", L.Hashing(8, output_mode="multi_hot"), L.Dense(2), shape=(2,)), BOTH)

numbers = L.IntegerLookup()
numbers.adapt([12, 7, 12, -3])
model = keras.Sequential([keras.Input((1,), dtype="int64", name="code"), numbers, L.Embedding(4, 2), L.Flatten(), L.Dense(1)])
model.save(folder / "numbers.keras")
np.save(folder / "numbers.npy", model.predict(np.array([[12], [7], [-3], [99]]), verbose=0))
one, two = keras.Input((1,), dtype="string", name="one"), keras.Input((1,), dtype="string", name="two")
crossed = keras.Model([one, two], L.Dense(1)(L.HashedCrossing(8, output_mode="one_hot")((one, two))))
crossed.save(folder / "crossed.keras")
np.save(folder / "crossed.npy", crossed.predict([tf.constant(BOTH[:, :1]), tf.constant(BOTH[:, 1:])], verbose=0))
words = keras.Sequential([keras.Input((1,), dtype="int64"), L.StringLookup(vocabulary=["a", "b"], invert=True, name="words")])
words.save(folder / "words.keras")
