"""Training of networks that use classes of the catalogue, for the test that uses all of them."""

from typing import Any

import functions
import numpy as np
import samples

from keras4j_runtime import programs

ROWS = 4


def judge(networks: list[dict[str, Any]]) -> list[str]:
    """Returns one line for each class that its network does not have or does not learn with."""
    return [line for network in networks for line in _problems(network)]


def _problems(network: dict[str, Any]) -> list[str]:
    samples.anew()
    try:
        program = programs.load(network["source"], "net.py", vars(functions), network["header"])
        model = program.build()
        before = _weights(model)
        x = {name: _rows(shape, network["rows"]) for name, shape in network["inputs"].items()}
        names = network["targets"] if len(network["targets"]) == 1 else model.output_names
        outputs = dict(zip(names, model.outputs, strict=True))
        y = {name: _targets(kind, outputs[name].shape[1:]) for name, kind in network["targets"].items()}
        history = model.fit(**program.arguments(_one(x), _one(y))).history
    except Exception as error:
        return [f"{sorted(network['classes'])}: {type(error).__name__}: {error}"]
    if not np.isfinite(history["loss"]).all():
        return [f"{sorted(network['classes'])}: the loss is {history['loss']}"]
    after, present = _weights(model), _classes(model)
    return [
        f"{name}: {'not in the network' if name not in present else 'nothing has learned'}"
        for name, layer in network["classes"].items()
        if name not in present or not _learned(before, after, layer)
    ]


def _weights(model: Any) -> dict[str, Any]:
    return {variable.path: np.array(variable) for variable in model.trainable_variables}


def _learned(before: dict[str, Any], after: dict[str, Any], layer: str) -> bool:
    """Returns whether a weight of a layer, or of any layer, has changed."""
    return any(not np.array_equal(before[path], after[path]) for path in before if path.startswith(layer))


def _one(arrays: dict[str, Any]) -> Any:
    return arrays if len(arrays) > 1 else next(iter(arrays.values()))


def _classes(model: Any) -> set[str]:
    """Returns the names of the classes of all that a model uses, in Keras' public names."""
    parts = [*model.layers, model.optimizer, getattr(model.optimizer, "_learning_rate", None)]
    parts += list(model.loss.values()) if isinstance(model.loss, dict) else [model.loss]
    for metric in model.metrics:
        parts += [metric, *(getattr(metric, "metrics", None) or [])]
    for layer in model.layers:
        parts += [getattr(layer, f"kernel_{kind}", None) for kind in ("initializer", "regularizer", "constraint")]
    names = {type(part) for part in parts}
    return {samples.name_of(symbol) for symbol in samples.ENTRIES if _found(symbol) in names}


def _found(symbol: str) -> Any:
    found: Any = samples.Keras
    for name in symbol.split(".")[1:]:
        found = getattr(found, name, None)
    return found


def _rows(shape: list[int], kind: str) -> Any:
    random = np.random.default_rng(1)
    return random.integers(0, 6, (ROWS, *shape)) if kind == "int32" else random.random((ROWS, *shape), "float32")


def _targets(kind: str, shape: tuple[int, ...]) -> Any:
    if kind == "classes":
        return np.eye(shape[-1], dtype="float32")[np.arange(ROWS) % shape[-1]]
    if kind == "class":
        return np.arange(ROWS) % 2
    if kind == "text":
        return np.array([[1, 2]] * ROWS)
    return np.random.default_rng(2).random((ROWS, *shape), "float32")
