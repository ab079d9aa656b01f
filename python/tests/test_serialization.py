"""Tests of serialization: the bytes depend on the model alone, and a model can be restored from them."""

import functools
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras.src.backend.common import global_state
from keras.src.saving import object_registration, saving_lib, serialization_lib
from support import fit, program, rows

from keras4j_runtime import missing_packages, object_table, serialization

SOURCE = program('keras.layers.Dense(1, name="output")', "mean_squared_error")


def train() -> bytes:
    value, attachments = fit(SOURCE, [rows(64, 4), rows(64, 1)])
    object_table.release([value["model"]])
    content: bytes = attachments[0]
    return content


trained = functools.cache(train)
"""Returns the bytes of one fit, shared by the tests."""


def test_the_same_fit_gives_the_same_bytes_in_one_process_and_in_another() -> None:
    here = trained()
    assert train() == here
    digest = "import hashlib, test_serialization; print(hashlib.sha256(test_serialization.train()).hexdigest())"
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    there = subprocess.run(
        [sys.executable, "-c", digest],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders), "PYTHONHASHSEED": "77"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.split()[-1] == hashlib.sha256(here).hexdigest()


def test_the_bytes_are_what_keras_itself_loads(tmp_path: Path) -> None:
    content = trained()
    file = tmp_path / "net.keras"
    file.write_bytes(content)
    plain, ours = keras.saving.load_model(file), serialization.from_bytes(content)
    x = rows(10, 4)
    np.testing.assert_array_equal(plain.predict(x, verbose=0), ours.predict(x, verbose=0))


def test_the_optimizer_s_state_is_kept() -> None:
    model = serialization.from_bytes(trained())
    assert model.compiled
    assert int(model.optimizer.iterations) == 2 * 4
    assert float(model.optimizer.learning_rate) == np.float32(0.02)
    assert any(np.abs(variable.numpy()).sum() > 0 for variable in model.optimizer.variables[2:])


def test_bytes_that_are_kept_again_are_the_same() -> None:
    content = trained()
    assert serialization.to_bytes(serialization.from_bytes(content)) == content


def test_members_stand_in_order_and_without_a_date() -> None:
    with zipfile.ZipFile(io.BytesIO(trained())) as archive:
        assert archive.namelist() == ["config.json", "metadata.json", "model.weights.h5"]
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "date_saved" not in archive.read("metadata.json").decode()


def meddlers() -> dict[str, Callable[[], Any]]:
    """Returns calls that a malicious file could trigger, by the shared setting that they change."""
    config = keras.config
    return {
        "floatx": lambda: config.set_floatx("float16"),
        "epsilon": lambda: config.set_epsilon(0.5),
        "order": lambda: config.set_image_data_format("channels_first"),
        "objects": lambda: keras.saving.register_keras_serializable("evil")(type("Dense", (keras.layers.Dense,), {})),
    }


def shared() -> tuple[Any, ...]:
    config = keras.config
    safe = global_state.get_global_attribute("safe_mode_saving")
    names = sorted(object_registration.GLOBAL_CUSTOM_OBJECTS)
    return config.floatx(), config.epsilon(), config.image_data_format(), config.dtype_policy().name, safe, names


@pytest.mark.parametrize("name", meddlers())
def test_a_load_that_changes_what_all_models_share_is_refused_and_undone(name: str) -> None:
    class Meddler(keras.layers.Dense):
        @classmethod
        def from_config(cls, config: dict[str, Any]) -> Any:
            meddlers()[name]()
            return cls(**config)

    content = serialization.to_bytes(keras.Sequential([keras.Input((3,)), Meddler(2)]))
    before = shared()
    with pytest.raises(serialization.SharedStateChanged, match="^Loading must leave Keras' settings as they are, got "):
        serialization.from_bytes(content, {"Meddler": Meddler})
    assert shared() == before


def test_changes_within_a_load_are_undone_silently() -> None:
    class Changing(keras.layers.Dense):
        @classmethod
        def from_config(cls, config: dict[str, Any]) -> Any:
            keras.config.set_dtype_policy("mixed_bfloat16")
            keras.config.enable_unsafe_deserialization()
            return cls(**config)

    before = shared()
    serialization.from_bytes(serialization.to_bytes(keras.Sequential([keras.Input((3,)), Changing(2)])), {"Changing": Changing})
    assert shared() == before
    with pytest.raises(serialization.SharedStateChanged), serialization.shared_state_guard():
        keras.config.enable_unsafe_deserialization()
    assert shared() == before


@pytest.mark.parametrize("everywhere", [False, True])
def test_code_in_a_file_is_not_run_even_where_somebody_lets_keras_run_it(everywhere: bool) -> None:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Lambda(lambda x: 2 * x)])
    raw = io.BytesIO()
    saving_lib.save_model(model, raw)
    assert keras.layers.Lambda.__name__ in str(saving_lib.load_model(raw, safe_mode=False).get_config())
    before = global_state.get_global_attribute("safe_mode_saving")
    if everywhere:
        keras.config.enable_unsafe_deserialization()
    try:
        with pytest.raises(ValueError, match="[Ll]ambda"):
            serialization.from_bytes(raw.getvalue())
    finally:
        global_state.set_global_attribute("safe_mode_saving", before)


@pytest.mark.no_backend
def test_keras_is_told_to_load_in_its_safe_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    content = serialization.to_bytes(keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)]))
    load, told = saving_lib.load_model, []

    def spy(*args: Any, **kwargs: Any) -> Any:
        told.append((kwargs.get("safe_mode"), serialization_lib.in_safe_mode()))
        return load(*args, **kwargs)

    monkeypatch.setattr(saving_lib, "load_model", spy)
    serialization.from_bytes(content)
    assert told == [(True, True)]


@pytest.mark.jax
def test_layers_that_compute_with_tensorflow_only_are_refused_on_jax_with_the_line_that_helps() -> None:
    texts = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    raw = io.BytesIO(serialization.to_bytes(texts))
    with zipfile.ZipFile(raw) as source:
        members = {name: source.read(name) for name in source.namelist()}
    tree = json.loads(members["config.json"])
    tree["config"]["layers"][1]["class_name"] = "TextVectorization"
    members["config.json"] = json.dumps(tree).encode()
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as target:
        for name, content in members.items():
            target.writestr(name, content)
    words = (
        "backend must be TensorFlow for TextVectorization, got JAX;"
        " start Java with -Dkeras4j.backend=tensorflow, or use Keras.open(Backend.TENSORFLOW)"
    )
    with pytest.raises(missing_packages.NeedsTensorFlow, match=f"^{re.escape(words)}$"):
        serialization.from_bytes(changed.getvalue())
