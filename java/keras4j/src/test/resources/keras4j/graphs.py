"""Saves models with operations and dictionaries into a folder, those that predict into `read`."""

import pathlib
import sys

import keras
from keras import ops
from keras.src.ops import numpy as operations

folder = pathlib.Path(sys.argv[1])
(folder / "read").mkdir()
keras.utils.set_random_seed(7)
L = keras.layers
entrance = keras.Input((12,), name="entrance")

swapped = {"kind": L.Dense(2, name="price")(entrance), "price": L.Dense(3, name="kind")(entrance)}
keras.Model(entrance, swapped, name="swapped").save(folder / "read" / "swapped.keras")

square = L.Reshape((3, 4))(entrance)
left, _, right = ops.svd(square)
values, counts = ops.unique(entrance, axis=1, size=2, return_counts=True)
parts = [left, right, ops.svd(square, compute_uv=False), values, ops.unique(entrance, axis=1, size=2)]
keras.Model(entrance, parts, name="parts").save(folder / "read" / "parts.keras")

halves = L.Dense(2, name="head")(operations.Reshape((-1, 6), name="halves")(entrance))
halved = keras.Model(entrance, halves, name="halved")
halved.save(folder / "halved.keras")
keras.Sequential([keras.Input((12,)), halved], name="outer").save(folder / "outer.keras")
varying = keras.Input((None, 4))
keras.Model(varying, operations.Reshape((-1, 4), name="steps")(varying), name="steps").save(folder / "steps.keras")
keras.Model(entrance, operations.Mean(name="mean")(entrance), name="one").save(folder / "one.keras")
patches = ops.reshape(ops.reshape(entrance, (-1, 6)), (-1, 2, 6))
keras.Model(entrance, L.Dense(1)(patches - ops.mean(patches)), name="patches").save(folder / "read" / "patches.keras")
