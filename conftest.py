"""Root configuration of pytest: selects the backend, puts the Python half on the path, and refuses to run without Keras."""

import importlib.util
import os
import pathlib
import sys

import pytest

BACKENDS = ("jax", "tensorflow")
ROOT = pathlib.Path(__file__).parent
ENVIRONMENTS = pathlib.Path(sys.prefix).parent
COMPILATIONS = (ENVIRONMENTS.parent if ENVIRONMENTS.name == "envs" else ROOT / "python/target") / "compilations"
"""Folder of compiled JAX programs: that of keras4j's cache for an interpreter in it."""

sys.path.insert(0, str(ROOT / "python"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--backend",
        choices=BACKENDS,
        default=os.environ.get("KERAS_BACKEND", "jax"),
        help="backend of Keras (default: $KERAS_BACKEND, else jax)",
    )
    parser.addoption("--full", action="store_true", help="also run the tests that take minutes (marker full)")


def pytest_configure(config: pytest.Config) -> None:
    backend = config.getoption("--backend")
    if backend not in BACKENDS:
        raise pytest.UsageError(f"KERAS_BACKEND must be jax or tensorflow, got {backend}")
    os.environ["KERAS_BACKEND"] = backend
    # As in the JVM, JAX reuses programs compiled before, here by other tests and other processes.
    os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(COMPILATIONS))
    os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
    os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1")
    for module in ("keras", backend):
        if importlib.util.find_spec(module) is None:
            raise pytest.UsageError(
                f"{module} is missing in {sys.executable}; CONTRIBUTING.md describes how to run the tests in keras4j's environment"
            )
    config.addinivalue_line("markers", "jax: runs on the JAX backend only")
    config.addinivalue_line("markers", "tensorflow: runs on the TensorFlow backend only")
    config.addinivalue_line("markers", "no_backend: gives the same result on every backend, and runs once, with JAX")
    config.addinivalue_line("markers", "full: takes minutes, and runs with --full only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselects (never skips) the tests of the other backend and, without --full, the long ones."""
    unselected = {item for item in items if not _selected(item, config)}
    config.hook.pytest_deselected(items=[item for item in items if item in unselected])
    items[:] = [item for item in items if item not in unselected]


def _selected(item: pytest.Item, config: pytest.Config) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    backends = marks & set(BACKENDS) or ({"jax"} if "no_backend" in marks else set(BACKENDS))
    return config.getoption("--backend") in backends and ("full" not in marks or bool(config.getoption("--full")))


def pytest_report_header(config: pytest.Config) -> str:
    return f"keras backend: {config.getoption('--backend')}"
