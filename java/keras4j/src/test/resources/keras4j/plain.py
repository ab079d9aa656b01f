"""Does in plain Python what a test has done from Java.

Each argument is a folder. `fitted.keras` is loaded there and predicts `rows` with `Model.predict`. Where a
`program.py` is too, it is run on `x` and `y` (and `sample_weight`, `validation_x`, `validation_y`, where they
are), and its weights are compared, bit by bit, with those in `fitted.keras`.

What is called `x` here is an array in `x.npy`, or several by name in `x.left.npy`, `x.right.npy`.
"""

import io
import json
import runpy
import sys
import zipfile
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np


def main(folder: Path) -> None:
    program = runpy.run_path(str(folder / "program.py")) if (folder / "program.py").exists() else {}
    own = {name: value for name, value in program.items() if callable(value)}
    model = keras.saving.load_model(folder / "fitted.keras", custom_objects=own)
    save(folder, "predictions", model.predict(load(folder, "rows"), verbose=0))
    answer: dict[str, Any] = {}
    if program:
        x, y = load(folder, "x"), load(folder, "y")
        answer["evaluation"] = model.evaluate(x, y, verbose=0, return_dict=True)
        plain = program["build"]()
        history = program["fit"](plain, x, y, **extras(folder))
        plain.save(folder / "plain.keras")
        answer["history"] = history.history
        answer["differing"] = differing(weights(folder / "fitted.keras"), weights(folder / "plain.keras"))
    (folder / "answer.json").write_text(json.dumps(answer))


def extras(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if any(folder.glob("sample_weight.*npy")):
        found["sample_weight"] = load(folder, "sample_weight")
    if any(folder.glob("validation_x.*npy")):
        found["validation_data"] = tuple(load(folder, f"validation_{name}") for name in "xy")
    return found


def load(folder: Path, name: str) -> Any:
    one = folder / f"{name}.npy"
    return np.load(one) if one.exists() else {file.name.split(".")[1]: np.load(file) for file in folder.glob(f"{name}.*.npy")}


def save(folder: Path, name: str, values: Any) -> None:
    for each, value in values.items() if isinstance(values, dict) else [("", values)]:
        np.save(folder / ".".join(filter(None, (name, each, "npy"))), value)


def weights(file: Path) -> dict[str, bytes]:
    found = {}

    def keep(name: str, item: Any) -> None:
        if isinstance(item, h5py.Dataset):
            found[name] = np.asarray(item).tobytes()

    with zipfile.ZipFile(file) as members, h5py.File(io.BytesIO(members.read("model.weights.h5"))) as arrays:
        arrays.visititems(keep)
    assert found, f"{file} holds no weights"
    return found


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        main(Path(argument))
