"""Small files whose models are large once they predict."""

from .cases import Json
from .configs import config_nodes, doubling, fun, grown, huge, insert, lay, obj, put, swap


def amplification_predict() -> None:
    """Time and memory at the first prediction, with genuine weights: no variable gives it away."""
    back = lay("GlobalMaxPooling1D", name="back")
    grown(
        "repeat",
        "RepeatVector repeats 2**34 times, then a pooling restores the shape",
        lay("RepeatVector", n=1 << 34),
        back,
    )
    wide = [
        lay("Reshape", name="r", target_shape=[8, 1]),
        lay("UpSampling1D", name="u", size=1 << 34),
        lay("GlobalMaxPooling1D", name="g"),
        lay("RepeatVector", name="v", n=8),
        lay("Flatten", name="f"),
    ]
    grown("upsampling", "UpSampling1D by 2**34", *wide)
    padded = [
        lay("Reshape", name="r", target_shape=[8, 1]),
        lay("ZeroPadding1D", name="p", padding=[1 << 36, 0]),
        lay("Cropping1D", name="c", cropping=[1 << 36, 0]),
        lay("Flatten", name="f"),
    ]
    grown("padding", "ZeroPadding1D by 2**36, cropped off again", *padded)
    steps = [lay("RepeatVector", name=f"r{n}", n=1 << 12) if n % 2 == 0 else lay("Flatten", name=f"f{n}") for n in range(6)]
    pool = [lay("Reshape", name="s", target_shape=[-1, 8]), lay("GlobalMaxPooling1D", name="g")]
    grown(
        "repeat_steps",
        "three times RepeatVector(4096) and Flatten: each number is small, their product is 2**36",
        *steps,
        *pool,
    )
    coded = [lay("CategoryEncoding", num_tokens=1 << 40, output_mode="multi_hot")]
    folded = [lay("Reshape", name="r", target_shape=[1 << 37, 8]), lay("GlobalMaxPooling1D", name="g")]
    huge("category", "a CategoryEncoding has 2**40 tokens, pooled away again", swap(3, *coded, *folded))
    huge(
        "resizing",
        "a Resizing makes images of 2**20 by 2**20",
        insert(1, lay("Resizing", height=1 << 20, width=1 << 20)),
        "cnn",
    )
    huge("doubling", "forty layers concatenate a tensor with itself: 2**40 features", doubling(40), "uncompiled")
    huge(
        "doubling_cancelled",
        "twenty-eight doublings, averaged away afterwards by an operation",
        doubling(28),
        "uncompiled",
    )
    huge(
        "while_for_ever",
        "a fori_loop of 10**15 steps is in the graph",
        put(
            "config",
            "layers",
            2,
            obj(
                "ForiLoop",
                {"name": "sin", "lower": 0, "upper": 10**15, "body_fun": fun("keras.ops.abs")},
                "keras.src.ops.core",
                name="sin",
                inbound_nodes=config_nodes(),
            ),
        ),
        "ops",
    )
    huge("dilation", "a dilation rate of 2**31 in a Conv1D", conv_dilation, "conv1d")


def conv_dilation(value: Json) -> None:
    """Blow up the dilation of a convolution."""
    item = next(one for one in value["config"]["layers"] if one["class_name"] == "Conv1D")
    item["config"].update(dilation_rate=[1 << 31], padding="same")


amplification_predict()
