"""pytest's root: chooses the backend, finds the Python half, and refuses to run without Keras."""

import importlib.util
import os
import pathlib
import sys

import pytest

BACKENDS = ("jax", "tensorflow")
ROOT = pathlib.Path(__file__).parent

sys.path.insert(0, str(ROOT / "python"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--backend",
        choices=BACKENDS,
        default=os.environ.get("KERAS_BACKEND", "jax"),
        help="what Keras runs on (default: $KERAS_BACKEND, else jax)",
    )


def pytest_configure(config: pytest.Config) -> None:
    backend = config.getoption("--backend")
    if backend not in BACKENDS:
        raise pytest.UsageError(f"KERAS_BACKEND must be jax or tensorflow, got {backend}")
    os.environ["KERAS_BACKEND"] = backend
    for module in ("keras", backend):
        if importlib.util.find_spec(module) is None:
            raise pytest.UsageError(
                f"{module} is missing in {sys.executable}; CONTRIBUTING.md tells how to run the tests in keras4j's environment"
            )
    config.addinivalue_line("markers", "jax: runs on the JAX backend only")
    config.addinivalue_line("markers", "tensorflow: runs on the TensorFlow backend only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out (never skips) the tests of the other backend."""
    backend = config.getoption("--backend")
    others = {item for item in items for other in BACKENDS if other != backend and item.get_closest_marker(other)}
    others -= {item for item in others if item.get_closest_marker(backend)}
    config.hook.pytest_deselected(items=[item for item in items if item in others])
    items[:] = [item for item in items if item not in others]


def pytest_report_header(config: pytest.Config) -> str:
    return f"keras backend: {config.getoption('--backend')}"
