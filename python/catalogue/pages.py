"""Pages of members on keras.io, and the facts that follow from the folder of their source."""

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

# Noun phrases for the members of a folder, or of a kind without folders.
FAMILIES: dict[str, str] = {
    "core": "Layer",
    "activations": "Activation layer",
    "attention": "Attention layer",
    "convolutional": "Convolution",
    "merging": "Merging layer",
    "normalization": "Normalization layer",
    "pooling": "Pooling layer",
    "preprocessing": "Preprocessing layer",
    "image_preprocessing": "Image preprocessing layer",
    "regularization": "Regularization layer, active during training only",
    "reshaping": "Reshaping layer",
    "rnn": "Recurrent layer",
    "utils": "Layer around foreign code",
    "export": "Layer around foreign code",
    "input": "Input of a network",
    "method": "Method of keras.Model",
    "optimizer": "Optimizer",
    "assignment": "Assignment of variables to optimizers",
    "schedule": "Learning rate schedule",
    "loss": "Loss",
    "metric": "Metric",
    "callback": "Callback",
    "initializer": "Initializer",
    "regularizer": "Regularizer",
    "constraint": "Constraint",
    "quantization": "Quantization of a layer",
    "quantizer": "Quantizer",
    "application": "Network of keras.applications, as a layer",
    "activation": "Activation function",
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
    """Returns the folder of a layer's source, or the kind of any other member."""
    return found.__module__.split(".")[-2] if kind == "layer" else kind


def takes(kind: str, found: Any) -> str | None:
    """Returns the shape of the inputs if the name and the folder of a layer determine it."""
    rank = re.search("([123])D", found.__name__)
    if kind != "layer" or rank is None:
        return None
    if folder(kind, found) == "rnn":
        return _CHANNELS[rank[1]].replace("(batch, ", "(batch, time, " if rank[1] != "1" else "(batch, time, ")
    return _CHANNELS[rank[1]] if folder(kind, found) in _BY_RANK else None


def summary(kind: str, found: Any) -> str:
    """Returns a sentence made of the folder and the name: ``Pooling layer: max pooling 2D.``"""
    if kind == "application":
        return f"{FAMILIES[kind]}: {found.__name__}."
    boundary = "(?<=[a-z0-9])(?=[A-Z])(?!D\\b)|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[123]D\\b)|_"
    words = re.sub(boundary, " ", found.__name__).split()
    spelled = " ".join(word if word.isupper() or re.fullmatch(".*\\d.*", word) else word.lower() for word in words)
    return f"{FAMILIES[folder(kind, found)]}: {spelled}."
