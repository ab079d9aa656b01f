"""Tests of operations on existing models: load, fine-tune, change, inspect; the original is never modified."""

import functools
import json
import zipfile
from io import BytesIO
from typing import Any

import keras
import numpy as np
import pytest
from support import fit, ports, program, request, rows

from keras4j_runtime import model_operations, object_table, serialization, training

SOURCE = program('keras.layers.Dense(1, name="output")', "mean_squared_error")
SCALE = """
import keras


class Scale(keras.layers.Layer):
    def call(self, x):
        return 2 * x
"""
CUSTOM = {"name": "Scale", "source": SCALE, "sha256": "5ca1e" * 12 + "0000"}
X, Y = rows(64, 4), rows(64, 1)


def further(settings: str, rate: float = 0.1, weight: float = 1.0) -> str:
    """Returns a fine-tuning program with the given loss weight."""
    return f"""
import keras


def build(model):
    keras.utils.set_random_seed(5)
    {settings}
    model.compile(optimizer=keras.optimizers.SGD({rate}), loss="mean_squared_error", loss_weights=[{weight}])
    return model


def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
    return model.fit(
        x, y, epochs=1, validation_data=validation_data, sample_weight=sample_weight, callbacks=[*callbacks], verbose=0
    )
"""


@functools.cache
def kept(source: str = SOURCE) -> Any:
    """Returns the bytes of a trained model."""
    value, (content,) = fit(source, [X, Y])
    object_table.release([value["model"]])
    return np.frombuffer(content, np.uint8)


def weights(content: Any) -> list[Any]:
    return list(serialization.from_bytes(bytes(content)).get_weights())


def of_model() -> dict[str, Any]:
    return {**ports(), "customs": []}


def never(*_: Any) -> bool:
    return True


def train_further(content: Any, source: str) -> tuple[dict[str, Any], Any]:
    value, (after,) = model_operations.fit_further(request(source, model={"customs": []}), never, [X, Y, content])
    return value, np.frombuffer(after, np.uint8)


def test_a_file_is_loaded_and_described() -> None:
    value, attachments = model_operations.load(of_model(), never, [kept()])
    assert attachments == []
    assert value["outputs"] == [[1]]
    assert "hidden (Dense)" in value["summary"]
    assert isinstance(object_table.get(value["model"]), training.Live)


def test_a_file_that_is_not_a_zip_archive_raises() -> None:
    with pytest.raises(zipfile.BadZipFile):
        model_operations.load(of_model(), never, [np.zeros(8, np.uint8)])


def test_trainable_weights_change_and_frozen_ones_stay_to_the_bit() -> None:
    content = kept()
    value, after = train_further(content, further('model.get_layer("hidden").trainable = False'))
    assert value["epochs"] == 1
    assert list(value["history"]) == ["loss"]
    before, now = weights(content), weights(after)
    np.testing.assert_array_equal(before[0], now[0])
    assert not np.array_equal(before[2], now[2])


def test_a_model_trained_further_is_another_one() -> None:
    content = kept()
    before = bytes(content)
    train_further(content, further(""))
    assert bytes(content) == before


def test_training_further_with_one_seed_gives_the_same_bytes() -> None:
    content = kept()
    first, second = (train_further(content, further(""))[1] for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_a_model_of_mixed_float16_scales_its_loss_again() -> None:
    mixed = SOURCE.replace("    model = ", '    keras.config.set_dtype_policy("mixed_float16")\n    model = ')
    content = kept(mixed.replace('name="output"', 'name="output", dtype="float32"'))
    value, after = train_further(content, further("", rate=1e6, weight=1e-7))
    assert type(object_table.get(value["model"]).model.optimizer).__name__ == "LossScaleOptimizer"
    assert not np.array_equal(weights(content)[0], weights(after)[0]), "gradients of the hidden layer vanished"
    assert keras.config.dtype_policy().name == "float32"


def test_a_model_of_mixed_float16_is_kept_again_as_it_was() -> None:
    mixed = SOURCE.replace("    model = ", '    keras.config.set_dtype_policy("mixed_float16")\n    model = ')
    content = bytes(kept(mixed))
    again = serialization.to_bytes(serialization.from_bytes(content))
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(BytesIO(again)) as after:
        assert json.loads(after.read("config.json")) == json.loads(before.read("config.json"))
        assert after.read("model.weights.h5") == before.read("model.weights.h5")


def test_a_quantized_model_has_whole_numbers_and_no_state_of_an_optimizer() -> None:
    content = kept()
    value, (after,) = model_operations.quantize({**of_model(), "mode": "int8"}, never, [content])
    model = serialization.from_bytes(after)
    assert "int8" in {weight.dtype for weight in model.get_layer("hidden").weights}
    assert model.compiled
    assert int(model.optimizer.iterations) == 0
    assert "hidden" in value["summary"]
    assert len(after) < len(content)


def test_layers_within_attention_are_not_quantized_because_keras_could_not_load_them() -> None:
    entrance = keras.Input((5, 8))
    attended = keras.layers.MultiHeadAttention(2, 4, name="attention")(entrance, entrance)
    wrapped = keras.layers.TimeDistributed(keras.layers.Dense(3), name="wrapped")(attended)
    content = np.frombuffer(serialization.to_bytes(keras.Model(entrance, wrapped)), np.uint8)
    _, (after,) = model_operations.quantize({**of_model(), "mode": "int8"}, never, [content])
    model = serialization.from_bytes(bytes(after))
    assert {weight.dtype for weight in model.get_layer("attention").weights} == {"float32"}
    assert "int8" in {weight.dtype for weight in model.get_layer("wrapped").weights}


def test_weights_are_set_in_one_layer_alone() -> None:
    content = kept()
    ones = [np.ones((4, 8), np.float32), np.zeros(8, np.float32)]
    _, (after,) = model_operations.set_weights({**of_model(), "layer": "hidden"}, never, [content, *ones])
    now = weights(after)
    np.testing.assert_array_equal(now[0], ones[0])
    np.testing.assert_array_equal(now[1], ones[1])
    np.testing.assert_array_equal(now[2], weights(content)[2])


def test_too_few_weights_raise() -> None:
    with pytest.raises(ValueError, match="zip"):
        model_operations.set_weights({**of_model(), "layer": "hidden"}, never, [kept(), np.ones((4, 8), np.float32)])


def test_layers_are_told_with_their_weights() -> None:
    content = kept()
    (hidden, output), attachments = model_operations.layers(of_model(), never, [content])
    assert [hidden["name"], hidden["type"], hidden["shape"], hidden["trainable"]] == ["hidden", "Dense", "(None, 8)", True]
    assert [weight["name"] for weight in output["weights"]] == ["kernel", "bias"]
    assert [weight["shape"] for weight in hidden["weights"]] == [[4, 8], [8]]
    np.testing.assert_array_equal(np.frombuffer(attachments[0], np.float32).reshape(4, 8), weights(content)[0])


def test_a_custom_object_is_defined_where_a_model_needs_it() -> None:
    source = program('Scale(), keras.layers.Dense(1, name="output")', "mean_squared_error")
    value, (content,) = fit(source, [X, Y], customs=[CUSTOM])
    object_table.release([value["model"]])
    loaded, _ = model_operations.load({**of_model(), "customs": [CUSTOM]}, never, [np.frombuffer(content, np.uint8)])
    assert "Scale" in loaded["summary"]
