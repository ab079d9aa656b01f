"""Tests of deferred imports, in processes of their own: Keras starts without these modules, and whoever uses one gets it."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from keras4j_runtime import deferred_imports

HALF = Path(__file__).parents[1]
JAX = """
import jax.experimental.sparse
from keras.src.backend.jax import nn
from keras.src.callbacks import remote_monitor
print(jax.experimental.sparse.linalg.spsolve.__name__, nn.splash_attention_kernel.BlockSizes.__name__)
print(nn.splash_attention_mask.CausalMask.__name__, remote_monitor.requests.get.__name__)
import requests, jax.experimental.sparse.linalg
from jax.experimental.pallas.ops.tpu.splash_attention import CausalMask
assert CausalMask is nn.splash_attention_mask.CausalMask
assert not [name for name, module in sys.modules.items() if type(module).__name__ == "_DeferredModule"]
"""
TENSORFLOW = """
import tensorflow as tf
print(tf.compat.v1.placeholder.__name__, tf.compat.v2.function.__name__, tf.feature_column.numeric_column.__name__)
print(tf.__internal__.feature_column.DenseColumn.__name__)
import tensorflow.compat.v1 as v1
assert v1.placeholder is tf.compat.v1.placeholder
assert not [name for name, module in sys.modules.items() if type(module).__name__ == "_DeferredModule"]
"""


def started(backend: str, source: str) -> str:
    begin = f"""
import os, sys
sys.path.insert(0, {str(HALF)!r})
os.environ["KERAS_BACKEND"] = {backend!r}
from keras4j_runtime import deferred_imports
with deferred_imports.deferred_imports({backend!r}):
    import keras
print(sorted(set(deferred_imports._DEFERRED[{backend!r}]) & set(sys.modules)))
"""
    return subprocess.run([sys.executable, "-c", begin + source], stdout=subprocess.PIPE, text=True, check=True).stdout


@pytest.mark.jax
def test_sparse_solvers_attention_on_tpus_and_requests_are_there_when_they_are_used() -> None:
    assert started("jax", JAX) == "[]\nspsolve BlockSizes\nCausalMask get\n"


@pytest.mark.tensorflow
def test_the_api_of_tensorflow_1_and_feature_columns_are_there_when_they_are_used() -> None:
    assert started("tensorflow", TENSORFLOW) == "[]\nplaceholder function numeric_column\nDenseColumn\n"


@pytest.mark.no_backend
def test_a_module_that_is_only_looked_at_is_not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    module = deferred_imports._DeferredModule("wave")
    monkeypatch.setitem(sys.modules, "wave", module)
    assert not hasattr(module, "__file__")
    inspect.getmodule(started)
    assert sys.modules["wave"] is module
    assert module.open is sys.modules["wave"].open
    assert sys.modules["wave"] is not module
