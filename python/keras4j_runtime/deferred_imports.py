"""Deferral of modules that Keras imports at its start and seldom uses, until the first use of one of their attributes."""

import contextlib
import importlib
import sys
import types
from collections.abc import Iterator
from typing import Any

_SPLASH = "jax.experimental.pallas.ops.tpu.splash_attention"
_DEFERRED = {
    "jax": (
        # The sparse solvers, with all of SciPy's sparse matrices.
        "jax.experimental.sparse.linalg",
        # Attention on TPUs.
        f"{_SPLASH}.splash_attention_kernel",
        f"{_SPLASH}.splash_attention_mask",
        # The callback RemoteMonitor, and downloads, which keras4j makes none of.
        "requests",
    ),
    "tensorflow": (
        # The API of TensorFlow 1 and feature columns, with the Keras of TensorFlow.
        "tensorflow._api.v2.compat.v1",
        "tensorflow._api.v2.compat.v2",
        "tensorflow._api.v2.__internal__.feature_column",
        "tensorflow._api.v2.feature_column",
    ),
}


class _DeferredModule(types.ModuleType):
    """Stand-in for a module, which is imported when an attribute of it is first used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        _remove(self)
        return getattr(importlib.import_module(self.__name__), name)


def _remove(module: types.ModuleType) -> None:
    if sys.modules.get(module.__name__) is module:
        del sys.modules[module.__name__]


@contextlib.contextmanager
def deferred_imports(backend: str) -> Iterator[None]:
    """Defers what Keras on a backend seldom uses. What is imported afterwards by name is the module itself."""
    modules: list[types.ModuleType] = [_DeferredModule(name) for name in _DEFERRED[backend] if name not in sys.modules]
    if backend == "jax":
        modules.append(_without_parents(modules))
    sys.modules.update({module.__name__: module for module in modules})
    try:
        yield
    finally:
        for module in modules:
            _remove(module)


def _without_parents(modules: list[types.ModuleType]) -> types.ModuleType:
    """Returns a package of the deferred modules of Pallas, whose own parents import all of Pallas."""
    package = types.ModuleType(_SPLASH)
    for module in modules:
        parent, _, name = module.__name__.rpartition(".")
        if parent == _SPLASH:
            setattr(package, name, module)
    return package
