"""Tests of the memory that is given back."""

import gc
from typing import Any

import keras
import numpy as np
import pytest

from keras4j_runtime import memory, prediction
from keras4j_runtime.signature import Signature


@pytest.fixture
def dropped(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Provides a list that grows with each drop, in a process that has grown by 100 bytes of at most 128."""
    drops: list[bool] = []
    monkeypatch.setattr(memory, "_drop", lambda: drops.append(True))
    monkeypatch.setattr(memory, "MAX_GROWTH_BYTES", 128)
    monkeypatch.setattr(memory, "private_bytes", lambda: 1_100)
    monkeypatch.setattr(memory, "_lowest_bytes", 1_000)
    return drops


def test_memory_is_given_back_after_some_growth_since_the_last_time(dropped: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    memory.give_back()
    assert not dropped
    monkeypatch.setattr(memory, "private_bytes", lambda: 1_129)
    memory.give_back()
    memory.give_back()
    assert dropped == [True]
    monkeypatch.setattr(memory, "private_bytes", lambda: 1_258)
    memory.give_back()
    assert dropped == [True, True]


def test_growth_counts_from_the_lowest_size(dropped: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "private_bytes", lambda: 500)
    memory.give_back()
    monkeypatch.setattr(memory, "private_bytes", lambda: 629)
    memory.give_back()
    assert dropped == [True]


def test_nothing_is_dropped_during_a_fit(dropped: list[bool]) -> None:
    with memory.fit_lock:
        memory.give_back(at_once=True)
    assert not dropped
    memory.give_back(at_once=True)
    assert dropped == [True]


def test_private_memory_is_what_this_process_has_filled() -> None:
    before = memory.private_bytes()
    filled = np.ones(8 << 20)
    assert memory.private_bytes() - before > filled.nbytes * 0.9


@pytest.mark.jax
def test_programs_of_others_are_dropped_and_those_of_a_live_model_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    import jax

    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    predictor = prediction.Predictor(model, Signature(("x",), ("y",), (None,)))
    x, out = np.ones((1, 3), np.float32), np.zeros((1, 2), np.float32)
    predictor.run([x], [out])
    other: Any = jax.jit(lambda x: x + 1)
    other(x)
    memory.give_back(at_once=True)
    assert other._cache_size() == 0
    expected = out.copy()
    monkeypatch.setattr(model, "stateless_call", None)
    predictor.run([x], [out])
    assert out.tolist() == expected.tolist()


@pytest.mark.tensorflow
def test_graphs_of_trained_models_are_dropped_and_a_model_is_trained_further() -> None:
    from tensorflow.python.framework.func_graph import FuncGraph

    x, y = np.ones((8, 3), np.float32), np.ones((8, 1), np.float32)
    kept = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, "relu"), keras.layers.Dense(1)])
    kept.compile("adam", "mse")
    kept.fit(x, y, verbose=0)

    def train_another() -> None:
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, "relu"), keras.layers.Dense(1)])
        model.compile("adam", "mse")
        model.fit(x, y, verbose=0)

    memory.give_back(at_once=True)
    before = _count(FuncGraph)
    train_another()
    assert _count(FuncGraph) > before
    memory.give_back(at_once=True)
    assert _count(FuncGraph) == before
    first = kept.evaluate(x, y, verbose=0)
    kept.fit(x, y, epochs=5, verbose=0)
    assert kept.evaluate(x, y, verbose=0) < first


def _count(kind: type) -> int:
    gc.collect()
    return sum(isinstance(each, kind) for each in gc.get_objects())
