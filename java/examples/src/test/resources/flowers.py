"""Trains a little and saves a model, as somebody with Python would: flowers.py <iris.csv> <file.keras>."""

import csv
import sys

import keras
import numpy as np

with open(sys.argv[1], newline="") as file:
    rows = list(csv.reader(file))[1:]
x = np.array([[float(cell) for cell in row[:4]] for row in rows], dtype="float32")
y = np.array([["setosa", "versicolor", "virginica"].index(row[4]) for row in rows])

keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((4,), name="measures"),
        keras.layers.Dense(16, activation="relu", name="hidden"),
        keras.layers.Dense(3, activation="softmax", name="head"),
    ],
    name="flowers",
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=2, verbose=0)
model.save(sys.argv[2])
