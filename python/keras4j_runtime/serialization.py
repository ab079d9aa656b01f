"""Serialization of models to `.keras` bytes and back."""

import contextlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import keras
from keras.src.backend.common import global_state
from keras.src.saving import object_registration, saving_lib, serialization_lib

from . import activations, assembling, custom_objects, missing_packages, policies

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class SharedStateChanged(RuntimeError):
    """Error for a load that changed state shared by all models of the process."""


def to_bytes(model: Any) -> bytes:
    """Returns a model as canonical `.keras` bytes: equal models give equal bytes in any process.

    Keras writes the date and the heap addresses of shared objects. The date is omitted, the addresses become
    1, 2, 3 in order of appearance; those of dtype policies, which are values and shared only by accident, are
    omitted too.
    """
    raw = io.BytesIO()
    saving_lib.save_model(model, raw)
    canonical = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(canonical, "w") as target:
        for name in sorted(source.namelist()):
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            target.writestr(member, _canonical(name, source.read(name)))
    return canonical.getvalue()


def from_bytes(data: Any, objects: custom_objects.Objects | None = None, length: int | None = None) -> Any:
    """Loads a model from `.keras` bytes, compiled as it was, in Keras' safe mode.

    Args:
        data: the bytes.
        objects: the custom objects that the model needs.
        length: the greatest length of an axis that varies.

    Raises:
        activations.TooLarge: if a layer would make too many numbers per row, or weights that the file lacks.
        activations.RowsChanged: if the model does not give one row for each row.
        SharedStateChanged: if loading changed state shared with other models.
        missing_packages.NeedsTensorFlow: if a layer computes with TensorFlow only, and this is another backend.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        config = archive.read("config.json")
        stored = archive.getinfo("model.weights.h5").file_size
    nodes = _nodes(config)
    missing_packages.require_backend(node["class_name"] for node in nodes if _is_of_keras(node))
    # If unsafe deserialization is enabled globally, only the scope disables it again.
    safely = serialization_lib.SafeModeScope(True)
    with (
        shared_state_guard(),
        safely,
        custom_objects.scope(objects or {}),
        policies.of_config(nodes),
        assembling.single_build(),
        # A custom layer may draw numbers that it does not save.
        assembling.stored_weights(stored, zeros=not objects),
    ):
        model = saving_lib.load_model(io.BytesIO(data), safe_mode=True)
    activations.check(model, length)
    activations.check_number_of_rows(model)
    if keras.backend.backend() == "tensorflow":
        # The file contains the setting of the other backend; on a CPU, XLA only slows TensorFlow down.
        model.jit_compile = False
    return model


@contextlib.contextmanager
def shared_state_guard() -> Iterator[None]:
    """Rejects changes to state shared by all models of the process, and undoes them.

    Raises:
        SharedStateChanged: if something changed it.
    """
    before, objects = _settings(), dict(object_registration.GLOBAL_CUSTOM_OBJECTS)
    try:
        yield
    finally:
        after = _settings()
        registered = set(object_registration.GLOBAL_CUSTOM_OBJECTS) ^ set(objects)
        if after != before or registered:
            _restore_settings(before, objects)
    if after != before or registered:
        raise SharedStateChanged(
            f"Loading must leave Keras' settings as they are, got {after} after {before}, objects {sorted(registered)}"
        )


Settings = tuple[str, float, str, str, bool | None]


def _settings() -> Settings:
    config = keras.config
    safe = serialization_lib.in_safe_mode()
    return config.floatx(), config.epsilon(), config.image_data_format(), config.dtype_policy().name, safe


def _restore_settings(settings: Settings, objects: dict[str, Any]) -> None:
    floatx, epsilon, order, policy, safe = settings
    keras.config.set_floatx(floatx)
    keras.config.set_epsilon(epsilon)
    keras.config.set_image_data_format(order)
    keras.config.set_dtype_policy(policy)
    global_state.set_global_attribute("safe_mode_saving", safe)
    object_registration.GLOBAL_CUSTOM_OBJECTS.clear()
    object_registration.GLOBAL_CUSTOM_OBJECTS.update(objects)


def _nodes(config: bytes) -> list[dict[str, Any]]:
    """Returns all objects of a `config.json`, the inner ones first."""
    nodes: list[dict[str, Any]] = []

    def note(node: dict[str, Any]) -> dict[str, Any]:
        nodes.append(node)
        return node

    json.loads(config, object_hook=note)
    return nodes


def _is_of_keras(node: dict[str, Any]) -> bool:
    return isinstance(node.get("class_name"), str) and node.get("registered_name") is None


def _canonical(name: str, content: bytes) -> bytes:
    if not name.endswith(".json"):
        return content
    document = json.loads(content)
    if name == "metadata.json":
        document.pop("date_saved", None)
    return json.dumps(_renumbered(document, {})).encode()


def _renumbered(value: Any, numbers: dict[int, int]) -> Any:
    if isinstance(value, list):
        return [_renumbered(element, numbers) for element in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for key, element in value.items():
        if key == "shared_object_id" and isinstance(element, int):
            if value.get("class_name") != "DTypePolicy":
                result[key] = numbers.setdefault(element, len(numbers) + 1)
        else:
            result[key] = _renumbered(element, numbers)
    return result
