"""Tests of custom objects: defined once, resolved within a scope, absent from Keras' registry."""

import hashlib

import keras
import numpy as np
import pytest
from keras.src.saving import object_registration

from keras4j_runtime import custom_objects, programs, serialization

SCALE = """
import keras


@keras.saving.register_keras_serializable("mine")
class Scale(keras.layers.Layer):
    def __init__(self, factor=1.0, **others):
        super().__init__(**others)
        self.factor = factor

    def call(self, x):
        return x * self.factor

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


def double(x):
    return x * 2
"""


def asked(name: str, source: str) -> dict[str, str]:
    return {"name": name, "source": source, "sha256": hashlib.sha256(source.encode()).hexdigest()}


def saved(source: str) -> bytes:
    objects = custom_objects.load([asked("Scale", source), asked("double", source)])
    layers = [objects["Scale"](factor=3.0), keras.layers.Activation(objects["double"])]
    return serialization.to_bytes(keras.Sequential([keras.Input((2,)), *layers]))


def test_a_source_is_run_once() -> None:
    first = custom_objects.load([asked("Scale", SCALE)])
    assert custom_objects.load([asked("Scale", SCALE)])["Scale"] is first["Scale"]


def test_a_model_is_restored_with_its_objects_and_two_versions_live_side_by_side() -> None:
    other = SCALE.replace("x * self.factor", "x - self.factor")
    for source, expected in ((SCALE, 6.0), (other, -4.0), (SCALE, 6.0)):
        objects = custom_objects.load([asked("Scale", source), asked("double", source)])
        model = serialization.from_bytes(saved(source), objects)
        assert np.allclose(model(np.ones((1, 2), np.float32)), expected)


def test_no_object_stays_in_keras_registry() -> None:
    custom_objects.load([asked("Scale", SCALE)])
    assert object_registration.get_registered_object("mine>Scale") is None


def test_a_model_is_not_restored_without_its_objects() -> None:
    with pytest.raises((TypeError, ValueError)):
        serialization.from_bytes(saved(SCALE))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def f(x):\n    return (\n", "custom object f, line 2: source must be Python, got '\\(' was never closed"),
        ("x = 1\ny = x.z\ndef f(x):\n    return x\n", "custom object f, line 2: source must run, got AttributeError"),
        ("def g(x):\n    return x\n", "custom object f: source must define a class or a function of this name"),
    ],
)
def test_a_bad_source_is_refused_with_its_line(source: str, words: str) -> None:
    with pytest.raises(custom_objects.BadSource, match=words):
        custom_objects.load([asked("f", source)])


PROGRAM = """import keras


def build():
    model = keras.Sequential([keras.Input((2,)), Scale(factor=2.0), keras.layers.Activation(double)])
    model.compile(loss=double)
    return model


def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
    return model.fit(x, y)
"""


def test_a_program_uses_the_objects_that_its_header_shows() -> None:
    objects = custom_objects.load([asked("Scale", SCALE), asked("double", SCALE)])
    program = programs.load(SCALE + PROGRAM, "net.py", objects, SCALE.count("\n"))
    assert np.allclose(program.build()(np.ones((1, 2), np.float32)), 4.0)


def test_a_program_names_no_objects_that_were_not_given() -> None:
    with pytest.raises(programs.RefusedProgram, match=r"net.py, line 5: a Keras program may not say `Scale\(factor=2.0\)`"):
        programs.load(PROGRAM, "net.py", {"double": abs})


def test_code_in_the_header_is_not_run_with_the_program() -> None:
    objects = custom_objects.load([asked("Scale", SCALE), asked("double", SCALE)])
    with pytest.raises(programs.RefusedProgram, match=r"net.py, line 2: a Keras program may not say"):
        programs.load("# 1\nopen('/etc/passwd')\n" + PROGRAM, "net.py", objects, 1)


@pytest.mark.parametrize("statement", ['model.get_layer("a").trainable = open', "model.trainable = False", "keras.x = 1"])
def test_a_program_assigns_nothing_but_the_model_and_what_learns(statement: str) -> None:
    source = PROGRAM.replace("    model.compile(loss=double)", f"    {statement}").replace(
        "Scale(factor=2.0)", "keras.layers.Flatten()"
    )
    with pytest.raises(programs.RefusedProgram):
        programs.load(source, "net.py", {"double": abs})
