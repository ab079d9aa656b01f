"""The parts of Keras that need a package which an environment may lack."""

from importlib.util import find_spec

import keras

_PACKAGES = {
    "tensorflow": "TensorFlow",
    "jax": "JAX",
    "flax": "Flax",
    "torch": "PyTorch",
    "orbax": "orbax-checkpoint",
    "requests": "requests",
    "scipy": "SciPy",
}
_NEEDS = {
    "keras.layers.HashedCrossing": "tensorflow",
    "keras.layers.Hashing": "tensorflow",
    "keras.layers.IntegerLookup": "tensorflow",
    "keras.layers.StringLookup": "tensorflow",
    "keras.layers.TextVectorization": "tensorflow",
    "keras.layers.TFSMLayer": "tensorflow",
    "keras.callbacks.TensorBoard": "tensorflow",
    "keras.layers.JaxLayer": "jax",
    "keras.layers.FlaxLayer": "flax",
    "keras.layers.TorchModuleWrapper": "torch",
    "keras.callbacks.OrbaxCheckpoint": "orbax",
    "keras.callbacks.RemoteMonitor": "requests",
    "keras.layers.STFTSpectrogram": "scipy",
    "keras.initializers.STFT": "scipy",
}


class MissingPackage(Exception):
    """What was asked for needs a package that is not there."""


def lack(symbol: str) -> str | None:
    """What is to be said of a class that this environment cannot make; None if it can."""
    package = _NEEDS.get(symbol)
    if package is None or find_spec(package) is not None:
        return None
    return words(symbol, _PACKAGES[package])


def words(symbol: str, package: str) -> str:
    """What is said where a package is not there."""
    return f"{symbol} needs {package}, which the {_PACKAGES[keras.backend.backend()]} environment has not"
