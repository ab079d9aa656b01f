"""Loads each `NAME.keras` of a folder and saves what it predicts for the rows in `NAME.json` as `NAME.npy`."""

import json
import pathlib
import sys

import keras
import numpy as np
import tensorflow as tf

for file in pathlib.Path(sys.argv[1]).glob("*.keras"):
    model = keras.models.load_model(file)
    columns = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    rows = {name: tf.constant([[cell] for cell in cells]) for name, cells in columns.items()}
    given = rows if len(rows) > 1 else next(iter(rows.values()))
    np.save(file.with_suffix(".npy"), model.predict(given, verbose=0))
