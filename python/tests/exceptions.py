"""Where a value made from an argument's type does not do: looked up by `Class.argument:type` down to `argument`."""

from typing import Any

import files
import keras

LSTM = {"call": "keras.layers.LSTM", "with": {"units": ["int", 3]}}
BACKWARD = {"call": "keras.layers.GRU", "with": {"units": ["int", 3], "go_backwards": ["bool", True]}}
SMALL = {"call": "keras.quantizers.AbsMaxQuantizer", "with": {"axis": ["int", 0], "value_range": ["int*", [-8, 7]]}}
WORDS = ["string*", ["one", "two"]]
CELL = {"call": "keras.layers.GRUCell", "with": {"units": ["int", 3]}}

# Values of an argument.
VALUES: dict[str, Any] = {
    "dtype": "float16",
    "data_format": "channels_first",
    "kernel_size:int": 3,
    "strides:int": 4,
    "MaxPooling1D.strides:int*": [3],
    "profile_batch:int*": [2, 3],
    "pool_size:int": 3,
    "size:int": 3,
    "MaxPooling1D.pool_size:int*": [3],
    "Cropping1D.cropping:int*": [1, 2],
    "ZeroPadding1D.padding:int*": [1, 2],
    "Int4QuantizationConfig.weight_quantizer": SMALL,
    "AbsMaxQuantizer.value_range": [-5, 5],
    "RandomPosterization.factor:int*": [2, 3],
    "Dot.axes:int*": [1, 2],
    "Bidirectional.layer": LSTM,
    "Bidirectional.backward_layer": BACKWARD,
    "RNN.cell:layer": CELL,
    "MultiHeadAttention.value_dim": 5,
    "RandomGaussianBlur.kernel_size:int": 5,
    "RandomGaussianBlur.kernel_size:int*": [5, 7],
    "STFTSpectrogram.fft_length": 512,
    "window:string": "hamming",
    "tile_grid_size": [4, 4],
    "StringLookup.encoding": "utf-16",
    "TextVectorization.encoding": "utf-16",
    "Ftrl.learning_rate_power": -0.25,
    "PiecewiseConstantDecay.values": [0.5, 0.25, 0.125],
    "target_class_ids": [1],
    "num_classes": 3,
    "ModelCheckpoint.filepath": "best.keras",
    "call_endpoint": "serving_default",
    "call_training_endpoint": "serving_default",
    "TFSMLayer.filepath": files.saved_model,
    "IntegerLookup.vocabulary:string": files.numbers,
    "vocabulary:string": files.words,
    "salt:int*": [2, 1],
    "Hashing.dtype": "int32",
}

# What Keras does not ask for, but cannot do without.
NEEDED: dict[str, dict[str, Any]] = {
    "application": {"weights": ["none", None]},
    "CategoryEncoding": {"num_tokens": ["int", 4]},
    "Discretization": {"num_bins": ["int", 5]},
}

# What an argument needs beside it, or, where it is None, what must not be there.
BESIDE: dict[str, dict[str, Any]] = {
    "Discretization.bin_boundaries": {"num_bins": None},
    "Discretization.sparse": {"output_mode": ["choice", "one_hot"]},
    "Hashing.sparse": {"output_mode": ["choice", "one_hot"]},
    "IntegerLookup.salt": {"oov_method": ["choice", "farmhash"]},
    "output_padding": {"strides": ["int", 4]},
    "Normalization.mean:double*": {"variance": ["double*", [2.0, 2.0]]},
    "Normalization.variance:double*": {"mean": ["double*", [2.0, 2.0]]},
    "Normalization.mean": {"variance": ["double", 2.0]},
    "Normalization.variance": {"mean": ["double", 2.0]},
    "AUC.num_labels": {"multi_label": ["bool", True]},
    "AUC.label_weights": {"multi_label": ["bool", True]},
    "ModelCheckpoint.save_weights_only": {"filepath": ["string", "best.weights.h5"]},
    "Int4QuantizationConfig.weight_quantizer": {"block_size": ["int", -1]},
    "Int4QuantizationConfig.activation_quantizer": {"block_size": ["int", -1]},
}

for _each, _word in (("IntegerLookup", ["int*", [1, 2]]), ("StringLookup", WORDS), ("TextVectorization", WORDS)):
    BESIDE[f"{_each}.sparse"] = {"output_mode": ["choice", "multi_hot"]}
    BESIDE[f"{_each}.pad_to_max_tokens"] = {"output_mode": ["choice", "multi_hot"], "max_tokens": ["int", 5]}
    BESIDE[f"{_each}.idf_weights"] = {"output_mode": ["choice", "tf_idf"], "vocabulary": _word}

# The name under which an object keeps an argument.
KEPT: dict[str, str] = {
    "CSVLogger.separator": "sep",
    "IntegerLookup.vocabulary": "get_vocabulary",
    "StringLookup.vocabulary": "get_vocabulary",
    "TextVectorization.vocabulary": "get_vocabulary",
    "TensorBoard.profile_batch": "_start_batch",
    "SimpleRNN.seed": "cell.seed",
    "ModelCheckpoint.initial_value_threshold": "best",
    "OrbaxCheckpoint.initial_value_threshold": "best",
}

# Arguments that make no difference: there is one value only, or Keras does not hand it on.
ONE_VALUE = {"Resizing.fill_mode", "IntegerLookup.vocabulary_dtype", "SimpleRNN.activity_regularizer"}
if keras.backend.backend() == "jax":
    ONE_VALUE.add("TensorBoard.profile_batch")

# The shape of one row for a layer that can stand in a Sequential on numbers, and what the numbers are like.
SHAPES: dict[str, list[int]] = {}
