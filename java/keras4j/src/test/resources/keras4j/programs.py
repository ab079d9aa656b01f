"""Build networks by their programs in a folder, and compare them with those of the `.keras` files beside."""

import pathlib
import sys

import keras


def shapes(model):
    """Returns the shapes of the weights, without the seeds that Keras adds, and those of the outputs."""
    weights = [tuple(weight.shape) for weight in model.weights if "seed_generator" not in weight.path]
    return weights, [tuple(output.shape) for output in model.outputs]


for program in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
    keras.utils.clear_session()
    names = {}
    exec(compile(program.read_text(), program.name, "exec"), names)
    loaded = keras.models.load_model(program.with_suffix(".keras"), compile=False)
    assert shapes(names["build"]()) == shapes(loaded), program.name
