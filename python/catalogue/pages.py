"""Where keras.io describes a member, and what the place of its source tells about it."""

import re
from importlib import import_module
from typing import Any

# By kind, or for layers, losses and metrics by the folder or file of the source.
PAGES: dict[str, str] = {
    "input": "layers/core_layers/input/",
    "optimizer": "optimizers/{lower}/",
    "assignment": "optimizers/",
    "schedule": "optimizers/learning_rate_schedules/{snake}/",
    "loss": "losses/",
    "metric": "metrics/",
    "callback": "callbacks/{snake}/",
    "initializer": "layers/initializers/#{lower}-class",
    "regularizer": "layers/regularizers/#{lower}-class",
    "constraint": "layers/constraints/#{lower}-class",
    "quantization": "quantizers/",
    "quantizer": "quantizers/",
    "application": "applications/",
    "activation": "layers/activations/#{snake}-function",
    "method": "models/model_training_apis/#{snake}-method",
    "core": "layers/core_layers/{file}/",
    "activations": "layers/activation_layers/{file}/",
    "attention": "layers/attention_layers/",
    "convolutional": "layers/convolution_layers/{convolution}/",
    "merging": "layers/merging_layers/{file}/",
    "normalization": "layers/normalization_layers/{file}/",
    "pooling": "layers/pooling_layers/{file}/",
    "preprocessing": "layers/preprocessing_layers/",
    "regularization": "layers/regularization_layers/{file}/",
    "reshaping": "layers/reshaping_layers/{file}/",
    "rnn": "layers/recurrent_layers/{file}/",
    "utils": "layers/backend_specific_layers/{file}/",
    "export": "layers/backend_specific_layers/tfsm_layer/",
    "image_preprocessing": "layers/preprocessing_layers/image_preprocessing/",
}

# Exceptions to the patterns.
SOLE: dict[str, str] = {
    "keras.layers.Activation": "layers/core_layers/activation/",
    "keras.layers.Pipeline": "layers/",
    "keras.layers.Rescaling": "layers/preprocessing_layers/image_preprocessing/rescaling/",
}

# What the members of a folder (of a kind, where there is no folder) are, in our words.
FAMILIES: dict[str, str] = {
    "core": "A layer",
    "activations": "An activation with a setting of its own, as a layer",
    "attention": "An attention layer",
    "convolutional": "A convolution",
    "merging": "A layer that joins several inputs",
    "normalization": "A normalization",
    "pooling": "A pooling layer",
    "preprocessing": "A preparation of the inputs, as a layer",
    "image_preprocessing": "A change of images, as a layer",
    "regularization": "A regularization that works while training",
    "reshaping": "A layer that gives its inputs another shape",
    "rnn": "A layer for sequences",
    "utils": "A layer around foreign code",
    "export": "A layer around foreign code",
    "input": "The entrance of a network",
    "method": "A method of keras.Model",
    "optimizer": "An optimizer",
    "assignment": "Which variables an optimizer trains",
    "schedule": "A learning rate that changes from step to step",
    "loss": "A loss",
    "metric": "A metric",
    "callback": "A callback",
    "initializer": "An initializer",
    "regularizer": "A regularizer",
    "constraint": "A constraint",
    "quantization": "How a layer is quantized",
    "quantizer": "A quantizer",
    "application": "A network of keras.applications, as a layer",
    "activation": "An activation function",
}

_CHANNELS = {
    "1": "(batch, steps, channels)",
    "2": "(batch, height, width, channels)",
    "3": "(batch, depth, height, width, channels)",
}
_BY_RANK = {"convolutional", "pooling", "reshaping", "regularization"}


def page(kind: str, symbol: str, found: Any) -> str:
    name = found.__name__
    file = found.__module__.split(".")[-1]
    pattern = SOLE.get(symbol, PAGES[folder(kind, found)])
    snake = import_module("keras.src.utils.naming").to_snake_case(name)
    return pattern.format(file=file, lower=name.lower(), snake=snake, convolution=file.replace("conv", "convolution"))


def folder(kind: str, found: Any) -> str:
    """The folder of a layer's source; the kind of anything else."""
    return found.__module__.split(".")[-2] if kind == "layer" else kind


def takes(kind: str, found: Any) -> str | None:
    """The shape of the inputs, where the name and the place of a layer tell it."""
    rank = re.search("([123])D", found.__name__)
    if kind != "layer" or rank is None:
        return None
    if folder(kind, found) == "rnn":
        return _CHANNELS[rank[1]].replace("(batch, ", "(batch, time, " if rank[1] != "1" else "(batch, time, ")
    return _CHANNELS[rank[1]] if folder(kind, found) in _BY_RANK else None


def summary(kind: str, found: Any) -> str:
    """A sentence from the place and the name: ``A pooling layer: max pooling 2D.``"""
    if kind == "application":
        return f"{FAMILIES[kind]}: {found.__name__}."
    words = re.sub("(?<=[a-z0-9])(?=[A-Z])(?!D\\b)|(?<=[A-Z])(?=[A-Z][a-z])|_", " ", found.__name__)
    spelled = " ".join(word if word.isupper() or re.fullmatch(".*\\d.*", word) else word.lower() for word in words.split())
    return f"{FAMILIES[folder(kind, found)]}: {spelled}."
