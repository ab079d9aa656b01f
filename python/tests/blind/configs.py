"""Configurations of genuine files, edited."""

import codecs
import copy
import json
import marshal
from typing import Any

import h5py
from keras.src.utils.naming import to_snake_case

from .cases import CONFIG, WEIGHTS, Edit, Json, add
from .hdf5 import rebuild
from .models import parts
from .zips import pack, with_text


def config(base: str = "dense") -> Json:
    """The configuration of a stock file."""
    return json.loads(parts(base)[CONFIG])


def with_config(edit: Edit, base: str = "dense") -> bytes:
    """A stock file with an edited configuration."""
    value = config(base)
    edit(value)
    text = json.dumps(value).encode()
    assert text != parts(base)[CONFIG], "the edit changed nothing"
    return pack(parts(base) | {CONFIG: text, WEIGHTS: synced(value, base)})


def groups(layers: Json, prefix: str) -> dict[str, str]:
    """The groups that Keras writes for these layers, with the names of the layers."""
    found: dict[str, str] = {}
    used: dict[str, int] = {}
    for item in layers if isinstance(layers, list) else []:
        module = str(item.get("module"))
        if item["class_name"] == "InputLayer" or module.startswith("keras.src.ops") or "name" not in item["config"]:
            continue
        snake = to_snake_case(item["class_name"])
        used[snake] = used.get(snake, -1) + 1
        path = f"{prefix}/{snake}_{used[snake]}" if used[snake] else f"{prefix}/{snake}"
        found[path] = item["config"]["name"]
        found |= groups(item["config"].get("layers"), f"{path}/layers")
        if isinstance(item["config"].get("layer"), dict):
            found[f"{path}/layer"] = item["config"]["layer"]["config"]["name"]
    return found


def synced(value: Json, base: str) -> bytes:
    """The stock weights, with an empty group for each inserted layer, as Keras would write it."""
    options = value.get("config")
    new = groups(options.get("layers") if isinstance(options, dict) else None, "layers")
    new = {path: name for path, name in new.items() if path not in groups(config(base)["config"]["layers"], "layers")}

    def last(file: h5py.File) -> None:
        for path, name in new.items():
            if path not in file and len(name) < 1000:
                file.require_group(f"{path}/vars").attrs["name"] = name

    return rebuild({}, last, base) if 0 < len(new) < 1000 else parts(base)[WEIGHTS]


def replaced(old: str, new: str, base: str = "dense", count: int = 1) -> bytes:
    """A stock file with a replacement in the text of its configuration."""
    text = parts(base)[CONFIG].decode()
    assert old in text, old
    return with_text(text.replace(old, new, count).encode(), base)


def put(*path: Any) -> Edit:
    """An edit that sets the last of ``path`` at the place that the rest of it names."""

    def edit(value: Json) -> None:
        *places, last, new = path
        for place in places:
            value = value[place]
        value[last] = new

    return edit


def layer(index: int, *path: Any) -> Edit:
    """An edit of layer ``index``."""
    return put("config", "layers", index, *path)


def option(index: int, *path: Any) -> Edit:
    """An edit of the options of layer ``index``."""
    return layer(index, "config", *path)


def compiling(*path: Any) -> Edit:
    """An edit of the compile configuration."""
    return put("compile_config", *path)


def insert(index: int, *new: Json) -> Edit:
    """An edit that inserts layers."""
    return lambda value: value["config"]["layers"].__setitem__(slice(index, index), copy.deepcopy(list(new)))


def swap(index: int, *new: Json) -> Edit:
    """An edit that puts a layer in the place of another."""
    return lambda value: value["config"]["layers"].__setitem__(slice(index, index + 1), copy.deepcopy(list(new)))


def both(*edits: Edit) -> Edit:
    """One edit out of several."""

    def edit(value: Json) -> None:
        for one in edits:
            one(value)

    return edit


def obj(name: str, options: Json = None, module: str | None = "keras.layers", /, **more: Json) -> Json:
    """The configuration of an object."""
    return {"module": module, "class_name": name, "config": options or {}, "registered_name": None} | more


def lay(name: str, module: str = "keras.layers", /, **options: Json) -> Json:
    """The configuration of a layer, with the common options."""
    common: dict[str, Json] = {"name": "extra_layer", "trainable": True, "dtype": "float32"}
    return obj(name, common | options, module)


def fun(api: str, registered: str | None = "") -> Json:
    """The configuration of a function of the public API."""
    module, name = api.rsplit(".", 1)
    registered = name if registered == "" else registered
    return {"module": module, "class_name": "function", "config": name, "registered_name": registered}


def lam(function: Json, **options: Json) -> Json:
    """The configuration of a Lambda layer."""
    return lay("Lambda", **({"name": "extra_lambda", "function": function, "arguments": {}} | options))


def marshalled() -> str:
    """A compiled function, as Keras dumps lambdas (its code does nothing but import os)."""
    code = compile("lambda x: (__import__('os').getpid(), x)[1]", "<string>", "eval").co_consts[0]
    return codecs.encode(marshal.dumps(code), "base64").decode("ascii")


def evil_lambda() -> Json:
    """The configuration of a Python lambda."""
    inner = {"code": marshalled(), "defaults": None, "closure": None}
    return {"class_name": "__lambda__", "config": inner}


def evil_config() -> bytes:
    """A configuration that differs from the stock one by a Python lambda: the thing to smuggle in."""
    value = config()
    insert(2, lam(evil_lambda()))(value)
    return json.dumps(value).encode()


def gadget(slug: str, what: str, edit: Edit, base: str = "dense") -> None:
    """Register a case that edits the configuration."""
    add("B", slug, what, lambda: with_config(edit, base))


def stateless(slug: str, what: str, *new: Json) -> None:
    """Register a case that inserts a layer without state into the dense model."""
    gadget(slug, what, insert(2, *new))


def config_nodes() -> Json:
    """The inbound nodes of the sine of the graph."""
    tensor = {"shape": [None, 4], "dtype": "float32", "keras_history": ["dense", 0, 0]}
    return [{"args": [{"class_name": "__keras_tensor__", "config": tensor}], "kwargs": {}}]


def huge(slug: str, what: str, edit: Edit, base: str = "dense") -> None:
    """Register a case of amplification in the configuration."""
    add("C", slug, what, lambda: with_config(edit, base))


def grown(slug: str, what: str, *new: Json) -> None:
    """Register a case that inserts layers without variables that need time or memory."""
    huge(slug, what, insert(2, *new))


def doubling(count: int) -> Edit:
    """A functional graph that concatenates a tensor with itself again and again."""

    def edit(value: Json) -> None:
        layers, last, width = value["config"]["layers"], value["config"]["output_layers"][0], 3
        for number in range(count):
            tensor = {"shape": [None, width], "dtype": "float32", "keras_history": [last, 0, 0]}
            link = {"class_name": "__keras_tensor__", "config": tensor}
            last, width = f"twice_{number}", width * 2
            nodes = [{"args": [[link, link]], "kwargs": {}}]
            layers.append(lay("Concatenate", name=last, axis=-1) | {"name": last, "inbound_nodes": nodes})
        value["config"]["output_layers"] = [last, 0, 0]

    return edit


def legacy_config(file: h5py.File) -> None:
    """The attributes of a legacy whole-model file."""
    inner = {"class_name": "Sequential", "config": {"name": "x", "layers": [lam(evil_lambda())]}}
    file.attrs["model_config"] = json.dumps(inner)
    file.attrs["keras_version"] = "2.13.1"
