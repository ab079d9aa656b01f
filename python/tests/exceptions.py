"""Values for arguments whose type alone is not enough, looked up by `Class.argument:type` down to `argument`."""

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
    "Embedding.input_dim": 8,
    "ReversibleEmbedding.input_dim": 8,
    "EinsumDense.equation": "ab,bc->ac",
    "EinsumDense.output_shape:shape": [2],
    "EinsumDense.output_shape:int": 4,
    "Discretization.bin_boundaries": [0.5, 0.75],
    "Permute.dims": [2, 1, 3],
    "Reshape.target_shape": [2, 3],
    "Pipeline.layers": [{"call": "keras.layers.Dense", "with": {"units": ["int", 3]}}],
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
    "JaxLayer.call_fn": "tripled",
    "JaxLayer.init_fn": "started",
}

# Arguments that Keras declares optional but needs.
NEEDED: dict[str, dict[str, Any]] = {
    "application": {"weights": ["none", None]},
    "CategoryEncoding": {"num_tokens": ["int", 8]},
    "Discretization": {"bin_boundaries": ["double*", [0.25, 0.5]]},
}

# Further arguments that an argument needs, or, with None, excludes.
BESIDE: dict[str, dict[str, Any]] = {
    "Discretization.num_bins": {"bin_boundaries": None},
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

# Attribute in which an object stores an argument.
KEPT: dict[str, str] = {
    "CSVLogger.separator": "sep",
    "IntegerLookup.vocabulary": "get_vocabulary",
    "StringLookup.vocabulary": "get_vocabulary",
    "TextVectorization.vocabulary": "get_vocabulary",
    "TensorBoard.profile_batch": "_start_batch",
    "JaxLayer.seed": "seed_generator._initial_seed",
    "SimpleRNN.seed": "cell.seed",
    "ModelCheckpoint.initial_value_threshold": "best",
    "OrbaxCheckpoint.initial_value_threshold": "best",
}

# Arguments without effect: they have a single value, or Keras does not pass them on.
ONE_VALUE = {"Resizing.fill_mode", "IntegerLookup.vocabulary_dtype", "SimpleRNN.activity_regularizer"}
if keras.backend.backend() == "jax":
    ONE_VALUE.add("TensorBoard.profile_batch")

# Row shapes of the layers that work in a Sequential on numbers.
_SHAPES: dict[tuple[int, ...], str] = {
    (6,): "Activation ActivityRegularization AlphaDropout BatchNormalization CategoryEncoding Dense Discretization Dropout ELU"
    " EinsumDense Embedding Flatten GaussianDropout GaussianNoise Identity Lambda LayerNormalization LeakyReLU Masking"
    " Normalization PReLU Pipeline RMSNormalization ReLU RepeatVector Rescaling Reshape ReversibleEmbedding Softmax"
    " SpectralNormalization UnitNormalization",
    (4096,): "MelSpectrogram",
    (600, 1): "STFTSpectrogram",
    (4, 32): "GroupNormalization",
    (4, 3): "AdaptiveAveragePooling1D AdaptiveMaxPooling1D AveragePooling1D Bidirectional Conv1D Conv1DTranspose Cropping1D"
    " DepthwiseConv1D GRU GlobalAveragePooling1D GlobalMaxPooling1D LSTM MaxNumBoundingBoxes MaxPooling1D RNN SeparableConv1D"
    " SimpleRNN SpatialDropout1D TimeDistributed UpSampling1D ZeroPadding1D",
    (8, 8, 3): "AdaptiveAveragePooling2D AdaptiveMaxPooling2D AugMix AutoContrast AveragePooling2D CenterCrop Conv2D"
    " ContrastLimitedAdaptiveHistogramEqualization Conv2DTranspose ConvLSTM1D Cropping2D CutMix DepthwiseConv2D"
    " GlobalAveragePooling2D GlobalMaxPooling2D MaxPooling2D MixUp Permute RandAugment RandomBrightness"
    " RandomColorDegeneration RandomColorJitter RandomContrast RandomElasticTransform RandomErasing RandomFlip"
    " RandomGaussianBlur RandomGrayscale RandomHue RandomInvert RandomPerspective RandomPosterization RandomRotation"
    " RandomSaturation RandomSharpness RandomShear RandomTranslation RandomZoom Resizing SeparableConv2D Solarization"
    " SpatialDropout2D UpSampling2D ZeroPadding2D",
    (4, 4, 4, 3): "AdaptiveAveragePooling3D AdaptiveMaxPooling3D AveragePooling3D Conv3D Conv3DTranspose ConvLSTM2D Cropping3D"
    " GlobalAveragePooling3D GlobalMaxPooling3D MaxPooling3D SpatialDropout3D UpSampling3D ZeroPadding3D",
    (3, 4, 4, 4, 2): "ConvLSTM3D",
}
SHAPES = {name: shape for shape, names in _SHAPES.items() for name in names.split()}

# Layers that do not, with the reason.
_ALONE: dict[str, str] = {
    "joins several inputs": "Add Average Concatenate Dot Maximum Minimum Multiply Subtract",
    "looks at a second input": "AdditiveAttention Attention GroupQueryAttention MultiHeadAttention",
    "a step of RNN": "GRUCell LSTMCell SimpleRNNCell StackedRNNCells",
    "takes texts or whole numbers": "HashedCrossing Hashing IntegerLookup StringLookup TextVectorization",
    "calls a model of TensorFlow": "TFSMLayer",
    "calls a function of JAX": "JaxLayer",
    "Keras makes a cycle of it in a model": "Equalization",
    "predicts in another shape than it tells": "RandomCrop",
}
ALONE = {name: reason for reason, names in _ALONE.items() for name in names.split()}

# Dtypes of rows that are not real numbers.
NUMBERS = {"Embedding": "int32", "ReversibleEmbedding": "int32", "CategoryEncoding": "int32", "Rescaling": "uint8"}
