"""MLflow client for folders of models: `mlflow_models.py SAVED LOADED...`.

In the first folder MLflow saves a new model to `model`, with rows and predictions beside it. In each other folder the model
predicts the rows in `x.npy` (or `x.left.npy`, ...) with both flavours, and MLflow's metadata of it are written to a file.
"""

import json
import pathlib
import sys
from typing import Any

import keras
import mlflow.keras
import mlflow.pyfunc
import numpy as np
from mlflow.models import infer_signature


def rows(folder: pathlib.Path) -> Any:
    named = {file.name.split(".")[1]: np.load(file) for file in folder.glob("x.*.npy")}
    return named or np.load(folder / "x.npy")


def load(folder: pathlib.Path) -> None:
    x = rows(folder)
    model = mlflow.keras.load_model(str(folder / "model"))
    prediction = model.predict(x, verbose=0)
    named = prediction if isinstance(prediction, dict) else {"": prediction}
    for name, values in named.items():
        np.save(folder / f"keras{name and '.' + name}.npy", values)
    general = mlflow.pyfunc.load_model(str(folder / "model"))
    if len(named) == 1:
        np.save(folder / "pyfunc.npy", general.predict(x))
    metadata = general.metadata
    signature = metadata.signature.to_dict()
    known = {
        "flavors": sorted(metadata.flavors),
        "inputs": json.loads(signature["inputs"]),
        "outputs": json.loads(signature["outputs"]),
        "metadata": metadata.metadata,
        "packages": (folder / "model" / "requirements.txt").read_text().splitlines(),
        "python": mlflow.utils.environment._PythonEnv.from_yaml(str(folder / "model" / "python_env.yaml")).to_dict(),
    }
    (folder / "known.json").write_text(json.dumps(known))


def save(folder: pathlib.Path) -> None:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, "relu"), keras.layers.Dense(2, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    x = np.random.default_rng(1).normal(size=(20, 3)).astype("float32")
    model.fit(x, np.arange(20) % 2, verbose=0)
    prediction = model.predict(x, verbose=0)
    mlflow.keras.save_model(model, str(folder / "model"), signature=infer_signature(x, prediction), pip_requirements=["keras"])
    np.save(folder / "x.npy", x)
    np.save(folder / "prediction.npy", prediction)


if __name__ == "__main__":
    saved, *loaded = map(pathlib.Path, sys.argv[1:])
    save(saved)
    for each in loaded:
        load(each)
