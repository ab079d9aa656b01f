"""Tests of the layer graph of models."""

import shutil
from importlib.util import find_spec

import keras
import pytest

from keras4j_runtime import diagrams, missing_packages


def told(model: keras.Model) -> list[str]:
    """Returns each node as text, with the names of its inputs."""
    diagram = diagrams.describe(model)
    names = [node["name"] for node in diagram["nodes"]]
    return [
        f"{node['name']} {node['kind']} {node['shape']} {node['parameters']}"
        + "".join(f" <- {names[edge['from']]}" for edge in diagram["edges"] if edge["to"] == place)
        for place, node in enumerate(diagram["nodes"])
    ]


def test_a_sequential_model_is_a_chain_with_its_input() -> None:
    model = keras.Sequential([keras.Input((4,), name="in"), keras.layers.Dense(3, name="a"), keras.layers.ReLU(name="b")])
    assert told(model) == [
        "in InputLayer (None, 4) 0",
        "a Dense (None, 3) 15 <- in",
        "b ReLU (None, 3) 0 <- a",
    ]


def test_a_graph_has_an_edge_for_each_input_of_a_layer() -> None:
    left, right = keras.Input((2,), name="left"), keras.Input((3,), name="right")
    joined = keras.layers.Concatenate(name="join")([left, right])
    outputs = {"a": keras.layers.Dense(1, name="a")(joined), "b": keras.layers.Dense(2, name="b")(joined)}
    assert sorted(told(keras.Model([left, right], outputs))) == [
        "a Dense (None, 1) 6 <- join",
        "b Dense (None, 2) 12 <- join",
        "join Concatenate (None, 5) 0 <- left <- right",
        "left InputLayer (None, 2) 0",
        "right InputLayer (None, 3) 0",
    ]


def test_a_layer_that_is_called_twice_is_there_twice_with_its_parameters_once() -> None:
    x = keras.Input((4,), name="in")
    shared = keras.layers.Dense(4, name="shared")
    assert told(keras.Model(x, shared(shared(x)))) == [
        "in InputLayer (None, 4) 0",
        "shared Dense (None, 4) 20 <- in",
        "shared (2) Dense (None, 4) 0 <- shared",
    ]


def test_a_layer_that_takes_one_thing_twice_has_one_edge() -> None:
    x = keras.Input((4,), name="in")
    assert told(keras.Model(x, keras.layers.Add(name="sum")([x, x])))[1] == "sum Add (None, 4) 0 <- in"


def test_a_model_inside_is_one_box_and_so_is_an_operation() -> None:
    inner = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)], name="inner")
    x = keras.Input((4,), name="in")
    lines = told(keras.Model(x, keras.ops.abs(inner(x))))
    assert lines[1] == "inner Sequential (None, 2) 10 <- in"
    assert lines[2].endswith(" Absolute (None, 2) 0 <- inner")


def test_a_model_of_a_class_of_its_own_is_one_box() -> None:
    class Own(keras.Model):
        def __init__(self) -> None:
            super().__init__(name="own")
            self.dense = keras.layers.Dense(2)

        def call(self, x: object) -> object:
            return self.dense(x)

    model = Own()
    model(keras.ops.ones((1, 3)))
    assert told(model) == ["own Own  8"]


def test_the_picture_of_keras_names_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    if find_spec("pydot") and shutil.which("dot"):
        assert diagrams.render_png(model).startswith(b"\x89PNG")
    else:
        with pytest.raises(missing_packages.MissingPackage, match=r"^keras.utils.plot_model needs (pydot|Graphviz), wh"):
            diagrams.render_png(model)
    monkeypatch.setattr(diagrams.model_visualization, "check_pydot", lambda: True)
    monkeypatch.setattr(diagrams.model_visualization, "check_graphviz", lambda: False)
    with pytest.raises(missing_packages.MissingPackage, match="needs Graphviz, whose dot is not on the PATH"):
        diagrams.render_png(model)
