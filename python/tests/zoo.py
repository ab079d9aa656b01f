"""Zoo of `.keras` files in the shapes of Keras' own examples, small, saved by plain Keras.

`python zoo.py FOLDER STEP` saves the first of every STEP, and the last ones, as `NAME.keras`, with rows of one or two sizes,
`NAME.SIZE.x.INPUT.npy`, and what
plain Keras predicts for them, `NAME.SIZE.y.OUTPUT.npy`; INPUT and OUTPUT count in the order of the file.
"""

import json
import pathlib
import sys
import zipfile
from typing import Any

import keras
import numpy as np
from zoo_kinds import KINDS

ROWS = 3
LAST = 11
"""Kinds that are always saved: those of mistakes that were found."""
LENGTHS = ((9, 8), (13, 12))
"""Lengths of the axes of varying size, in turn, for the first rows and for the second ones."""


def shape_of(tensor: Any, size: int) -> tuple[int, ...]:
    """Returns a row's shape, with lengths of a size for axes that vary."""
    lengths = iter(LENGTHS[size] * 4)
    return tuple(next(lengths) if length is None else length for length in tensor.shape[1:])


def rows(model: Any, size: int) -> list[Any]:
    """Returns rows for each input, of a size where an axis varies."""
    random = np.random.default_rng(3 + size)
    return [_numbers(random, tensor, shape_of(tensor, size)) for tensor in model.inputs]


def _numbers(random: Any, tensor: Any, row: tuple[int, ...]) -> Any:
    shape = (tensor.shape[0] or ROWS, *row)
    if "bool" in str(tensor.dtype):
        return random.random(shape) < 0.7
    whole = "int" in str(tensor.dtype)
    return random.integers(1, 5, shape).astype(tensor.dtype) if whole else random.random(shape).astype("float32")


def keys_of(file: pathlib.Path, ends: str) -> list[str] | None:
    """Returns the keys of the inputs or outputs in the order of a file, or None if they are not in a dictionary."""
    with zipfile.ZipFile(file) as archive:
        found = json.loads(archive.read("config.json"))["config"].get(ends)
    return list(found) if isinstance(found, dict) else None


def save(name: str, model: Any, folder: pathlib.Path) -> None:
    """Saves a model, and what it predicts for rows."""
    file = folder / f"{name}.keras"
    model.save(file)
    varies = any(None in tensor.shape[1:] for tensor in model.inputs)
    for size in range(2 if varies else 1):
        x = rows(model, size)
        named = {tensor.name: array for tensor, array in zip(model.inputs, x, strict=True)}
        packed = keras.tree.pack_sequence_as(model._inputs_struct, x) if len(x) > 1 else x[0]
        # Traced anew, for the lengths of these rows: TimeDistributed on TensorFlow is wrong where they are unknown.
        model.predict_function = None
        made = model.predict(packed, batch_size=len(x[0]), verbose=0)
        keys = keys_of(file, "output_layers")
        outputs = keras.tree.flatten(made) if keys is None else [made[key] for key in keys]
        inputs = [named[key] for key in keys_of(file, "input_layers") or named]
        for what, arrays in (("x", inputs), ("y", outputs)):
            for at, array in enumerate(arrays):
                np.save(folder / f"{name}.{size}.{what}.{at}.npy", np.asarray(array, "float32"))


if __name__ == "__main__":
    for name in [*list(KINDS)[: -LAST : int(sys.argv[2])], *list(KINDS)[-LAST:]]:
        keras.utils.clear_session()
        keras.utils.set_random_seed(7)
        save(name, KINDS[name](), pathlib.Path(sys.argv[1]))
