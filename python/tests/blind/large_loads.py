"""Small files that are large once they are loaded."""

import json

from .cases import CONFIG, KERNEL, WEIGHTS, Hook, Json, case
from .configs import both, compiling, config, huge, insert, lay, layer, obj, option, put
from .hdf5 import double_gzip, filled, rebuild
from .models import parts
from .zips import pack


def nest(depth: int) -> Json:
    """Sequentials in one another."""
    value = lay("Identity", name="core")
    for number in range(depth):
        value = obj("Sequential", {"name": f"n{number}", "layers": [value]}, "keras")
    return value


def amplification_load() -> None:
    """Time and memory at load."""
    huge("units_2_40", "a Dense has 2**40 units", option(1, "units", 1 << 40))
    huge(
        "input_dim",
        "the input has 2**45 features",
        both(option(0, "batch_shape", [None, 1 << 45]), layer(1, "build_config", {"input_shape": [None, 1 << 45]})),
    )
    huge(
        "build_lie",
        "the build_config of a Dense says 2**36 inputs, the model's input has 8",
        layer(1, "build_config", {"input_shape": [None, 1 << 36]}),
    )
    huge(
        "orthogonal",
        "a Dense of 30,000 by 30,000 has an Orthogonal initializer: a QR decomposition at load",
        both(
            option(1, "units", 30_000),
            option(2, "units", 30_000),
            layer(2, "build_config", {"input_shape": [None, 30_000]}),
            layer(4, "build_config", {"input_shape": [None, 30_000]}),
            option(2, "kernel_initializer", obj("Orthogonal", {"gain": 1.0, "seed": 1}, "keras.initializers")),
        ),
    )
    huge("embedding", "an Embedding has 2**41 rows", option(1, "input_dim", 1 << 41), "bilstm")
    huge(
        "conv_filters",
        "a Conv2D has 10**7 filters of 10,000 by 10,000",
        both(option(1, "filters", 10**7), option(1, "kernel_size", [10_000] * 2), option(1, "padding", "same")),
        "cnn",
    )
    huge(
        "auc",
        "the metric AUC has 2**40 thresholds, allocated at load",
        compiling("metrics", [obj("AUC", {"num_thresholds": 1 << 40, "name": "auc"}, "keras.metrics")]),
    )
    huge(
        "mean_iou",
        "the metric MeanIoU has 10**6 classes: a matrix of 10**12 at load",
        compiling("metrics", [obj("MeanIoU", {"num_classes": 10**6, "name": "iou"}, "keras.metrics")]),
    )
    pattern = {"(x+x+)+y": obj("SGD", {"learning_rate": 0.1}, "keras.optimizers")}
    huge(
        "redos",
        "a MultiOptimizer matches a regular expression that backtracks for ever with the name of a layer",
        compiling("optimizer", "config", "optimizer_map", "config", "optimizer_map", pattern),
        "multi",
    )
    narrow = [lay("GlobalMaxPooling1D", name="g"), lay("RepeatVector", name="v", n=8), lay("Flatten", name="f")]
    mel = lay("MelSpectrogram", fft_length=1 << 36, num_mel_bins=1 << 28, sequence_length=1 << 36)
    huge("mel_filters", "a MelSpectrogram has 2**28 bins and a transform of 2**36", insert(2, mel, *narrow))
    huge(
        "constant",
        "an initializer is a Constant with a list of 80,000 numbers",
        option(1, "bias_initializer", obj("Constant", {"value": [0.5] * 80_000}, "keras.initializers")),
    )
    huge("name_long", "a layer has a name of 300,000 characters", option(1, "name", "n" * 300_000))
    huge(
        "many_layers",
        "the model has 2,500 more layers",
        insert(2, *[lay("Activation", name=f"a{n}", activation="relu") for n in range(2500)]),
    )
    huge("deep_sequentials", "100 Sequentials in one another", insert(2, nest(100)))
    shaped = [lay("Reshape", name="r", target_shape=[1] * 50 + [8]), distributed(48), lay("Flatten", name="f")]
    huge("deep_distributed", "an Identity in 48 TimeDistributed wrappers, on a tensor of 51 axes", insert(2, *shaped))
    huge(
        "equation",
        "an EinsumDense has an equation of 100,000 characters",
        insert(2, lay("EinsumDense", equation="a" * 100_000 + "b,bc->c", output_shape=8)),
    )
    huge("power_iterations", "a SpectralNormalization has 10**12 power iterations", spectral, "spectral")
    huge(
        "unrolled",
        "an unrolled GRU runs over 500,000 steps",
        both(
            option(0, "batch_shape", [None, 500_000, 2]),
            option(1, "unroll", True),
            layer(1, "build_config", {"input_shape": [None, 500_000, 2]}),
        ),
        "gru",
    )
    huge("heads", "an attention has 2**30 heads of size 2**20", attention_heads, "attention")
    huge("many_metrics", "20,000 metrics", compiling("metrics", ["mae"] * 20_000))
    huge("many_inputs", "a call of Add names 2,500 times the same tensor", many_inputs, "attention")


def attention_heads(value: Json) -> None:
    """Blow up the multi-head attention."""
    item = next(one for one in value["config"]["layers"] if one["class_name"] == "MultiHeadAttention")
    item["config"].update(num_heads=1 << 30, key_dim=1 << 20)


def spectral(value: Json) -> None:
    """Blow up the power iterations."""
    item = next(one for one in value["config"]["layers"] if one["class_name"] == "SpectralNormalization")
    item["config"]["power_iterations"] = 10**12


def many_inputs(value: Json) -> None:
    """Blow up the sum."""
    item = next(one for one in value["config"]["layers"] if one["class_name"] == "Add")
    args = item["inbound_nodes"][0]["args"][0]
    item["inbound_nodes"][0]["args"][0] = args[:1] * 2500 + args


def distributed(depth: int) -> Json:
    """TimeDistributed in one another."""
    value = lay("Identity", name="core")
    for number in range(depth):
        value = lay("TimeDistributed", name=f"t{number}", layer=value)
    return value


@case(
    "C",
    "gzip_weights",
    "the kernel is 4 GiB of zeros packed twice with gzip, and the configuration agrees (units 2**27)",
)
def c_gzip_weights() -> bytes:
    """Just at the floor of Keras' own guard."""
    width, step = 1 << 27, 1 << 23
    hooks: dict[str, Hook] = {
        KERNEL: lambda g, n, v: double_gzip(g, n, (8, width), (8, step)),
        "layers/dense/vars/1": lambda g, n, v: filled(g, n, (width,)),
        "layers/dense_1/vars/0": lambda g, n, v: filled(g, n, (width, 8)),
    }
    value = config()
    put("config", "layers", 1, "config", "units", width)(value)
    put("config", "layers", 2, "build_config", {"input_shape": [None, width]})(value)
    return pack(parts() | {CONFIG: json.dumps(value).encode(), WEIGHTS: rebuild(hooks)})


@case(
    "C",
    "filled_weights",
    "kernels of 60,000 by 60,000 that store nothing but a fill value, and the configuration agrees",
)
def c_filled() -> bytes:
    """Consistent, 14 GB in memory."""
    width = 60_000
    value = config()
    for index in (1, 2):
        put("config", "layers", index, "config", "units", width)(value)
    put("config", "layers", 2, "build_config", {"input_shape": [None, width]})(value)
    put("config", "layers", 4, "build_config", {"input_shape": [None, width]})(value)
    shapes = {"dense/vars/0": (8, width), "dense/vars/1": (width,), "dense_1/vars/0": (width, width)}
    shapes |= {"dense_1/vars/1": (width,), "dense_2/vars/0": (width, 3)}
    hooks: dict[str, Hook] = {f"layers/{key}": (lambda g, n, v, shape=shape: filled(g, n, shape)) for key, shape in shapes.items()}
    return pack(parts() | {CONFIG: json.dumps(value).encode(), WEIGHTS: rebuild(hooks)})


amplification_load()
