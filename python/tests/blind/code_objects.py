"""Configurations that call things from the compilation and from the graph."""

from .cases import Json
from .configs import both, compiling, config_nodes, evil_lambda, fun, gadget, insert, lam, lay, layer, obj, option, put


def compile_gadgets() -> None:
    """compile_config: losses, metrics, optimizers, schedules and options."""
    gadget("loss_lambda", "the loss is marshalled code", compiling("loss", evil_lambda()))
    gadget("loss_os", "the loss is os.system", compiling("loss", fun("os.system")))
    gadget(
        "loss_fn",
        "the loss is keras.config.enable_traceback_filtering",
        compiling("loss", fun("keras.config.enable_traceback_filtering")),
    )
    gadget(
        "loss_wrapper",
        "the loss is a LossFunctionWrapper around keras.datasets.mnist.load_data",
        compiling(
            "loss",
            obj(
                "LossFunctionWrapper",
                {"fn": fun("keras.datasets.mnist.load_data"), "name": "x"},
                "keras.src.losses.losses",
            ),
        ),
    )
    gadget(
        "loss_custom",
        "the loss is a registered custom class",
        compiling("loss", obj("Loss", {"name": "x"}, None, registered_name="evil>Loss")),
    )
    gadget("loss_layer", "the loss is a Lambda layer", compiling("loss", lam(evil_lambda())))
    gadget(
        "metric_wrapper",
        "a metric is a MeanMetricWrapper around keras.utils.plot_model",
        compiling(
            "metrics",
            [
                obj(
                    "MeanMetricWrapper",
                    {"fn": fun("keras.utils.plot_model"), "name": "x", "dtype": "float32"},
                    "keras.metrics",
                )
            ],
        ),
    )
    gadget(
        "metric_lambda",
        "a weighted metric is marshalled code, two lists deep",
        compiling("weighted_metrics", [[evil_lambda()]]),
    )
    gadget("metric_custom", "a metric is the string of a custom function", compiling("metrics", ["evil>metric"]))
    gadget(
        "optimizer_custom",
        "the optimizer is a registered custom class",
        compiling("optimizer", obj("Adam", {}, "evil", registered_name="evil>Adam")),
    )
    gadget(
        "optimizer_rate_fn",
        "the learning rate is keras.datasets.cifar10.load_data, called at every step",
        compiling("optimizer", "config", "learning_rate", fun("keras.datasets.cifar10.load_data")),
    )
    gadget(
        "optimizer_rate_lambda",
        "the learning rate is marshalled code",
        compiling("optimizer", "config", "learning_rate", evil_lambda()),
    )
    schedule = obj("CosineDecay", {"initial_learning_rate": evil_lambda(), "decay_steps": 10}, "keras.optimizers.schedules")
    gadget(
        "optimizer_schedule",
        "a genuine schedule has marshalled code as its initial rate",
        compiling("optimizer", "config", "learning_rate", schedule),
    )
    wrapped = obj("LossScaleOptimizer", {"inner_optimizer": lam(evil_lambda()), "name": "x"}, "keras.optimizers")
    gadget(
        "optimizer_scaled",
        "a LossScaleOptimizer has a Lambda layer as its inner optimizer",
        compiling("optimizer", wrapped),
    )
    called = compiling("optimizer", "config", "optimizer_map", fun("keras.config.set_epsilon"))
    gadget("optimizer_map_fn", "the map of a MultiOptimizer is a function, which is called at load", called, "multi")
    gadget("compile_unknown", "compile_config has an unknown option with code", compiling("callbacks", [evil_lambda()]))
    gadget(
        "compile_eager",
        "compile_config says run_eagerly and steps_per_execution 10**9",
        both(compiling("run_eagerly", True), compiling("steps_per_execution", 10**9)),
    )
    gadget(
        "compile_nested",
        "a nested model has its own compile_config with a lambda as loss",
        insert(
            2,
            obj(
                "Sequential",
                {"name": "in", "layers": [lay("Identity")]},
                "keras",
                compile_config={"optimizer": "sgd", "loss": evil_lambda()},
            ),
        ),
    )
    gadget(
        "compile_layer",
        "a Dense layer has a compile_config",
        layer(1, "compile_config", {"optimizer": "sgd", "loss": evil_lambda()}),
    )


def graph_gadgets() -> None:
    """Functional graphs: what hides in nodes and operations."""
    node = ("config", "layers", 2, "inbound_nodes", 0)
    gadget(
        "node_kwargs",
        "the call of a layer has a keyword argument that is marshalled code",
        put(*node, "kwargs", {"mask": evil_lambda()}),
        "uncompiled",
    )
    gadget(
        "node_numpy",
        "the call of a layer has a __numpy__ of dtype object",
        lambda v: v["config"]["layers"][2]["inbound_nodes"][0]["args"].append(
            {"class_name": "__numpy__", "config": {"value": [[1], [2, 3]], "dtype": "object"}}
        ),
        "uncompiled",
    )
    gadget(
        "node_slice",
        "the call of a layer has a __slice__ with a function in it",
        lambda v: v["config"]["layers"][2]["inbound_nodes"][0]["args"].append(
            {"class_name": "__slice__", "config": {"start": fun("keras.utils.plot_model"), "stop": None, "step": None}}
        ),
        "uncompiled",
    )
    gadget(
        "node_typespec",
        "the call of a layer has a __typespec__",
        lambda v: v["config"]["layers"][2]["inbound_nodes"][0]["args"].append(
            {
                "class_name": "__typespec__",
                "spec_name": "TensorSpec",
                "module": "tensorflow",
                "registered_name": None,
                "config": [[1], "float32"],
            }
        ),
        "uncompiled",
    )
    gadget("op_map", "a Map operation is called with a function of the API to apply", graph_map, "ops")
    gadget(
        "op_while",
        "a layer is the WhileLoop operation with functions as its options",
        put(
            "config",
            "layers",
            2,
            obj(
                "WhileLoop",
                {"name": "sin", "cond": fun("keras.ops.isfinite"), "body": fun("keras.ops.abs")},
                "keras.src.ops.core",
                name="sin",
                inbound_nodes=config_nodes(),
            ),
        ),
        "ops",
    )
    gadget(
        "op_module",
        "an operation of the graph is an Operation subclass from keras.src.ops.function",
        put("config", "layers", 2, "module", "keras.src.ops.function"),
        "ops",
    )
    gadget(
        "tensor_constant",
        "an initializer is a Constant with a __tensor__ of a string dtype",
        option(
            1,
            "bias_initializer",
            obj(
                "Constant",
                {"value": {"class_name": "__tensor__", "config": {"value": "evil", "dtype": "string"}}},
                "keras.initializers",
            ),
        ),
    )


def graph_map(value: Json) -> None:
    """Turn the sine of the graph into Map(function, input)."""
    item = value["config"]["layers"][2]
    assert item["class_name"] == "Sin"
    item.update(module="keras.src.ops.core", class_name="Map", registered_name="Map")
    item["inbound_nodes"][0]["args"].insert(0, fun("keras.config.set_epsilon"))


compile_gadgets()
graph_gadgets()
