"""What a signature does not tell: which classes, which types, which values are in range."""

# kind -> (where the classes are, which of them)
INCLUDED: dict[str, tuple[str, str]] = {
    "input": ("keras", "Input"),
    "layer": (
        "keras.layers",
        "Activation BatchNormalization Conv2D Dense Dropout Embedding Flatten GaussianNoise"
        " GlobalAveragePooling2D LSTM LayerNormalization MaxPooling2D Rescaling Reshape",
    ),
    "optimizer": ("keras.optimizers", "Adam AdamW RMSprop SGD"),
    "schedule": ("keras.optimizers.schedules", "CosineDecay ExponentialDecay"),
    "loss": (
        "keras.losses",
        "BinaryCrossentropy CategoricalCrossentropy Huber MeanAbsoluteError MeanSquaredError SparseCategoricalCrossentropy",
    ),
    "metric": (
        "keras.metrics",
        "AUC BinaryAccuracy CategoricalAccuracy MeanAbsoluteError RootMeanSquaredError SparseCategoricalAccuracy",
    ),
    "callback": ("keras.callbacks", "EarlyStopping ReduceLROnPlateau TerminateOnNaN"),
    "initializer": ("keras.initializers", "GlorotUniform HeNormal Ones RandomNormal Zeros"),
    "regularizer": ("keras.regularizers", "L1 L1L2 L2"),
    "constraint": ("keras.constraints", "MaxNorm NonNeg UnitNorm"),
    "method": ("keras.Model", "compile fit"),
}

# What Keras takes through **kwargs, from the base class of the kind.
INHERITED: dict[str, dict[str, object]] = {"layer": {"trainable": True, "dtype": None}}

# Arguments that are not the user's: a layer is named after its block, the data come with the call.
WITHHELD: dict[str, set[str]] = {
    "input": {"ragged", "tensor", "batch_shape"},
    "layer": {"name", "weights"},
    "method": {"self", "x", "y"},
}

# The accepted types of an argument, where its default does not tell them. A star is a list.
# Looked up as `Class.argument`, then `argument`, then by the argument's last word.
TYPES: dict[str, str] = {
    "activation": "activation",
    "initializer": "initializer",
    "regularizer": "regularizer",
    "constraint": "constraint",
    "learning_rate": "double schedule",
    "units": "int",
    "filters": "int",
    "input_dim": "int",
    "output_dim": "int",
    "kernel_size": "int int*",
    "strides": "int int*",
    "dilation_rate": "int int*",
    "pool_size": "int int*",
    "axis": "int int*",
    "BatchNormalization.axis": "int",
    "BinaryCrossentropy.axis": "int",
    "CategoricalCrossentropy.axis": "int",
    "SparseCategoricalCrossentropy.axis": "int",
    "input_axes": "int*",
    "output_axes": "int*",
    "shape": "int*",
    "noise_shape": "int*",
    "target_shape": "int*",
    "rate": "double",
    "stddev": "double",
    "scale": "double double*",
    "BatchNormalization.scale": "bool",
    "LayerNormalization.scale": "bool",
    "offset": "double double*",
    "seed": "int",
    "dtype": "string",
    "name": "string",
    "lora_rank": "int",
    "lora_alpha": "double",
    "quantization_config": "",
    "renorm_clipping": "",
    "use_cudnn": "bool choice",
    "weight_decay": "double",
    "clipnorm": "double",
    "clipvalue": "double",
    "global_clipnorm": "double",
    "loss_scale_factor": "double",
    "ema_overwrite_frequency": "int",
    "gradient_accumulation_steps": "int",
    "initial_learning_rate": "double",
    "decay_steps": "int",
    "decay_rate": "double",
    "warmup_target": "double",
    "ignore_class": "int",
    "thresholds": "double*",
    "num_labels": "int",
    "label_weights": "double*",
    "min_delta": "double",
    "max_value": "double",
    "baseline": "double",
    "sparse": "bool",
    "batch_size": "int",
    "validation_batch_size": "int",
    "steps_per_epoch": "int",
    "validation_steps": "int",
    "validation_freq": "int int*",
    "fit.verbose": "int choice",
    "callbacks": "callback*",
    "validation_data": "",
    "sample_weight": "",
    "class_weight": "weights",
    "optimizer": "optimizer",
    "loss": "loss",
    "loss_weights": "double*",
    "metrics": "metric*",
    "weighted_metrics": "metric*",
    "jit_compile": "bool choice",
}

# The accepted names of an argument that takes one of a few.
CHOICES: dict[str, str] = {
    "padding": "valid same",
    "data_format": "channels_last channels_first",
    "reduction": "sum_over_batch_size sum mean mean_with_sample_weight none",
    "mode": "auto min max",
    "curve": "ROC PR",
    "summation_method": "interpolation minoring majoring",
    "use_cudnn": "auto",
    "fit.verbose": "auto",
    "jit_compile": "auto",
}

# The accepted interval of a number (or of each number of a list), looked up like a type.
RANGES: dict[str, str] = {
    "[1, inf)": "Input.shape units filters input_dim output_dim kernel_size strides dilation_rate"
    " pool_size groups lora_rank decay_steps epochs batch_size validation_batch_size"
    " steps_per_epoch validation_steps validation_freq steps_per_execution"
    " ema_overwrite_frequency num_labels",
    "[2, inf)": "gradient_accumulation_steps num_thresholds",
    "[0, inf)": "learning_rate initial_learning_rate epsilon stddev l1 l2 max_value patience"
    " cooldown start_from_epoch initial_epoch weight_decay warmup_target warmup_steps decay_rate"
    " min_lr seed class_weight",
    "(0, inf)": "clipnorm clipvalue global_clipnorm loss_scale_factor delta",
    "[0, 1]": "rate dropout recurrent_dropout momentum renorm_momentum rho beta_1 beta_2"
    " ema_momentum label_smoothing CosineDecay.alpha BinaryAccuracy.threshold thresholds"
    " EarlyStopping.verbose ReduceLROnPlateau.verbose",
    "(0, 1)": "factor",
    "[0, 1)": "validation_split",
    "[0, 2]": "fit.verbose",
}

# The kinds whose objects Keras also finds by name, as in `loss="mse"`, and where it lists them.
NAMED: dict[str, str] = {
    "activation": "keras.src.activations",
    "constraint": "keras.src.constraints",
    "initializer": "keras.src.initializers",
    "loss": "keras.src.losses",
    "metric": "keras.src.metrics",
    "optimizer": "keras.src.optimizers",
    "regularizer": "keras.src.regularizers",
}

# Names that Keras takes for a metric beside those of its classes and functions.
METRIC_NAMES = ("acc", "accuracy", "ce", "crossentropy")

# What a class is, in our words; the rest of the documentation is Keras'.
SUMMARIES: dict[str, str] = {
    "keras.Input": "The entrance of a network: the shape of one row.",
    "keras.layers.Activation": "Applies an activation function to each value.",
    "keras.layers.BatchNormalization": "Centres and scales each feature over the batch.",
    "keras.layers.Conv2D": "Slides learned two-dimensional filters over an image.",
    "keras.layers.Dense": "Connects each input with each unit: activation(inputs · kernel + bias).",
    "keras.layers.Dropout": "Sets a random part of the inputs to zero while training.",
    "keras.layers.Embedding": "Looks up a learned vector for each whole number.",
    "keras.layers.Flatten": "Makes one row of numbers of each input.",
    "keras.layers.GaussianNoise": "Adds zero-centred normal noise while training.",
    "keras.layers.GlobalAveragePooling2D": "Averages each channel of an image to one number.",
    "keras.layers.LSTM": "Reads a sequence with a long short-term memory.",
    "keras.layers.LayerNormalization": "Centres and scales the features of each row.",
    "keras.layers.MaxPooling2D": "Keeps the largest value of each window of an image.",
    "keras.layers.Rescaling": "Computes inputs * scale + offset.",
    "keras.layers.Reshape": "Gives each input another shape.",
    "keras.optimizers.Adam": "Gradient descent with adaptive first and second moments.",
    "keras.optimizers.AdamW": "Adam with weight decay apart from the gradient.",
    "keras.optimizers.RMSprop": "Gradient descent scaled by a running mean of squares.",
    "keras.optimizers.SGD": "Plain gradient descent, with momentum if asked for.",
    "keras.optimizers.schedules.CosineDecay": "Lowers the learning rate along a cosine.",
    "keras.optimizers.schedules.ExponentialDecay": "Lowers the learning rate exponentially.",
    "keras.losses.BinaryCrossentropy": "Cross-entropy of two classes.",
    "keras.losses.CategoricalCrossentropy": "Cross-entropy of one-hot classes.",
    "keras.losses.Huber": "Squared for small errors, linear for large ones.",
    "keras.losses.MeanAbsoluteError": "The mean of |y - prediction|.",
    "keras.losses.MeanSquaredError": "The mean of (y - prediction)².",
    "keras.losses.SparseCategoricalCrossentropy": "Cross-entropy of classes given by number.",
    "keras.metrics.AUC": "The area under the ROC or the precision-recall curve.",
    "keras.metrics.BinaryAccuracy": "How often a thresholded prediction is right.",
    "keras.metrics.CategoricalAccuracy": "How often the most probable one-hot class is right.",
    "keras.metrics.MeanAbsoluteError": "The mean of |y - prediction|.",
    "keras.metrics.RootMeanSquaredError": "The square root of the mean squared error.",
    "keras.metrics.SparseCategoricalAccuracy": "How often the most probable class, given by number, is right.",
    "keras.callbacks.EarlyStopping": "Ends training when a figure no longer improves.",
    "keras.callbacks.ReduceLROnPlateau": "Lowers the learning rate when a figure no longer improves.",
    "keras.callbacks.TerminateOnNaN": "Ends training when the loss is not a number.",
    "keras.initializers.GlorotUniform": "Uniform, scaled by the number of inputs and outputs.",
    "keras.initializers.HeNormal": "Normal, scaled by the number of inputs.",
    "keras.initializers.Ones": "All ones.",
    "keras.initializers.RandomNormal": "Normal with a given mean and standard deviation.",
    "keras.initializers.Zeros": "All zeros.",
    "keras.regularizers.L1": "Adds l1 * sum(|w|) to the loss.",
    "keras.regularizers.L1L2": "Adds l1 * sum(|w|) + l2 * sum(w²) to the loss.",
    "keras.regularizers.L2": "Adds l2 * sum(w²) to the loss.",
    "keras.constraints.MaxNorm": "Keeps the norm of each unit's weights below a value.",
    "keras.constraints.NonNeg": "Keeps weights from becoming negative.",
    "keras.constraints.UnitNorm": "Keeps the norm of each unit's weights at one.",
    "keras.Model.compile": "Says how a model learns.",
    "keras.Model.fit": "Trains a model.",
}

# Where keras.io describes a class: by kind, or for layers by the folder of the source.
PAGES: dict[str, str] = {
    "input": "layers/core_layers/input/",
    "optimizer": "optimizers/{lower}/",
    "schedule": "optimizers/learning_rate_schedules/{snake}/",
    "loss": "losses/",
    "metric": "metrics/",
    "callback": "callbacks/{snake}/",
    "initializer": "layers/initializers/#{lower}-class",
    "regularizer": "layers/regularizers/#{lower}-class",
    "constraint": "layers/constraints/#{lower}-class",
    "method": "models/model_training_apis/#{snake}-method",
    "core": "layers/core_layers/{file}/",
    "activations": "layers/core_layers/{file}/",
    "convolutional": "layers/convolution_layers/{convolution}/",
    "normalization": "layers/normalization_layers/{file}/",
    "pooling": "layers/pooling_layers/{file}/",
    "preprocessing": "layers/preprocessing_layers/image_preprocessing/{file}/",
    "regularization": "layers/regularization_layers/{file}/",
    "reshaping": "layers/reshaping_layers/{file}/",
    "rnn": "layers/recurrent_layers/{file}/",
}
