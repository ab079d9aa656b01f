"""Configurations that call what no network is made of."""

from .configs import both, evil_lambda, fun, gadget, insert, lam, lay, layer, marshalled, obj, option, stateless


def lambdas() -> None:
    """Lambda in every disguise."""
    stateless("lambda_marshal", "a Lambda layer has marshalled Python code", lam(evil_lambda()))
    legacy = {
        "class_name": "Lambda",
        "config": {"name": "old", "function": [marshalled(), None, None], "function_type": "lambda"},
    }
    stateless("lambda_legacy", "a Lambda in the legacy format, without a module, with code in a list", legacy)
    nameless = {"class_name": "Lambda", "config": {"name": "old", "function": evil_lambda()}}
    stateless("lambda_no_module", "a Lambda without a module key, read by the legacy path", nameless)
    stateless(
        "lambda_internal",
        "a Lambda by its internal module keras.src.layers.core.lambda_layer",
        lam(evil_lambda()) | {"module": "keras.src.layers.core.lambda_layer"},
    )
    stateless(
        "lambda_shape",
        "a Lambda whose output_shape is marshalled code, its function being keras.ops.abs",
        lam(fun("keras.ops.abs"), output_shape=evil_lambda()),
    )
    stateless("lambda_mask", "a Lambda whose mask is marshalled code", lam(fun("keras.ops.abs"), mask=evil_lambda()))
    stateless("lambda_distributed", "a Lambda inside TimeDistributed", lay("TimeDistributed", layer=lam(evil_lambda())))
    stateless(
        "lambda_pipeline",
        "a Lambda in the layers of a preprocessing Pipeline",
        lay("Pipeline", layers=[lam(evil_lambda())]),
    )
    stateless(
        "lambda_registered",
        "a Lambda that says it is Dense, with registered_name Lambda and an empty module",
        lam(evil_lambda()) | {"class_name": "Dense", "module": "", "registered_name": "Lambda"},
    )
    inner = obj("Sequential", {"name": "in", "layers": [lam(evil_lambda())]}, "keras")
    stateless("lambda_nested", "a Lambda two Sequentials deep", obj("Sequential", {"name": "out", "layers": [inner]}, "keras"))
    stateless(
        "lambda_in_arguments",
        "a Lambda with a harmless function and a marshalled one among its arguments",
        lam(fun("keras.ops.clip"), arguments={"x_min": evil_lambda(), "x_max": 1}),
    )
    gadget(
        "lambda_in_build",
        "marshalled code in the build_config of a Dense",
        layer(1, "build_config", {"input_shape": [None, 8], "extra": evil_lambda()}),
    )
    gadget(
        "lambda_in_dtype",
        "the dtype of a Dense is a policy map that holds a Lambda",
        option(
            1,
            "dtype",
            obj(
                "DTypePolicyMap",
                {"default_policy": "float32", "policy_map": {".*": lam(evil_lambda())}},
                "keras.dtype_policies",
            ),
        ),
    )
    gadget(
        "lambda_shared",
        "a Lambda is hidden as the shared object that a Dense refers to by its id",
        both(insert(2, lam(evil_lambda()) | {"shared_object_id": 7}), layer(1, "shared_object_id", 7)),
    )


def functions() -> None:
    """Functions of the API in places that call them."""
    stateless("fn_set_floatx", "a Lambda calls keras.config.set_floatx at load", lam(fun("keras.config.set_floatx")))
    stateless("fn_set_backend", "a Lambda calls keras.config.set_backend", lam(fun("keras.config.set_backend")))
    stateless(
        "fn_plot_model",
        "a Lambda calls keras.utils.plot_model with to_file, which writes a file",
        lam(fun("keras.utils.plot_model"), arguments={"to_file": "/tmp/keras_blind.png"}),
    )
    stateless(
        "fn_mobilenet",
        "a Lambda calls keras.applications.mobilenet_v2.MobileNetV2 with weights from a path or the network",
        lam(fun("keras.applications.mobilenet_v2.MobileNetV2"), arguments={"weights": "imagenet"}),
    )
    stateless(
        "fn_dataset",
        "a Lambda calls keras.datasets.mnist.load_data, which downloads",
        lam(fun("keras.datasets.mnist.load_data")),
    )
    stateless(
        "fn_file_editor",
        "a Lambda calls the class keras.saving.KerasFileEditor, which opens a file",
        lam(fun("keras.saving.KerasFileEditor")),
    )
    stateless(
        "fn_get_file",
        "a Lambda calls keras.utils.get_file with an origin",
        lam(fun("keras.utils.get_file"), arguments={"origin": "http://127.0.0.1:9/x"}),
    )
    stateless(
        "fn_legacy_deserialize",
        "a Lambda calls keras.legacy.saving.deserialize_keras_object",
        lam(fun("keras.legacy.saving.deserialize_keras_object")),
    )
    stateless("fn_layers_deserialize", "a Lambda calls keras.layers.deserialize", lam(fun("keras.layers.deserialize")))
    stateless(
        "fn_directory_iterator",
        "a Lambda calls the legacy DirectoryIterator, which reads a directory",
        lam(fun("keras._legacy.preprocessing.image.DirectoryIterator")),
    )
    stateless(
        "fn_distribution",
        "a Lambda calls keras.distribution.initialize, which opens a connection",
        lam(fun("keras.distribution.initialize"), arguments={"job_addresses": "127.0.0.1:9"}),
    )
    stateless("fn_legacy_eval", "a Lambda calls keras._legacy.backend.eval", lam(fun("keras._legacy.backend.eval")))
    stateless("fn_string", "a Lambda whose function is a bare string", lam("system"))
    stateless(
        "activation_function",
        "an Activation layer whose function is keras.config.set_dtype_policy",
        lay("Activation", activation=fun("keras.config.set_dtype_policy")),
    )
    gadget(
        "activation_class",
        "the activation of a Dense is an embedded Dense layer with a Lambda in it",
        option(1, "activation", lay("TimeDistributed", layer=lam(evil_lambda()))),
    )
    gadget("activation_os", "the activation of a Dense is os.system", option(1, "activation", fun("os.system")))
    gadget(
        "activation_builtin",
        "the activation of a Dense is builtins.exec",
        option(1, "activation", fun("builtins.exec")),
    )
    gadget("activation_lambda", "the activation of a Dense is marshalled code", option(1, "activation", evil_lambda()))
    gadget(
        "activation_unknown",
        "the activation of a Dense is a name that Keras does not have",
        option(1, "activation", "mypackage>evil"),
    )
    gadget(
        "initializer_get_file",
        "the kernel initializer is keras.utils.get_file",
        option(1, "kernel_initializer", fun("keras.utils.get_file")),
    )
    gadget(
        "initializer_dataset",
        "the kernel initializer is keras.datasets.cifar10.load_data",
        option(1, "kernel_initializer", fun("keras.datasets.cifar10.load_data")),
    )
    gadget(
        "regularizer_fn",
        "the kernel regularizer is keras.config.disable_interactive_logging",
        option(1, "kernel_regularizer", fun("keras.config.disable_interactive_logging")),
    )
    gadget(
        "constraint_fn",
        "the kernel constraint is keras.utils.clear_session",
        option(1, "kernel_constraint", fun("keras.utils.clear_session")),
    )
    gadget("dtype_fn", "the dtype of a Dense is a function", option(1, "dtype", fun("keras.config.dtype_policy")))
    gadget("dtype_traversal", "the dtype of a Dense is int8_from_../../x", option(1, "dtype", "int8_from_../../x"))
    gadget(
        "quantization_gptq",
        "a Dense has a GPTQ quantisation with a dataset and a tokenizer by name",
        option(
            1,
            "quantization_config",
            obj("GPTQConfig", {"dataset": "/etc/passwd", "tokenizer": "evil/repo", "weight_bits": 4}, "keras.quantizers"),
        ),
    )


lambdas()
functions()
