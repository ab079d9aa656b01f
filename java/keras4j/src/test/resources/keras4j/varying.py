"""Saves models whose inputs have axes that vary into a folder, with what plain Keras predicts for rows of several lengths."""

import pathlib
import sys

import keras
import numpy as np

folder = pathlib.Path(sys.argv[1])
keras.utils.set_random_seed(3)
L = keras.layers
LENGTHS = (4, 6, 4, 9)


def save(name, model):
    """Saves a model, and its prediction for one row of each length: numbers from 0.1 on, in steps of 0.1."""
    model.save(folder / f"{name}.keras")
    for at, length in enumerate(LENGTHS):
        x = (np.arange(length * 2, dtype="float32").reshape(1, length, 2) + at + 1) / 10
        np.save(folder / f"{name}.{at}.npy", model.predict(x, verbose=0))


def sequence(name, *others):
    return keras.Sequential([keras.Input((None, 2)), *others], name=name)


total = sequence("total", L.LSTM(4, return_sequences=True), L.LSTM(3), L.Dense(1, name="head"))
total.compile("adam", "mse", metrics=["mae"])
save("total", total)
save("steps", sequence("steps", L.GRU(3, return_sequences=True), L.Dense(2, name="head")))
save("look", sequence("look", L.Dense(4), L.UpSampling1D(16), L.GlobalMaxPooling1D(), L.Dense(1)))

entrance = keras.Input((None, 2))
wide = keras.Model(entrance, L.GlobalMaxPooling1D()(L.Attention(name="scores")([L.UpSampling1D(64)(entrance)] * 2)), name="wide")
wide.save(folder / "wide.keras")

entrance = keras.Input((5, 3), name="entrance")
made, state = L.GRU(4, return_sequences=True, return_state=True, name="gru")(entrance)
states = keras.Model(entrance, [made, state], name="states")
states.compile("adam", "mse")
states.save(folder / "states.keras")
x = np.linspace(0, 1, 30, dtype="float32").reshape(2, 5, 3)
for at, array in enumerate(states.predict(x, verbose=0)):
    np.save(folder / f"states.{at}.npy", array)
