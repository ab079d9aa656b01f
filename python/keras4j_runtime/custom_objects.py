"""Custom objects: Python source from the user, executed separately from programs and once per content."""

import linecache
import traceback
import types
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import keras
from keras.src.saving import object_registration

Objects = dict[str, Callable[..., Any]]
"""Classes and functions by name."""

_modules: dict[str, types.ModuleType] = {}


class BadSource(Exception):
    """Error for the source of a custom object that fails to run or does not define its name."""


def load(requests: list[dict[str, str]]) -> Objects:
    """Defines custom objects.

    Args:
        requests: for each object its `name`, its `source` and the `sha256` of the source.

    Raises:
        BadSource: if a source can't be compiled, raises, or does not define the name.
    """
    objects = {}
    for request in requests:
        module = _modules.get(request["sha256"])
        if module is None:
            module = _modules[request["sha256"]] = _run(**request)
        if not callable(getattr(module, request["name"], None)):
            raise BadSource(f"custom object {request['name']}: source must define a class or a function of this name")
        objects[request["name"]] = getattr(module, request["name"])
    return objects


def scope(objects: Objects) -> AbstractContextManager[Any]:
    """Returns a scope in which Keras resolves the objects by name and by registered name, on this thread only."""
    names = dict(objects)
    for each in objects.values():
        names[object_registration.get_registered_name(each)] = each
    found: AbstractContextManager[Any] = keras.saving.custom_object_scope(names)
    return found


def _run(name: str, source: str, sha256: str) -> types.ModuleType:
    # Saved models contain the name of the module, which identifies the source they need.
    module = types.ModuleType(f"keras4j_custom_{sha256[:16]}")
    file = f"{name}-{sha256[:16]}.py"
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    registered = dict(object_registration.GLOBAL_CUSTOM_OBJECTS)
    try:
        exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
    except SyntaxError as error:
        raise BadSource(f"custom object {name}, line {error.lineno}: source must be Python, got {error.msg}") from None
    except Exception as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
        where = f"custom object {name}, line {lines[-1] if lines else 0}"
        raise BadSource(f"{where}: source must run, got {type(error).__name__}: {error}") from error
    finally:
        # Two versions of an object may coexist: only a scope makes one of them known.
        object_registration.GLOBAL_CUSTOM_OBJECTS.clear()
        object_registration.GLOBAL_CUSTOM_OBJECTS.update(registered)
    return module
