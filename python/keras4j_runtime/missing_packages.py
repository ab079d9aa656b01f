"""Keras classes that need a package which the environment may lack."""

from collections.abc import Iterable
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


class NeedsTensorFlow(Exception):
    """Error for a layer that computes with TensorFlow only, on another backend."""


_ON_TENSORFLOW = frozenset(symbol.rsplit(".", 1)[1] for symbol, package in _REQUIRED_PACKAGE.items() if package == "tensorflow")


def require_backend(classes: Iterable[str]) -> None:
    """Checks that the backend can compute layers of these classes.

    Raises:
        NeedsTensorFlow: if it can't; the message names the remedy.
    """
    needing = sorted(_ON_TENSORFLOW.intersection(classes))
    if needing and keras.backend.backend() != "tensorflow":
        raise NeedsTensorFlow(
            f"backend must be TensorFlow for {', '.join(needing)}, got {_PACKAGE_NAMES[keras.backend.backend()]};"
            " start Java with -Dkeras4j.backend=tensorflow, or use Keras.open(Backend.TENSORFLOW)"
        )


def reason(symbol: str) -> str | None:
    """Returns the reason why this environment cannot create a class, or None if it can."""
    package = _REQUIRED_PACKAGE.get(symbol)
    if package is None or find_spec(package) is not None:
        return None
    return message(symbol, _PACKAGE_NAMES[package])


def message(symbol: str, package: str) -> str:
    """Returns the message about a package that is not installed."""
    remedy = "; Keras.open(Backend.TENSORFLOW) has it" if package == "TensorFlow" else ""
    return f"{symbol} needs {package}, which the {_PACKAGE_NAMES[keras.backend.backend()]} environment lacks{remedy}"
