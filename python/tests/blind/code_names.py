"""Configurations with names that are paths, and classes from elsewhere."""

import base64
import copy
import pickle

from .configs import both, evil_lambda, fun, gadget, lam, lay, layer, obj, option, put, stateless, swap


def names() -> None:
    """Modules, registered names and custom classes."""
    gadget("module_os", "a layer is the class _Environ of the module os", layer(1, "module", "os"))
    gadget(
        "module_main",
        "a layer is a custom class of __main__",
        swap(3, obj("Evil", {"name": "evil"}, "__main__", registered_name="evil>Evil")),
    )
    gadget(
        "module_null",
        "a layer is a registered custom class with module null",
        swap(3, obj("Evil", {"name": "evil"}, None, registered_name="evil>Evil")),
    )
    gadget(
        "module_hub",
        "a layer is of keras_hub, which would be imported",
        swap(3, lay("ReversibleEmbedding", "keras_hub.src.layers.modeling.reversible_embedding")),
    )
    gadget(
        "module_test",
        "a layer is a class of Keras' own tests, imported with their side effects",
        swap(3, lay("MyDense", "keras.src.saving.saving_lib_test")),
    )
    gadget(
        "module_antigravity",
        "a layer's module is keras.src.utils.code_stats, an import for its effect",
        swap(3, lay("X", "keras.src.utils.code_stats")),
    )
    gadget(
        "module_dots",
        "a layer's module is keras..layers with class core.dense.Dense",
        both(layer(1, "module", "keras..layers"), layer(1, "class_name", "core.dense.Dense")),
    )
    gadget("registered_builtin", "a Dense has registered_name evil>Dense", layer(1, "registered_name", "evil>Dense"))
    gadget("class_dunder", "a layer's class_name is __init__", layer(1, "class_name", "__init__"))
    gadget(
        "class_callback",
        "a layer is the callback keras.callbacks.BackupAndRestore",
        swap(3, obj("BackupAndRestore", {"backup_dir": "/tmp/keras_blind"}, "keras.callbacks")),
    )
    gadget(
        "class_scope",
        "a layer is keras.saving.CustomObjectScope",
        swap(3, obj("CustomObjectScope", {"custom_objects": {"Dense": "x"}}, "keras.saving")),
    )
    gadget("class_base", "a layer is the base class keras.Layer, with a name only", swap(3, lay("Layer", "keras")))
    gadget(
        "class_model",
        "a layer is keras.Model with made-up constructor arguments",
        swap(3, obj("Model", {"name": "x", "trainable": True, "evil": 1}, "keras")),
    )
    gadget(
        "root_function",
        "the document is a function",
        lambda v: (v.clear(), v.update(fun("keras.datasets.mnist.load_data"))),
    )
    gadget("root_lambda", "the document is a Lambda layer", lambda v: (v.clear(), v.update(lam(evil_lambda()))))
    gadget(
        "root_distiller",
        "the document is a Distiller whose teacher is the model",
        lambda v: v.update(
            obj(
                "Distiller",
                {"teacher": copy.deepcopy(v), "student": copy.deepcopy(v), "distillation_losses": []},
                "keras.distillation",
            )
        ),
    )
    gadget(
        "root_sklearn",
        "the document is a scikit-learn wrapper around the model",
        lambda v: v.update(obj("SKLearnClassifier", {"model": copy.deepcopy(v)}, "keras.wrappers")),
    )
    gadget(
        "root_custom",
        "the document is a custom subclass of Sequential",
        lambda v: v.update(class_name="EvilModel", module="evil", registered_name="evil>EvilModel"),
    )
    gadget(
        "custom_objects_key",
        "the configuration of the model has custom_objects",
        put("config", "custom_objects", {"Dense": fun("keras.datasets.mnist.load_data")}),
    )
    gadget(
        "unknown_option",
        "a Dense has an option that does not exist, with a class in it",
        option(1, "lora_hook", lam(evil_lambda())),
    )
    gadget("unknown_root_key", "the document has an unknown key that holds a Python lambda", put("hook", evil_lambda()))
    gadget(
        "feature_space",
        "a layer is a FeatureSpace with a lambda as its crossing",
        swap(3, obj("FeatureSpace", {"features": {"a": evil_lambda()}, "output_mode": "concat"}, "keras.utils")),
    )


def foreign() -> None:
    """Layers that read files or run foreign code."""
    stateless(
        "tfsm",
        "a TFSMLayer reads a SavedModel from a path",
        lay("TFSMLayer", filepath="/tmp/saved_model", call_endpoint="serve"),
    )
    picklet = {"class_name": "__bytes__", "config": {"value": base64.b64encode(pickle.dumps(print)).decode()}}
    stateless("torch_module", "a TorchModuleWrapper holds a pickle", lay("TorchModuleWrapper", module=picklet))
    stateless(
        "torch_internal",
        "a TorchModuleWrapper by its internal module",
        lay("TorchModuleWrapper", "keras.src.utils.torch_utils", module=picklet),
    )
    stateless(
        "jax_layer",
        "a JaxLayer has a function of the API as call_fn",
        lay("JaxLayer", call_fn=fun("keras.datasets.mnist.load_data"), init_fn=None, params=None, state=None, seed=1),
    )
    stateless("flax_layer", "a FlaxLayer has a custom module", lay("FlaxLayer", module=obj("Evil", {}, "evil"), method=None))
    stateless(
        "string_lookup",
        "a StringLookup has the vocabulary file /etc/passwd",
        lay("StringLookup", vocabulary="/etc/passwd", max_tokens=None),
    )
    stateless(
        "integer_lookup",
        "an IntegerLookup has a vocabulary file on the network",
        lay("IntegerLookup", vocabulary="gs://bucket/vocab.txt"),
    )
    stateless(
        "text_vectorization",
        "a TextVectorization has a vocabulary file and a function as standardize",
        lay("TextVectorization", vocabulary="/etc/hostname", standardize=fun("keras.utils.get_file")),
    )
    stateless(
        "text_split",
        "a TextVectorization has marshalled code as split",
        lay("TextVectorization", vocabulary=["a"], standardize=None, split=evil_lambda()),
    )
    stateless(
        "hidden_lookup",
        "a StringLookup with a vocabulary file is the layer of a TimeDistributed",
        lay("TimeDistributed", layer=lay("StringLookup", name="n", vocabulary="/etc/passwd")),
    )
    stateless(
        "rnn_cell",
        "an RNN has a Lambda among its stacked cells",
        lay("RNN", cell=lay("StackedRNNCells", name="c", cells=[lam(evil_lambda())])),
    )
    stateless(
        "normalization_ref",
        "a Normalization has a mean that is a function",
        lay("Normalization", mean=fun("keras.datasets.mnist.load_data"), variance=1.0),
    )


names()
foreign()
