"""Networks of the zoo: those of Keras' own examples, with few units."""

from collections.abc import Callable
from typing import Any

import keras
from keras import ops

L = keras.layers

KINDS: dict[str, Callable[[], Any]] = {}

Make = Callable[[], Any]


def kind(*arguments: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers a function that builds a model under its name, once, or once for each of the arguments."""

    def register(make: Callable[..., Any]) -> Callable[..., Any]:
        if not arguments:
            KINDS[make.__name__] = make
        for at, argument in enumerate(arguments):
            KINDS[f"{make.__name__}_{at + 1}"] = lambda argument=argument: make(argument)
        return make

    return register


def conv(x: Any, filters: int, size: int = 3, strides: int = 1, activation: str = "relu") -> Any:
    x = L.Conv2D(filters, size, strides=strides, padding="same", use_bias=False)(x)
    return L.Activation(activation)(L.BatchNormalization()(x))


def encoder(x: Any, heads: int = 2, size: int = 4, mask: Any = None) -> Any:
    """Returns the output of a transformer's encoder block."""
    y = L.MultiHeadAttention(heads, size, dropout=0.1)(x, x, attention_mask=mask)
    x = L.LayerNormalization(epsilon=1e-6)(x + L.Dropout(0.1)(y))
    y = L.Dense(x.shape[-1])(L.Dense(16, activation="gelu")(x))
    return L.LayerNormalization(epsilon=1e-6)(L.Add()([x, y]))


# Vision.


@kind((12, 12, 1), (None, None, 1))
def mnist_convnet(shape: Any) -> Any:
    return keras.Sequential(
        [
            keras.Input(shape),
            L.Conv2D(4, 3, activation="relu"),
            L.MaxPooling2D(2),
            L.Conv2D(8, 3, activation="relu"),
            L.GlobalAveragePooling2D() if None in shape else L.Flatten(),
            L.Dropout(0.5),
            L.Dense(10, activation="softmax"),
        ]
    )


@kind((16, 16, 3), (None, None, 3))
def image_from_scratch(shape: Any) -> Any:
    i = keras.Input(shape)
    x = conv(L.Rescaling(1.0 / 255)(i), 4, strides=2)
    before = x
    for size in (4, 6):
        for _ in range(2):
            x = L.BatchNormalization()(L.SeparableConv2D(size, 3, padding="same")(L.Activation("relu")(x)))
        x = L.MaxPooling2D(3, strides=2, padding="same")(x)
        x = L.add([x, L.Conv2D(size, 1, strides=2, padding="same")(before)])
        before = x
    x = L.GlobalAveragePooling2D()(x)
    return keras.Model(i, L.Dense(1)(L.Dropout(0.25)(x)))


@kind()
def vision_transformer() -> Any:
    i = keras.Input((8, 8, 3))
    patches = ops.image.extract_patches(i, (4, 4))
    x = L.Dense(8)(ops.reshape(patches, (-1, 4, 48)))
    x = x + L.Embedding(4, 8)(ops.expand_dims(ops.arange(4), 0))
    x = encoder(encoder(x))
    return keras.Model(i, L.Dense(5)(L.Flatten()(L.LayerNormalization()(x))))


@kind((8, 8, 3), (None, None, 3))
def conv_mixer(shape: Any) -> Any:
    i = keras.Input(shape)
    x = L.BatchNormalization()(L.Activation("gelu")(L.Conv2D(6, 2, strides=2)(L.Rescaling(1 / 255)(i))))
    for _ in range(2):
        y = L.BatchNormalization()(L.Activation("gelu")(L.DepthwiseConv2D(3, padding="same")(x)))
        x = L.BatchNormalization()(L.Activation("gelu")(L.Conv2D(6, 1)(L.Add()([y, x]))))
    return keras.Model(i, L.Dense(4, activation="softmax")(L.GlobalAvgPool2D()(x)))


@kind()
def mlp_mixer() -> Any:
    i = keras.Input((16, 8))
    x = L.LayerNormalization()(i)
    y = L.Permute((2, 1))(L.Dense(16, activation="gelu")(L.Permute((2, 1))(x)))
    x = L.Add()([i, y])
    x = x + L.Dense(8)(L.Dense(12, activation="gelu")(L.LayerNormalization()(x)))
    return keras.Model(i, L.Dense(3)(L.GlobalAveragePooling1D()(x)))


@kind((16, 16, 3), (None, None, 3))
def unet(shape: Any) -> Any:
    if None in shape:
        i = keras.Input(shape)
        x = conv(i, 4)
        return keras.Model(i, L.Conv2D(2, 1, activation="softmax")(conv(L.UpSampling2D()(L.MaxPooling2D(padding="same")(x)), 4)))
    i = keras.Input(shape)
    kept, x = [], i
    for size in (4, 6):
        x = conv(conv(x, size), size)
        kept.append(x)
        x = L.MaxPooling2D()(x)
    for size, skip in zip((6, 4), reversed(kept), strict=True):
        x = L.Concatenate()([L.Conv2DTranspose(size, 2, strides=2)(x), skip])
        x = conv(x, size)
    return keras.Model(i, L.Conv2D(3, 1, activation="softmax", padding="same")(x))


@kind()
def deeplab() -> Any:
    i = keras.Input((16, 16, 3))
    low = conv(i, 4, strides=2)
    x = conv(low, 6, strides=2)
    pooled = L.UpSampling2D((4, 4), interpolation="bilinear")(L.Conv2D(4, 1)(L.AveragePooling2D(4)(x)))
    rates = [L.Conv2D(4, 3, dilation_rate=rate, padding="same")(x) for rate in (1, 2, 3)]
    x = L.Conv2D(4, 1)(L.Concatenate()([pooled, *rates]))
    x = L.UpSampling2D(2, interpolation="bilinear")(x)
    x = L.Concatenate()([x, L.Conv2D(2, 1)(low)])
    return keras.Model(i, L.Conv2D(3, 1)(L.UpSampling2D(2, interpolation="bilinear")(x)))


@kind(2, 3)
def super_resolution(factor: int) -> Any:
    i = keras.Input((None, None, 1))
    x = L.Conv2D(4, 5, padding="same", kernel_initializer="orthogonal", activation="relu")(i)
    x = L.Conv2D(factor**2, 3, padding="same")(x)
    return keras.Model(i, L.UpSampling2D(factor, interpolation="nearest")(x))


@kind((None, None, 3), (16, 16, 3))
def low_light(shape: Any) -> Any:
    i = keras.Input(shape)
    one = L.Conv2D(4, 3, activation="relu", padding="same")(i)
    two = L.Conv2D(4, 3, activation="relu", padding="same")(one)
    three = L.Conv2D(4, 3, activation="relu", padding="same")(L.Concatenate(axis=-1)([one, two]))
    curve = L.Conv2D(3, 3, activation="tanh", padding="same")(three)
    return keras.Model(i, i + curve * (ops.square(i) - i))


@kind((None, None, 3), (8, 8, 3))
def denoising_autoencoder(shape: Any) -> Any:
    i = keras.Input(shape)
    x = L.MaxPooling2D(padding="same")(L.Conv2D(4, 3, activation="relu", padding="same")(i))
    x = L.Conv2DTranspose(4, 3, strides=2, activation="relu", padding="same")(x)
    return keras.Model(i, L.Conv2D(3, 3, activation="sigmoid", padding="same")(x))


def part(a: int, b: int, name: str) -> Any:
    """Returns a model of one Dense layer."""
    i = keras.Input((a,))
    return keras.Model(i, L.Dense(b, activation="tanh")(i), name=name)


@kind()
def autoencoder() -> Any:
    i = keras.Input((6,))
    return keras.Model(i, part(3, 6, "decoder")(part(6, 3, "encoder")(i)))


@kind()
def autoencoder_of_sequentials() -> Any:
    i = keras.Input((6,))
    inner = [keras.Sequential([keras.Input((a,)), L.Dense(b)], name=f"part_{b}") for a, b in ((6, 3), (3, 6))]
    return keras.Model(i, inner[1](inner[0](i)))


@kind()
def autoencoder_within_a_sequential() -> Any:
    return keras.Sequential([keras.Input((6,)), part(6, 3, "encoder"), part(3, 6, "decoder")])


@kind()
def convolutional_autoencoder() -> Any:
    i = keras.Input((8, 8, 1))
    code = L.Dense(3)(L.Flatten()(L.Conv2D(2, 3, strides=2, padding="same", activation="relu")(i)))
    front = keras.Model(i, code, name="encoder")
    z = keras.Input((3,))
    back = keras.Model(z, L.Conv2DTranspose(1, 3, strides=2, padding="same")(L.Reshape((4, 4, 2))(L.Dense(32)(z))), name="decoder")
    x = keras.Input((8, 8, 1))
    return keras.Model(x, back(front(x)))


@kind()
def siamese_pair() -> Any:
    a, b, tower = keras.Input((4,), name="a"), keras.Input((4,), name="b"), part(4, 3, "tower")
    return keras.Model([a, b], [tower(a), tower(b)])


@kind()
def siamese_contrastive() -> Any:
    i = keras.Input((8, 8, 1))
    tower = keras.Model(i, L.Dense(4, activation="tanh")(L.Flatten()(L.AveragePooling2D(2)(L.Conv2D(2, 3, activation="tanh")(i)))))
    a, b = keras.Input((8, 8, 1)), keras.Input((8, 8, 1))
    one, two = tower(a), tower(b)
    distance = ops.sqrt(ops.maximum(ops.sum(ops.square(one - two), axis=1, keepdims=True), 1e-7))
    return keras.Model([a, b], L.Dense(1, activation="sigmoid")(L.BatchNormalization()(distance)))


@kind()
def siamese_triplet() -> Any:
    tower = part(5, 3, "embedding")
    anchor, same, other = (keras.Input((5,), name=name) for name in ("anchor", "positive", "negative"))
    near = ops.sum(ops.square(tower(anchor) - tower(same)), -1)
    far = ops.sum(ops.square(tower(anchor) - tower(other)), -1)
    return keras.Model([anchor, same, other], [near, far])


@kind()
def shared_encoder_two_heads() -> Any:
    a, b, tower = keras.Input((4,), name="a"), keras.Input((4,), name="b"), part(4, 3, "tower")
    return keras.Model([a, b], [part(3, 1, "first")(tower(a)), part(3, 2, "second")(tower(b))])


@kind()
def encoder_of_two_outputs() -> Any:
    i = keras.Input((4,))
    inner = keras.Model(i, [L.Dense(2, name="mean")(i), L.Dense(2, name="spread")(i)], name="inner")
    x = keras.Input((4,))
    mean, spread = inner(x)
    return keras.Model(x, [spread, mean, mean + spread])


@kind()
def model_in_model_in_model() -> Any:
    inner = part(3, 3, "inner")
    i = keras.Input((3,))
    middle = keras.Model(i, inner(inner(i)), name="middle")
    x = keras.Input((3,))
    return keras.Model(x, middle(middle(part(3, 3, "first")(x))))


@kind()
def model_of_dicts() -> Any:
    a, b = keras.Input((2,), name="a"), keras.Input((3,), name="b")
    joined = L.Concatenate()([a, b])
    inner = keras.Model({"a": a, "b": b}, {"v": L.Dense(2, name="v")(joined), "u": L.Dense(1, name="u")(joined)}, name="inner")
    x, y = keras.Input((2,), name="x"), keras.Input((3,), name="y")
    made = inner({"a": x, "b": y})
    return keras.Model({"x": x, "y": y}, {"out": L.Dense(1, name="out")(made["v"]), "u": made["u"]})


@kind()
def submodel_as_output_twice() -> Any:
    i, inner = keras.Input((4,)), part(4, 4, "inner")
    return keras.Model(i, [inner(inner(i)), inner(i)])


@kind()
def distilled_student() -> Any:
    return keras.Sequential(
        [
            keras.Input((12, 12, 1)),
            L.Conv2D(4, 3, strides=2, padding="same"),
            L.LeakyReLU(negative_slope=0.2),
            L.MaxPooling2D(2, strides=1, padding="same"),
            L.Flatten(),
            L.Dense(10),
        ],
        name="student",
    )


@kind(5, None)
def next_frame(frames: Any) -> Any:
    i = keras.Input((frames, 6, 6, 1))
    x = L.ConvLSTM2D(2, 3, padding="same", return_sequences=True, activation="relu")(i)
    x = L.ConvLSTM2D(2, 1, padding="same", return_sequences=True, activation="relu")(L.BatchNormalization()(x))
    return keras.Model(i, L.Conv3D(1, 3, activation="sigmoid", padding="same")(x))


@kind(5, None)
def video_classifier(frames: Any) -> Any:
    features, mask = keras.Input((frames, 6)), keras.Input((frames,), dtype="bool")
    del mask
    x = L.GRU(4, return_sequences=True)(L.Masking()(features))
    return keras.Model(features, L.Dense(3, activation="softmax")(L.Dense(4, activation="relu")(L.Dropout(0.4)(L.GRU(3)(x)))))


@kind()
def video_cnn_rnn() -> Any:
    frame = keras.Sequential([keras.Input((8, 8, 3)), L.Conv2D(3, 3, activation="relu"), L.GlobalAveragePooling2D()])
    i = keras.Input((None, 8, 8, 3))
    return keras.Model(i, L.Dense(2)(L.LSTM(4)(L.TimeDistributed(frame)(i))))


@kind()
def conv3d_scans() -> Any:
    i = keras.Input((8, 8, 8, 1))
    x = L.BatchNormalization()(L.MaxPool3D(2)(L.Conv3D(2, 3, activation="relu")(i)))
    return keras.Model(i, L.Dense(1, activation="sigmoid")(L.Dropout(0.3)(L.GlobalAveragePooling3D()(x))))


@kind(8, None)
def point_net(points: Any) -> Any:
    i = keras.Input((points, 3))
    x = L.Activation("relu")(L.BatchNormalization(momentum=0.0)(L.Conv1D(6, 1)(i)))
    transform = L.Reshape((3, 3))(L.Dense(9, bias_initializer="ones")(L.GlobalMaxPooling1D()(x)))
    x = L.Dot(axes=(2, 1))([i, transform])
    return keras.Model(i, L.Dense(4, activation="softmax")(L.GlobalMaxPooling1D()(L.Conv1D(6, 1)(x))))


@kind(16, None)
def captcha_reader(width: Any) -> Any:
    i = keras.Input((width, 8, 1), name="image")
    x = L.MaxPooling2D(2)(L.Conv2D(4, 3, activation="relu", padding="same")(i))
    x = L.Reshape((-1, 16))(x)
    x = L.Bidirectional(L.LSTM(4, return_sequences=True, dropout=0.25))(L.Dense(6, activation="relu")(x))
    return keras.Model(i, L.Dense(7, activation="softmax", name="dense2")(x))


@kind((16, 16, 3), (None, None, 3))
def feature_pyramid(shape: Any) -> Any:
    i = keras.Input(shape)
    c3 = conv(i, 4, strides=2)
    c4 = conv(c3, 4, strides=2)
    up = L.UpSampling2D(2)(L.Conv2D(4, 1)(c4)) if None not in shape else L.Conv2DTranspose(4, 2, 2)(c4)
    return keras.Model(i, [L.Conv2D(4, 3, padding="same", name="p3")(up), L.Conv2D(4, 3, padding="same", name="p4")(c4)])


@kind()
def keypoints() -> Any:
    i = keras.Input((16, 16, 3))
    x = L.SeparableConv2D(4, 3, activation="relu")(L.Dropout(0.3)(conv(i, 4, strides=2)))
    return keras.Model(i, L.SeparableConv2D(6, 6, activation="sigmoid")(x))


@kind()
def nerf() -> Any:
    i = keras.Input((10, 6))
    x = i
    for at in range(4):
        x = L.Dense(8, activation="relu")(x)
        x = L.concatenate([x, i], axis=-1) if at == 2 else x
    return keras.Model(i, L.Dense(4)(x))


@kind()
def augmented_transfer() -> Any:
    i = keras.Input((32, 32, 3))
    x = keras.Sequential([L.RandomFlip("horizontal"), L.RandomRotation(0.1), L.RandomZoom(0.1), L.RandomContrast(0.1)])(i)
    base = keras.applications.MobileNetV2((32, 32, 3), alpha=0.35, weights=None, include_top=False)
    base.trainable = False
    x = base(L.Rescaling(1 / 127.5, offset=-1)(x), training=False)
    return keras.Model(i, L.Dense(1)(L.Dropout(0.2)(L.GlobalAveragePooling2D()(x))))


@kind()
def transfer_of_any_size() -> Any:
    base = keras.applications.MobileNetV3Small((None, None, 3), weights=None, include_top=False, minimalistic=True, alpha=0.75)
    i = keras.Input((None, None, 3))
    return keras.Model(i, L.Dense(2)(L.GlobalAveragePooling2D()(base(L.UpSampling2D(6)(i)))))


@kind()
def captioning_encoder() -> Any:
    base = keras.applications.MobileNetV2((32, 32, 3), alpha=0.35, weights=None, include_top=False)
    return keras.Model(base.input, L.Reshape((-1, base.output.shape[-1]))(base.output))


@kind()
def captioning_decoder() -> Any:
    image, words = keras.Input((None, 8), name="image"), keras.Input((None,), dtype="int32", name="words")
    x = L.Embedding(20, 8, mask_zero=True)(words)
    x = L.LayerNormalization()(x + L.MultiHeadAttention(2, 4)(x, x, use_causal_mask=True))
    x = L.LayerNormalization()(x + L.MultiHeadAttention(2, 4)(query=x, value=image, key=image))
    return keras.Model([image, words], L.Dense(20, activation="softmax")(x))


# Language, as numbers of tokens.


@kind(6, None)
def text_convolution(length: Any) -> Any:
    i = keras.Input((length,), dtype="int64")
    x = L.Dropout(0.5)(L.Embedding(20, 6)(i))
    x = L.Conv1D(4, 3, padding="valid", activation="relu", strides=2)(x)
    x = L.Dense(4, activation="relu")(L.GlobalMaxPooling1D()(x))
    return keras.Model(i, L.Dense(1, activation="sigmoid", name="predictions")(x))


@kind(7, None)
def imdb_bidirectional(length: Any) -> Any:
    i = keras.Input((length,), dtype="int32")
    x = L.Bidirectional(L.LSTM(3, return_sequences=True))(L.Embedding(20, 4)(i))
    return keras.Model(i, L.Dense(1, activation="sigmoid")(L.Bidirectional(L.LSTM(3))(x)))


@kind(L.LSTM, L.GRU, L.SimpleRNN)
def masked_sequence(layer: Any) -> Any:
    i = keras.Input((None,), dtype="int32")
    return keras.Model(i, L.Dense(2)(layer(4)(L.Embedding(20, 4, mask_zero=True)(i))))


@kind(L.LSTM, L.GRU, L.SimpleRNN)
def sequence_of_numbers(layer: Any) -> Any:
    return keras.Sequential([keras.Input((None, 8)), layer(4, return_sequences=True), layer(3), L.Dense(1)])


@kind("sum", "concat", "mul", "ave")
def merged_directions(mode: str) -> Any:
    i = keras.Input((None, 5))
    return keras.Model(i, L.Bidirectional(L.GRU(3, return_sequences=True), merge_mode=mode)(i))


@kind(8, None)
def text_transformer(length: Any) -> Any:
    i = keras.Input((length,), dtype="int32")
    x = L.Embedding(20, 8)(i)
    if length:
        x = x + L.Embedding(length, 8)(ops.arange(length))
    return keras.Model(i, L.Dense(2, activation="softmax")(L.Dropout(0.1)(L.GlobalAveragePooling1D()(encoder(x)))))


@kind()
def positions_of_any_length() -> Any:
    i = keras.Input((None,), dtype="int32")
    positions = ops.cumsum(ops.ones_like(i), axis=-1) - 1
    x = L.Embedding(20, 8)(i) + L.Embedding(64, 8)(positions)
    return keras.Model(i, L.Dense(20)(encoder(x)))


@kind()
def mini_gpt() -> Any:
    i = keras.Input((None,), dtype="int32")
    x = L.Embedding(20, 8)(i)
    for _ in range(2):
        x = L.LayerNormalization()(x + L.MultiHeadAttention(2, 4)(x, x, use_causal_mask=True))
        x = L.LayerNormalization()(x + L.Dense(8)(L.Dense(16, "relu")(x)))
    return keras.Model(i, L.Dense(20)(x))


@kind(L.LSTM, L.GRU)
def seq2seq(layer: Any) -> Any:
    left, right = keras.Input((None, 5), name="source"), keras.Input((None, 6), name="target")
    _, *states = layer(4, return_state=True)(left)
    made, *_ = layer(4, return_sequences=True, return_state=True)(right, initial_state=states)
    return keras.Model([left, right], L.Dense(6, activation="softmax")(made))


@kind(L.LSTM, L.GRU)
def seq2seq_encoder(layer: Any) -> Any:
    i = keras.Input((None, 5))
    _, *states = layer(4, return_state=True)(i)
    return keras.Model(i, states)


@kind()
def seq2seq_decoder() -> Any:
    i, h, c = keras.Input((None, 6), name="i"), keras.Input((4,), name="h"), keras.Input((4,), name="c")
    made, *states = L.LSTM(4, return_sequences=True, return_state=True)(i, initial_state=[h, c])
    return keras.Model([i, h, c], [L.Dense(6, activation="softmax")(made), *states])


@kind()
def outputs_with_states() -> Any:
    i = keras.Input((5, 3))
    made, state = L.GRU(4, return_sequences=True, return_state=True)(i)
    return keras.Model(i, [made, state])


@kind()
def translation_transformer() -> Any:
    source, target = keras.Input((None,), dtype="int32", name="source"), keras.Input((None,), dtype="int32", name="target")
    coded = encoder(L.Embedding(20, 8, mask_zero=True)(source))
    x = L.Embedding(20, 8, mask_zero=True)(target)
    x = L.LayerNormalization()(x + L.MultiHeadAttention(2, 4)(query=x, value=x, key=x, use_causal_mask=True))
    x = L.LayerNormalization()(x + L.MultiHeadAttention(2, 4)(query=x, value=coded, key=coded))
    return keras.Model([source, target], L.Dense(20, activation="softmax")(L.Dropout(0.5)(x)))


@kind()
def translation_of_nested_parts() -> Any:
    tokens = keras.Input((None,), dtype="int32", name="tokens")
    front = keras.Model(tokens, encoder(L.Embedding(20, 8)(tokens)), name="encoder")
    words, coded = keras.Input((None,), dtype="int32", name="words"), keras.Input((None, 8), name="coded")
    x = L.Embedding(20, 8)(words)
    back = keras.Model([words, coded], L.Dense(20)(x + L.MultiHeadAttention(2, 4)(x, coded)), name="decoder")
    a, b = keras.Input((None,), dtype="int32", name="a"), keras.Input((None,), dtype="int32", name="b")
    return keras.Model([a, b], back([b, front(a)]))


@kind()
def entity_tagger() -> Any:
    i = keras.Input((None,), dtype="int32")
    return keras.Model(i, L.Dense(5, activation="softmax")(encoder(L.Embedding(20, 8, mask_zero=True)(i))))


@kind()
def masked_language_model() -> Any:
    i = keras.Input((8,), dtype="int64")
    x = L.Embedding(20, 8)(i) + L.Embedding(8, 8)(ops.arange(8))
    return keras.Model(i, L.Dense(20, activation="softmax", name="mlm")(encoder(x)))


@kind(7, None)
def addition_rnn(length: Any) -> Any:
    front = [keras.Input((length, 12)), L.LSTM(6), L.RepeatVector(4), L.LSTM(6, return_sequences=True)]
    return keras.Sequential([*front, L.Dense(12, activation="softmax")])


@kind()
def semantic_similarity() -> Any:
    ids, kept = keras.Input((None,), dtype="int32", name="ids"), keras.Input((None,), dtype="int32", name="attention")
    x = encoder(L.Embedding(20, 8)(ids), mask=ops.expand_dims(ops.cast(kept, "bool"), 1))
    x = L.Bidirectional(L.LSTM(4, return_sequences=True))(x)
    x = L.concatenate([L.GlobalAveragePooling1D()(x), L.GlobalMaxPooling1D()(x)])
    return keras.Model([ids, kept], L.Dense(3, activation="softmax")(L.Dropout(0.3)(x)))


@kind()
def multi_label() -> Any:
    return keras.Sequential([keras.Input((30,)), L.Dense(8, "relu"), L.Dense(4, "relu"), L.Dense(6, "sigmoid")])


@kind(L.Attention, L.AdditiveAttention)
def attention_over_steps(layer: Any) -> Any:
    i = keras.Input((None, 6))
    states = L.GRU(4, return_sequences=True)(i)
    seen, scores = layer()([states, states], return_attention_scores=True)
    return keras.Model(i, [L.Dense(2)(L.GlobalAveragePooling1D()(seen)), scores])


@kind()
def character_generator() -> Any:
    i = keras.Input((10, 12))
    model = keras.Model(i, L.Dense(12, activation="softmax")(L.LSTM(6)(i)))
    model.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.RMSprop(learning_rate=0.01))
    return model


# Tables.


@kind()
def fraud() -> Any:
    model = keras.Sequential([keras.Input((12,)), L.Dense(8, "relu"), L.Dropout(0.3), L.Dense(1, "sigmoid")])
    metrics = [keras.metrics.FalseNegatives(name="fn"), keras.metrics.Precision(name="precision")]
    model.compile(optimizer=keras.optimizers.Adam(1e-2), loss="binary_crossentropy", metrics=metrics)
    return model


@kind()
def wide_and_deep() -> Any:
    given = {name: keras.Input((1,), name=name) for name in ("age", "hours", "gain")}
    wide = L.BatchNormalization()(L.concatenate(list(given.values())))
    deep = L.Dropout(0.1)(L.ReLU()(L.BatchNormalization()(L.Dense(6)(wide))))
    return keras.Model(given, L.Dense(1, activation="sigmoid")(L.concatenate([wide, deep])))


@kind()
def cross_network() -> Any:
    i = keras.Input((6,))
    x = i
    for _ in range(2):
        x = i * L.Dense(6)(x) + x
    return keras.Model(i, L.Dense(3, activation="softmax")(L.BatchNormalization()(x)))


@kind()
def tab_transformer() -> Any:
    codes, numbers = keras.Input((4,), dtype="int32", name="codes"), keras.Input((3,), name="numbers")
    x = L.Flatten()(encoder(L.Embedding(10, 8)(codes)))
    return keras.Model([codes, numbers], L.Dense(1, activation="sigmoid")(L.concatenate([x, L.LayerNormalization()(numbers)])))


@kind()
def gated_residual() -> Any:
    i = keras.Input((6,))
    x = L.Dropout(0.2)(L.Dense(6)(L.Dense(6, activation="elu")(i)))
    return keras.Model(i, L.Dense(1)(L.LayerNormalization()(i + L.Dense(6)(x) * L.Dense(6, activation="sigmoid")(x))))


@kind()
def recommender() -> Any:
    user, movie = keras.Input((1,), dtype="int32", name="user"), keras.Input((1,), dtype="int32", name="movie")
    sizes = {"embeddings_initializer": "he_normal", "embeddings_regularizer": keras.regularizers.L2(1e-6)}
    one, two = L.Flatten()(L.Embedding(10, 4, **sizes)(user)), L.Flatten()(L.Embedding(9, 4, **sizes)(movie))
    bias = L.Flatten()(L.Embedding(10, 1)(user)) + L.Flatten()(L.Embedding(9, 1)(movie))
    return keras.Model([user, movie], ops.sigmoid(L.Dot(axes=1)([one, two]) + bias))


@kind(4, None)
def behaviour_sequence(length: Any) -> Any:
    history, target = keras.Input((length,), dtype="int32", name="history"), keras.Input((1,), dtype="int32", name="target")
    table = L.Embedding(12, 8, name="movies")
    x = L.Concatenate(axis=1)([table(history), table(target)])
    return keras.Model([history, target], L.Dense(1)(L.GlobalAveragePooling1D()(encoder(x))))


@kind()
def prepared_features() -> Any:
    i = keras.Input((2,))
    scaled = L.Normalization(mean=[1.0, 2.0], variance=[1.0, 4.0])(i)
    bins = L.CategoryEncoding(4, output_mode="multi_hot")(L.Discretization([0.2, 0.5, 0.8])(i))
    return keras.Model(i, L.Dense(1)(L.Concatenate()([scaled, bins])))


@kind()
def mixture_of_experts() -> Any:
    i = keras.Input((6,))
    gate = ops.expand_dims(L.Softmax()(L.Dense(3)(i)), -1)
    experts = ops.stack([L.Dense(4, "relu")(i) for _ in range(3)], axis=1)
    return keras.Model(i, L.Dense(1)(ops.sum(gate * experts, axis=1)))


@kind()
def multi_gate() -> Any:
    i = keras.Input((6,))
    shared = L.Dense(4, activation="relu", name="bottom")(i)
    model = keras.Model(i, {"click": L.Dense(1, "sigmoid", name="click")(shared), "buy": L.Dense(1, name="buy")(shared)})
    model.compile("adam", {"click": "binary_crossentropy", "buy": "mse"}, metrics={"buy": ["mae"]})
    return model


# Series.


@kind(6, None)
def weather(steps: Any) -> Any:
    i = keras.Input((steps, 4))
    model = keras.Model(i, L.Dense(1)(L.LSTM(5)(i)))
    model.compile(optimizer="adam", loss="mse")
    return model


@kind((12, 1), (None, 1))
def anomaly_autoencoder(shape: Any) -> Any:
    i = keras.Input(shape)
    x = L.Conv1D(4, 3, padding="same", strides=2, activation="relu")(i)
    x = L.Conv1D(2, 3, padding="same", strides=2, activation="relu")(L.Dropout(0.2)(x))
    x = L.Conv1DTranspose(2, 3, padding="same", strides=2, activation="relu")(x)
    x = L.Conv1DTranspose(4, 3, padding="same", strides=2, activation="relu")(L.Dropout(0.2)(x))
    return keras.Model(i, L.Conv1DTranspose(1, 3, padding="same")(x))


@kind(12, None)
def series_convolution(steps: Any) -> Any:
    x = i = keras.Input((steps, 1))
    for _ in range(2):
        x = L.ReLU()(L.BatchNormalization()(L.Conv1D(4, 3, padding="same")(x)))
    return keras.Model(i, L.Dense(2, activation="softmax")(L.GlobalAveragePooling1D()(x)))


@kind(10, None)
def series_transformer(steps: Any) -> Any:
    i = keras.Input((steps, 2))
    x = L.MultiHeadAttention(2, 3)(i, i) + i
    x = L.Conv1D(2, 1)(L.Conv1D(4, 1, activation="relu")(L.LayerNormalization()(x))) + x
    return keras.Model(i, L.Dense(3)(L.GlobalAveragePooling1D(data_format="channels_last")(x)))


@kind(1, 2, 4)
def causal_network(rate: int) -> Any:
    i = keras.Input((None, 3))
    x = L.Conv1D(4, 2, padding="causal", dilation_rate=rate, activation="relu")(i)
    return keras.Model(i, L.Conv1D(1, 1)(L.LayerNormalization()(x)))


@kind()
def forecast_with_two_horizons() -> Any:
    series, known = keras.Input((None, 3), name="series"), keras.Input((4,), name="known")
    x = L.concatenate([L.GRU(4)(series), known])
    return keras.Model([series, known], [L.Dense(1, name="near")(x), L.Dense(3, name="far")(x)])


@kind()
def stacked_cells() -> Any:
    cells = [L.LSTMCell(3), L.GRUCell(3), L.SimpleRNNCell(2)]
    return keras.Sequential([keras.Input((None, 4)), L.RNN(cells), L.Dense(1)])


@kind()
def padded_series() -> Any:
    return keras.Sequential([keras.Input((None, 3)), L.Masking(0.0), L.LSTM(4), L.Dense(1)])


@kind()
def distributed_steps() -> Any:
    i = keras.Input((None, 4))
    return keras.Model(i, L.TimeDistributed(L.Dense(2))(L.Bidirectional(L.LSTM(3, return_sequences=True))(i)))


@kind()
def series_of_a_model() -> Any:
    i = keras.Input((None, 4))
    return keras.Model(i, L.GRU(2)(L.TimeDistributed(part(4, 3, "step"))(i)))


# Generation.


@kind()
def vae_encoder() -> Any:
    i = keras.Input((8, 8, 1))
    x = L.Dense(8, activation="relu")(L.Flatten()(L.Conv2D(2, 3, strides=2, padding="same", activation="relu")(i)))
    return keras.Model(i, [L.Dense(2, name="z_mean")(x), L.Dense(2, name="z_log_var")(x)], name="encoder")


@kind()
def vae_decoder() -> Any:
    i = keras.Input((2,))
    x = L.Reshape((4, 4, 2))(L.Dense(32, activation="relu")(i))
    return keras.Model(i, L.Conv2DTranspose(1, 3, strides=2, activation="sigmoid", padding="same")(x), name="decoder")


@kind()
def gan_generator() -> Any:
    front = [keras.Input((6,)), L.Dense(32), L.LeakyReLU(negative_slope=0.2), L.Reshape((4, 4, 2))]
    return keras.Sequential([*front, L.Conv2DTranspose(3, 4, strides=2, padding="same"), L.Conv2D(1, 7, padding="same")])


@kind()
def gan_discriminator() -> Any:
    front = [keras.Input((8, 8, 1)), L.Conv2D(3, 4, strides=2, padding="same"), L.LeakyReLU(negative_slope=0.2)]
    return keras.Sequential([*front, L.GlobalMaxPooling2D(), L.Dense(1)])


@kind()
def gan_of_both() -> Any:
    i = keras.Input((6,))
    return keras.Model(i, gan_discriminator()(gan_generator()(i)))


@kind()
def conditional_generator() -> Any:
    noise, label = keras.Input((6,), name="noise"), keras.Input((1,), dtype="int32", name="label")
    x = L.Multiply()([noise, L.Flatten()(L.Embedding(10, 6)(label))])
    return keras.Model([noise, label], L.Reshape((4, 4, 1))(L.Dense(16, activation="tanh")(x)))


@kind((None, None, 3), (16, 16, 3))
def cycle_generator(shape: Any) -> Any:
    i, small = keras.Input(shape), keras.initializers.RandomNormal(0.0, 0.02, seed=1)
    x = L.Conv2D(4, 3, padding="same", kernel_initializer=small, use_bias=False)(i)
    x = L.Activation("relu")(L.GroupNormalization(groups=-1, gamma_initializer=small)(x))
    y = L.GroupNormalization(groups=2, gamma_initializer=small)(L.Conv2D(4, 3, padding="same", kernel_initializer=small)(x))
    return keras.Model(i, L.Conv2D(3, 7, padding="same", activation="tanh", kernel_initializer=small)(L.add([x, y])))


@kind()
def patch_discriminator() -> Any:
    a, b = keras.Input((None, None, 3), name="a"), keras.Input((None, None, 3), name="b")
    x = L.LeakyReLU(0.2)(L.Conv2D(4, 4, strides=2, padding="same")(L.Concatenate()([a, b])))
    return keras.Model([a, b], L.Conv2D(1, 4, strides=1, padding="same")(x))


@kind()
def diffusion_unet() -> Any:
    image, step = keras.Input((8, 8, 3), name="image"), keras.Input((1, 1, 1), name="variance")
    waves = ops.concatenate([ops.sin(step * 3.0), ops.cos(step * 3.0)], axis=-1)
    x = L.Concatenate()([L.Conv2D(4, 1)(image), L.UpSampling2D(8)(waves)])
    y = L.Conv2D(6, 3, padding="same", activation="swish")(L.BatchNormalization(center=False, scale=False)(x))
    return keras.Model([image, step], L.Conv2D(3, 1, kernel_initializer="zeros", bias_initializer="ones")(L.Add()([x, y])))


@kind()
def denoiser_with_time() -> Any:
    image, time = keras.Input((None, None, 3), name="image"), keras.Input((), dtype="int64", name="time")
    x = L.Conv2D(4, 3, padding="same")(image) + L.Dense(4)(L.Embedding(10, 4)(time))[:, None, None, :]
    return keras.Model([image, time], L.Conv2D(3, 3, padding="same")(keras.activations.swish(x)))


@kind()
def style_statistics() -> Any:
    i = keras.Input((None, None, 3))
    x = L.Conv2D(4, 3, activation="relu")(i)
    return keras.Model(i, {"mean": ops.mean(x, axis=(1, 2)), "std": ops.std(x, axis=(1, 2))})


# Sound.


@kind(16, None)
def speech_recognition(steps: Any) -> Any:
    i = keras.Input((steps, 12), name="spectrogram")
    x = L.Reshape((-1, 12, 1))(i)
    x = L.ReLU()(L.BatchNormalization()(L.Conv2D(2, (3, 5), strides=(2, 2), padding="same", use_bias=False)(x)))
    x = L.Reshape((-1, x.shape[-2] * x.shape[-1]))(x)
    x = L.Bidirectional(L.GRU(4, return_sequences=True, reset_after=True), name="gru")(x)
    return keras.Model(i, L.Dense(8, activation="softmax")(x))


@kind(32, None)
def speaker_recognition(samples: Any) -> Any:
    i = keras.Input((samples, 1))
    x = L.Conv1D(4, 3, padding="same")(L.Activation("relu")(L.Conv1D(4, 3, padding="same")(i)))
    x = L.MaxPool1D(2, 2)(L.Add()([x, L.Conv1D(4, 1, padding="same")(i)]))
    return keras.Model(i, L.Dense(3, activation="softmax")(L.GlobalAveragePooling1D()(L.AveragePooling1D(3, 3)(x))))


@kind()
def vocoder_generator() -> Any:
    i = keras.Input((None, 8))
    x = L.LeakyReLU()(L.Conv1DTranspose(4, 8, strides=4, padding="same")(L.Conv1D(6, 7, padding="same")(i)))
    x = L.Add()([x, L.Conv1D(4, 3, dilation_rate=3, padding="same")(x)])
    return keras.Model(i, L.Conv1D(1, 7, padding="same", activation="tanh")(x))


@kind()
def sound_transformer() -> Any:
    i = keras.Input((None, 8))
    x = L.Conv1D(8, 5, strides=2, padding="same", activation="relu")(i)
    return keras.Model(i, L.Dense(9)(encoder(x)))


@kind()
def spectrogram() -> Any:
    i = keras.Input((64, 1))
    return keras.Model(i, L.Dense(2)(L.Flatten()(L.STFTSpectrogram(frame_length=16, frame_step=8, fft_length=16)(i))))


# Play, and graphs of nodes.


@kind()
def actor_critic() -> Any:
    i = keras.Input((4,))
    common = L.Dense(8, activation="relu")(i)
    return keras.Model(i, [L.Dense(2, activation="softmax")(common), L.Dense(1)(common)])


@kind()
def deep_q_network() -> Any:
    i = keras.Input((4, 12, 12))
    x = L.Conv2D(3, 4, strides=2, activation="relu")(L.Permute((2, 3, 1))(i))
    return keras.Model(i, L.Dense(4, activation="linear")(L.Dense(8, activation="relu")(L.Flatten()(x))))


@kind()
def graph_convolution() -> Any:
    nodes, edges = keras.Input((None, 5), name="nodes"), keras.Input((None, None), name="edges")
    x = L.Dense(4, activation="gelu")(ops.matmul(ops.transpose(edges, (0, 2, 1)), L.Dense(4)(nodes)))
    return keras.Model([nodes, edges], L.Dense(3)(L.GlobalAveragePooling1D()(x)))


# Others that people save.


@kind("mixed_float16", "mixed_bfloat16", "float64", "bfloat16")
def other_precision(policy: str) -> Any:
    i = keras.Input((6,))
    return keras.Model(i, L.Dense(2, dtype="float32")(L.Dense(8, activation="relu", dtype=policy)(i)))


@kind("int8", "int4", "float8")
def quantized(mode: str) -> Any:
    model = keras.Sequential([keras.Input((8,)), L.Dense(8, "relu"), L.Dense(2)])
    model.quantize(mode)
    return model


@kind()
def quantized_embedding() -> Any:
    i = keras.Input((None,), dtype="int32")
    model = keras.Model(i, L.Dense(4)(L.Embedding(20, 8)(i)))
    model.quantize("int8")
    return model


@kind()
def low_rank_adapted() -> Any:
    i = keras.Input((None, 8))
    layer = L.EinsumDense("btd,df->btf", (None, 8))
    model = keras.Model(i, L.Dense(2)(layer(i)))
    layer.enable_lora(2)
    return model


@kind()
def fixed_batch() -> Any:
    return keras.Sequential([keras.Input(batch_shape=(4, 5)), L.Dense(3)])


@kind()
def stateful_lstm() -> Any:
    return keras.Sequential([keras.Input(batch_shape=(4, 5, 2)), L.LSTM(3, stateful=True), L.Dense(1)])


@kind()
def dictionaries() -> Any:
    given = {"b": keras.Input((2,), name="b"), "a": keras.Input((3,), name="a")}
    joined = L.Concatenate()(list(given.values()))
    return keras.Model(given, {"z": L.Dense(1, name="z")(joined), "y": L.Dense(2, name="y")(joined)})


@kind()
def list_of_one_output() -> Any:
    i = keras.Input((4,))
    return keras.Model([i], [L.Dense(2)(i)])


@kind()
def nested_lists_of_outputs() -> Any:
    i = keras.Input((4,))
    return keras.Model(i, [L.Dense(1)(i), [L.Dense(2)(i), L.Dense(3)(i)]])


@kind(1, [1], [1, 2])
def shared_slopes(axes: Any) -> Any:
    return keras.Sequential([keras.Input((4, 4, 2)), L.PReLU(shared_axes=axes, alpha_initializer="ones"), L.Flatten()])


@kind()
def operations() -> Any:
    i = keras.Input((None, 4))
    x = ops.where(i > 0.5, i, ops.zeros_like(i))
    x = ops.concatenate([ops.transpose(x, (0, 2, 1)), ops.flip(ops.transpose(i, (0, 2, 1)), axis=-1)], axis=1)
    return keras.Model(i, ops.softmax(ops.max(x, axis=-1)) / 2.0)


@kind()
def normalized_weights() -> Any:
    return keras.Sequential([keras.Input((5,)), L.SpectralNormalization(L.Dense(3)), L.UnitNormalization()])


@kind()
def several_lengths() -> Any:
    words, series = keras.Input((None,), dtype="int32", name="words"), keras.Input((None, 3), name="series")
    table = keras.Input((4,), name="table")
    x = L.concatenate([L.GRU(3)(L.Embedding(10, 4)(words)), L.LSTM(3)(series), table])
    return keras.Model([words, series, table], L.Dense(2)(x))


@kind()
def numbers_alone() -> Any:
    a, b = keras.Input((), name="a"), keras.Input((), dtype="int32", name="b")
    return keras.Model([a, b], [ops.add(a, ops.cast(b, "float32")), L.Dense(2)(ops.one_hot(b, 6))])


@kind()
def mask_of_booleans() -> Any:
    words, known = keras.Input((None, 3), name="words"), keras.Input((None,), dtype="bool", name="known")
    return keras.Model([words, known], L.Dense(1)(L.LSTM(3)(words, mask=known)))


@kind()
def bytes_of_pictures() -> Any:
    return keras.Sequential([keras.Input((4, 4, 1), dtype="uint8"), L.Rescaling(1 / 255.0), L.Flatten(), L.Dense(2)])


@kind()
def sequential_that_was_called() -> Any:
    model = keras.Sequential([L.Dense(3, "relu"), L.Dense(1)])
    model(ops.ones((2, 4)))
    return model


@kind()
def fixed_batch_of_two_inputs() -> Any:
    first, second = keras.Input(batch_shape=(4, None, 2), name="first"), keras.Input(batch_shape=(4, 3), name="second")
    return keras.Model([first, second], L.Dense(2)(L.concatenate([L.GRU(3)(first), second])))


@kind()
def classes_chosen() -> Any:
    i = keras.Input((6,))
    return keras.Model(i, ops.argmax(L.Dense(4)(i), axis=-1))


@kind()
def low_rank_trained() -> Any:
    layer = L.Dense(8, "relu")
    model = keras.Sequential([keras.Input((6,)), layer, L.Dense(1)])
    layer.enable_lora(2)
    model.compile("adam", "mse")
    model.fit(ops.ones((4, 6)), ops.ones((4, 1)), verbose=0)
    return model


@kind()
def masked_steps_distributed() -> Any:
    i = keras.Input((None,), dtype="int32")
    x = L.LSTM(3, return_sequences=True)(L.Embedding(9, 3, mask_zero=True)(i))
    return keras.Model(i, L.GlobalMaxPooling1D()(L.TimeDistributed(L.Dense(2))(x)))


@kind()
def layers_that_keras_does_not_export() -> Any:
    from keras.src.applications import convnext, inception_resnet_v2

    i = keras.Input((32, 32, 3))
    net = convnext.ConvNeXt([1, 1, 1, 1], [4, 6, 8, 6], 0.1, weights=None, input_shape=(32, 32, 3), include_top=False)
    x = inception_resnet_v2.CustomScaleLayer(0.2)([net(i), L.Conv2D(6, 32)(i)])
    return keras.Model(i, L.GlobalAveragePooling2D()(x))


@kind()
def parts_of_tensors() -> Any:
    i = keras.Input((None, 6))
    parts = [i[:, -1], i[:, ::2, 1:4], i[..., None], ops.cast(i[:, 0:1] > 0.5, "float32")]
    one, two, three = ops.split(i, 3, axis=-1)
    mean, spread = ops.moments(one - three, axes=[1])
    best, _ = ops.top_k(two[:, 0], 1)
    return keras.Model(i, [*parts, mean, spread, best])


@kind()
def states_of_both_directions() -> Any:
    i = keras.Input((None, 4))
    _, *states = L.Bidirectional(L.LSTM(3, return_state=True))(i)
    return keras.Model(i, [L.Bidirectional(L.LSTM(3, return_sequences=True))(i, initial_state=states), states[0]])
