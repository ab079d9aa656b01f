"""Graph of a model: its layers, their output shapes and connections."""

import tempfile
from pathlib import Path
from typing import Any

import keras
from keras.src.models import Functional
from keras.src.utils import model_visualization

from . import missing_packages


def describe(model: Any) -> dict[str, Any]:
    """Returns the layer calls of a model from its inputs to its outputs, with the connections between them.

    A layer that is called several times appears once per call, with its parameters at the first. A subclassed model,
    which does not reveal its internal structure, is a single node.

    Returns:
        `nodes`, each with `name`, `kind`, `shape` and `parameters`, and `edges`, pairs of indices into `nodes`.
    """
    graph = model._functional if isinstance(model, keras.Sequential) else model
    if not isinstance(graph, Functional):
        return {"nodes": [_node(model.name, model, model.count_params(), _shapes(getattr(model, "outputs", [])))], "edges": []}
    calls = [call for depth in sorted(graph._nodes_by_depth, reverse=True) for call in graph._nodes_by_depth[depth]]
    places = {id(call): place for place, call in enumerate(calls)}
    edges = [
        {"from": places[id(giving)], "to": place} for place, call in enumerate(calls) for giving in dict.fromkeys(call.parent_nodes)
    ]
    return {"nodes": _nodes(calls), "edges": edges}


def _nodes(calls: list[Any]) -> list[dict[str, Any]]:
    nodes = []
    times: dict[str, int] = {}
    for call in calls:
        operation = call.operation
        time = times[operation.name] = times.get(operation.name, 0) + 1
        name = operation.name if time == 1 else f"{operation.name} ({time})"
        parameters = operation.count_params() if time == 1 and isinstance(operation, keras.layers.Layer) else 0
        nodes.append(_node(name, operation, parameters, _shapes(call.outputs)))
    return nodes


def _node(name: str, operation: Any, parameters: int, shape: str) -> dict[str, Any]:
    return {"name": name, "kind": type(operation).__name__, "shape": shape, "parameters": int(parameters)}


def _shapes(outputs: Any) -> str:
    return ", ".join(str(output.shape) for output in outputs or [])


def render_png(model: Any) -> bytes:
    """Returns Keras' own plot of a model as a PNG.

    Raises:
        missing_packages.MissingPackage: if pydot or Graphviz is not installed.
    """
    if not model_visualization.check_pydot():
        raise missing_packages.MissingPackage(missing_packages.message("keras.utils.plot_model", "pydot"))
    if not model_visualization.check_graphviz():
        raise missing_packages.MissingPackage("keras.utils.plot_model needs Graphviz, whose dot is not on the PATH")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.png"
        keras.utils.plot_model(model, str(file), show_shapes=True, show_layer_names=True)
        return file.read_bytes()
