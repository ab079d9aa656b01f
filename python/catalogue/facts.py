"""Facts that no signature contains: accepted types, names and ranges of arguments."""

# Arguments that users do not set: the data come with the call.
WITHHELD: dict[str, set[str]] = {
    "input": {"ragged", "tensor", "batch_shape"},
    "method": {"self", "x", "y"},
    "application": {"input_tensor"},
    "activation": {"x"},
}

# Arguments of a base class that the class itself rejects or sets to a fixed value.
UNUSED: dict[str, set[str]] = {
    **dict.fromkeys(("AutoContrast", "CenterCrop", "RandomFlip", "RandomShear", "RandomTranslation"), {"factor"}),
    **dict.fromkeys(("RandomZoom", "Resizing", "Solarization"), {"factor"}),
    **dict.fromkeys(("Embedding", "GroupNormalization", "LayerNormalization", "ReversibleEmbedding"), {"autocast"}),
}

# Types whose values Java cannot create, with the reason: their arguments are known but not offered.
FOREIGN: dict[str, str] = {
    "object": "an object of another Python package",
    "tensor": "weights go into a model that is built",
}

# type(s) -> arguments of that type, looked up as `Class.argument`, then `argument`, then by the last word.
# A star marks a list, {} a map from text, none Python's None where it is not the default. A Boolean default takes
# precedence over the second and third.
TYPES: dict[str, str] = {
    "activation layer": "activation",
    "activation none": "classifier_activation",
    "initializer": "initializer",
    "regularizer": "regularizer",
    "constraint": "constraint",
    "layer": "layer backward_layer",
    "layer*": "cells layers",
    "layer layer*": "cell",
    "optimizer": "optimizer inner_optimizer default_optimizer",
    "optimizer{}": "optimizer_map",
    "assignment": "MultiOptimizer.optimizer_map",
    "double schedule": "learning_rate",
    "loss": "loss",
    "metric*": "metrics weighted_metrics",
    "callback*": "callbacks",
    "quantization": "quantization_config",
    "quantizer none": "Int8QuantizationConfig.activation_quantizer",
    "quantizer": "weight_quantizer Int4QuantizationConfig.activation_quantizer",
    "weights": "class_weight",
    "bool": "sparse flash_attention",
    "int": "units filters input_dim output_dim seed lora_rank ema_overwrite_frequency gradient_accumulation_steps"
    " decay_steps first_decay_steps ignore_class num_labels num_classes num_bins num_tokens max_tokens max_number"
    " batch_size validation_batch_size steps_per_epoch validation_steps height width n head_dim num_query_heads"
    " num_key_value_heads num_heads key_dim value_dim sliding_window frame_step fft_length sequence_length"
    " output_sequence_length top_k class_id gptq_unpacked_column_size axis UpSampling1D.size"
    " IntegerLookup.mask_token IntegerLookup.oov_token AdaptiveAveragePooling1D.output_size AdaptiveMaxPooling1D.output_size",
    "int none": "block_size",
    "int int*": "kernel_size strides dilation_rate pool_size size output_size output_padding axes ngrams"
    " profile_batch salt"
    " Cropping1D.cropping RandomPosterization.factor ZeroPadding1D.padding validation_freq LayerNormalization.axis"
    " Softmax.axis UnitNormalization.axis"
    " MaxNorm.axis MinMaxNorm.axis UnitNorm.axis AbsMaxQuantizer.axis MultiHeadAttention.output_shape",
    "int int* none": "Normalization.axis",
    "int int* int**": "cropping ZeroPadding2D.padding ZeroPadding3D.padding",
    "int*": "dims shared_axes attention_axes input_axes output_axes target_class_ids tile_grid_size target_shape Dice.axis"
    " AbsMaxQuantizer.value_range"
    " Tversky.axis",
    "int* string": "IntegerLookup.vocabulary",
    "int string": "Hashing.mask_value",
    "shape int": "EinsumDense.output_shape",
    "int choice": "fit.verbose",
    "shape": "shape output_shape",
    "shape callable": "Lambda.output_shape",
    "double": "rate stddev lora_alpha weight_decay clipnorm clipvalue global_clipnorm loss_scale_factor decay_rate"
    " initial_learning_rate warmup_target min_delta max_value baseline fill_value logit_soft_cap max_freq threshold recall"
    " precision specificity sensitivity initial_value_threshold label_smoothing adam_lr_ratio VarianceScaling.scale"
    " OrthogonalRegularizer.factor ReduceLROnPlateau.factor RandomGrayscale.factor RandomPerspective.scale"
    " default_value b",
    "double double*": "factor sigma scale offset thresholds Normalization.mean Normalization.variance"
    " CategoricalFocalCrossentropy.alpha",
    "double*": "value_range bin_boundaries idf_weights boundaries values label_weights loss_weights AUC.thresholds",
    "double{}": "renorm_clipping",
    "string": "dtype name equation bias_axes encoding oov_token monitor filename separator backup_dir directory filepath root"
    " path field log_dir call_endpoint call_training_endpoint StringLookup.mask_token reverse_dtype output_dtype",
    "string none": "weights",
    "string double* none": "window",
    "string*": "exclude_layers native_serialization_platforms",
    "string* string": "vocabulary",
    "string{}": "headers",
    "string string{}": "embeddings_metadata",
    "choice bool": "use_cudnn jit_compile",
    "choice int": "save_freq update_freq",
    "choice int bool": "BackupAndRestore.save_freq",
    "choice none": "merge_mode standardize split scaling",
    "any{}": "arguments",
    "callable": "fn function call_fn init_fn mask schedule on_epoch_begin on_epoch_end on_train_begin on_train_end"
    " on_train_batch_begin on_train_batch_end method",
    "object": "module variables params state validation_data sample_weight",
    "tensor": "Embedding.weights ReversibleEmbedding.weights Bidirectional.weights",
}

# Last words that determine the type: `bias_initializer` is an initializer.
LAST_WORDS = {"activation", "initializer", "regularizer", "constraint", "factor", "shape"}

# Accepted names of an argument with a fixed set of names, looked up in the same way.
CHOICES: dict[str, str] = {
    "padding": "valid same",
    "Conv1D.padding": "valid same causal",
    "data_format": "channels_last channels_first",
    "reduction": "sum_over_batch_size sum mean mean_with_sample_weight none",
    "score_mode": "dot concat",
    "interpolation": "nearest bilinear",
    "Resizing.interpolation": "nearest bilinear bicubic lanczos3 lanczos5",
    "UpSampling2D.interpolation": "nearest bilinear bicubic lanczos3 lanczos5",
    "fill_mode": "reflect wrap constant nearest",
    "RandomElasticTransform.fill_mode": "reflect wrap constant nearest mirror",
    "Resizing.fill_mode": "constant",
    "merge_mode": "sum mul concat ave",
    "output_mode": "int one_hot multi_hot count",
    "CategoryEncoding.output_mode": "one_hot multi_hot count",
    "HashedCrossing.output_mode": "int one_hot",
    "IntegerLookup.output_mode": "int one_hot multi_hot count tf_idf",
    "StringLookup.output_mode": "int one_hot multi_hot count tf_idf",
    "TextVectorization.output_mode": "int multi_hot count tf_idf",
    "oov_method": "floormod farmhash",
    "vocabulary_dtype": "int64",
    "standardize": "lower_and_strip_punctuation lower strip_punctuation",
    "split": "whitespace character",
    "scaling": "density spectrum",
    "bounding_box_format": "xyxy yxyx xywh center_xywh center_yxhw rel_xyxy rel_yxyx rel_xywh rel_center_xywh",
    "mode": "auto min max",
    "RandomFlip.mode": "horizontal vertical horizontal_and_vertical",
    "STFTSpectrogram.mode": "log magnitude psd real imag angle stft",
    "VarianceScaling.mode": "fan_in fan_out fan_avg",
    "OrthogonalRegularizer.mode": "rows columns",
    "distribution": "truncated_normal untruncated_normal uniform",
    "side": "real imag",
    "curve": "ROC PR",
    "summation_method": "interpolation minoring majoring",
    "average": "micro macro weighted",
    "class_aggregation": "uniform_average variance_weighted_average",
    "pooling": "avg max",
    "save_freq": "epoch",
    "update_freq": "epoch batch",
    "use_cudnn": "auto",
    "fit.verbose": "auto",
    "jit_compile": "auto",
}

# Accepted interval of a number (or of each number of a list), looked up like a type.
RANGES: dict[str, str] = {
    "[1, inf)": "Input.shape units filters input_dim output_dim kernel_size strides dilation_rate"
    " pool_size groups lora_rank decay_steps first_decay_steps epochs batch_size validation_batch_size"
    " steps_per_epoch validation_steps validation_freq steps_per_execution"
    " ema_overwrite_frequency num_labels num_classes num_bins num_tokens max_number height width n head_dim"
    " num_query_heads num_key_value_heads num_heads key_dim value_dim sliding_window frame_step frame_length"
    " output_size size top_k k depth_multiplier power_iterations ns_steps output_sequence_length bins"
    " max_to_keep sequence_stride num_mel_bins sampling_rate tile_grid_size",
    "[2, inf)": "gradient_accumulation_steps num_thresholds",
    "[0, inf)": "learning_rate initial_learning_rate end_learning_rate epsilon stddev l1 l2 MaxNorm.max_value"
    " ReLU.max_value patience cooldown start_from_epoch initial_epoch weight_decay warmup_target warmup_steps decay_rate"
    " min_lr seed class_weight cropping Cropping1D.cropping",
    "[-1, inf)": "GroupNormalization.groups block_size",
    "(0, inf)": "clipnorm clipvalue global_clipnorm loss_scale_factor delta",
    "[0, 1]": "rate dropout recurrent_dropout momentum renorm_momentum rho beta_1 beta_2"
    " ema_momentum label_smoothing CosineDecay.alpha BinaryAccuracy.threshold thresholds recall precision specificity"
    " sensitivity EarlyStopping.verbose ReduceLROnPlateau.verbose dropout_rate RandomGrayscale.factor",
    "(0, 1)": "ReduceLROnPlateau.factor q",
    "[0, 1)": "validation_split",
    "[0, 2]": "fit.verbose",
    "[1, 8]": "RandomPosterization.factor",
}

# Kinds whose objects Keras also resolves by name, as in `loss="mse"`, with the module that lists them.
NAMED: dict[str, str] = {
    "activation": "keras.src.activations",
    "constraint": "keras.src.constraints",
    "initializer": "keras.src.initializers",
    "loss": "keras.src.losses",
    "metric": "keras.src.metrics",
    "optimizer": "keras.src.optimizers",
    "regularizer": "keras.src.regularizers",
}

# Names of metrics that Keras accepts besides those of its classes and functions.
METRIC_NAMES = ("acc", "accuracy", "ce", "crossentropy")

# Layers whose inputs are a list, with the number of them: some also take a single one.
JOINS: dict[str, str] = {
    **dict.fromkeys(("Add", "Average", "Concatenate", "Maximum", "Minimum", "Multiply"), "[2, inf)"),
    **dict.fromkeys(("Dot", "Subtract", "HashedCrossing"), "[2, 2]"),
    **dict.fromkeys(("AdditiveAttention", "Attention"), "[2, 3]"),
    **dict.fromkeys(("Identity", "JaxLayer", "Lambda", "TFSMLayer"), "[1, inf)"),
}

# Call arguments that are the first input where they are not given: self-attention.
REPEATED = {
    "AdditiveAttention.inputs",
    "Attention.inputs",
    "GroupQueryAttention.value",
    "MultiHeadAttention.value",
}

# type(s) of call arguments, looked up as `Class.argument`, then `argument`. A block stands for its result.
CALL_TYPES: dict[str, str] = {
    **dict.fromkeys(("value", "key", "query_mask", "value_mask", "key_mask", "attention_mask"), "block"),
    **dict.fromkeys(("mask", "count_weights"), "block"),
    **dict.fromkeys(("AdditiveAttention.mask", "Attention.mask"), "block*"),
    "initial_state": "block block*",
    "RNN.initial_state": "block block* block**",
    "states": "block block*",
    "StackedRNNCells.states": "block* block**",
    **dict.fromkeys(("training", "return_attention_scores", "use_causal_mask", "reverse"), "bool"),
}
