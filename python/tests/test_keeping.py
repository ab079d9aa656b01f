"""A model becomes bytes that depend on the model alone, and comes back."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import keras
import numpy as np
import pytest
from support import fit, program, rows

from keras4j_runtime import keeping, table

SOURCE = program('keras.layers.Dense(1, name="output")', "mean_squared_error")


def trained() -> bytes:
    value, attachments = fit(SOURCE, [rows(64, 4), rows(64, 1)])
    table.release([value["model"]])
    content: bytes = attachments[0]
    return content


def test_the_same_fit_gives_the_same_bytes_in_one_process_and_in_another() -> None:
    here = trained()
    assert trained() == here
    digest = "import hashlib, test_keeping; print(hashlib.sha256(test_keeping.trained()).hexdigest())"
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
    plain, ours = keras.saving.load_model(file), keeping.from_bytes(content)
    x = rows(10, 4)
    np.testing.assert_array_equal(plain.predict(x, verbose=0), ours.predict(x, verbose=0))


def test_the_optimizer_s_state_is_kept() -> None:
    model = keeping.from_bytes(trained())
    assert model.compiled
    assert int(model.optimizer.iterations) == 2 * 4
    assert float(model.optimizer.learning_rate) == np.float32(0.02)
    assert any(np.abs(variable.numpy()).sum() > 0 for variable in model.optimizer.variables[2:])


def test_bytes_that_are_kept_again_are_the_same() -> None:
    content = trained()
    assert keeping.to_bytes(keeping.from_bytes(content)) == content


def test_members_stand_in_order_and_without_a_date() -> None:
    with zipfile.ZipFile(io.BytesIO(trained())) as archive:
        assert archive.namelist() == ["config.json", "metadata.json", "model.weights.h5"]
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "date_saved" not in archive.read("metadata.json").decode()


def test_a_load_that_changes_what_all_models_share_is_refused_and_undone() -> None:
    with pytest.raises(RuntimeError, match="must leave Keras' settings as they are"), keeping.unchanged():
        keras.config.set_floatx("float16")
    assert keras.config.floatx() == "float32"
    with keeping.unchanged():
        keras.config.floatx()
