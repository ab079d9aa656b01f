"""Keras classes that need a package which the environment may lack."""

from importlib.util import find_spec

import keras

_PACKAGE_NAMES = {
    "tensorflow": "TensorFlow",
    "jax": "JAX",
    "flax": "Flax",
    "torch": "PyTorch",
    "orbax": "orbax-checkpoint",
    "requests": "requests",
    "scipy": "SciPy",
}
_REQUIRED_PACKAGE = {
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
    """Error for a feature whose package is not installed."""


def reason(symbol: str) -> str | None:
    """Returns the reason why this environment cannot create a class, or None if it can."""
    package = _REQUIRED_PACKAGE.get(symbol)
    if package is None or find_spec(package) is not None:
        return None
    return message(symbol, _PACKAGE_NAMES[package])


def message(symbol: str, package: str) -> str:
    """Returns the message about a package that is not installed."""
    return f"{symbol} needs {package}, which the {_PACKAGE_NAMES[keras.backend.backend()]} environment lacks"
