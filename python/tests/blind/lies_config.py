"""Files that are consistent but lie: in their configurations and graphs."""

from .cases import Edit, Json, liar
from .configs import compiling, insert, lay, layer, option, put, with_config


def lies_config() -> None:
    """Configurations that contradict the weights or themselves."""
    liar(
        "no_bias",
        "a Dense says it has no bias, the weights have one",
        lambda: with_config(option(1, "use_bias", False)),
    )
    liar("more_units", "the last Dense has 4 units, the weights have 3", lambda: with_config(option(4, "units", 4)))
    liar(
        "dtype_half",
        "a Dense says float16, its weights are float32",
        lambda: with_config(option(1, "dtype", "float16")),
    )
    liar(
        "input_width",
        "the input has 9 features, all else says 8",
        lambda: with_config(option(0, "batch_shape", [None, 9])),
    )
    liar(
        "build_width",
        "the build_config of a Dense says 9, the input has 8",
        lambda: with_config(layer(1, "build_config", {"input_shape": [None, 9]})),
    )
    liar("same_names", "two layers have the same name", lambda: with_config(option(2, "name", "dense")))
    liar(
        "layers_reordered",
        "two layers of the configuration are swapped",
        lambda: with_config(lambda v: v["config"]["layers"].insert(1, v["config"]["layers"].pop(2))),
    )
    liar(
        "two_input_layers",
        "a second InputLayer stands in the middle",
        lambda: with_config(insert(2, lay("InputLayer", batch_shape=[None, 5], dtype="float32"))),
    )
    liar(
        "no_layers",
        "the model has no layers, the weights are those of three",
        lambda: with_config(put("config", "layers", [])),
    )
    liar(
        "layers_object",
        "layers is an object, not a list",
        lambda: with_config(lambda v: v["config"].update(layers={"0": v["config"]["layers"]})),
    )
    liar("negative_batch", "the batch size of the input is -1", lambda: with_config(option(0, "batch_shape", [-1, 8])))
    liar(
        "loss_for_other",
        "the loss names an output that the model does not have",
        lambda: with_config(compiling("loss", {"nobody": "mse"}), "two_inputs"),
    )


def lies_graph() -> None:
    """Functional graphs that are none."""
    base = "two_inputs"
    liar("graph_cycle", "a layer takes its own output as its input", lambda: with_config(graph_cycle, "uncompiled"))
    liar(
        "graph_missing",
        "an output names a layer that is not there",
        lambda: with_config(put("config", "output_layers", ["ghost", 0, 0]), "uncompiled"),
    )
    liar(
        "graph_negative",
        "a node index is -1, which Python takes as the last",
        lambda: with_config(history(1, -1), "uncompiled"),
    )
    liar("graph_tensor", "a tensor index is 7", lambda: with_config(history(2, 7), "uncompiled"))
    liar(
        "graph_input",
        "input_layers names a Dense",
        lambda: with_config(put("config", "input_layers", ["dense", 0, 0]), "uncompiled"),
    )
    liar(
        "graph_unused",
        "an input is named twice and the other one not at all",
        lambda: with_config(put("config", "input_layers", [["first", 0, 0], ["first", 0, 0]]), base),
    )
    liar(
        "graph_shape",
        "a tensor of a call says another shape than it has",
        lambda: with_config(node_shape, "uncompiled"),
    )
    liar(
        "graph_names",
        "a layer's outer name is not the name in its configuration",
        lambda: with_config(layer(1, "name", "other"), "uncompiled"),
    )
    liar(
        "graph_twins",
        "two layers of the graph have the same outer name",
        lambda: with_config(put("config", "layers", 3, "name", "dense_1"), "uncompiled"),
    )
    liar(
        "graph_orphan",
        "a layer in the graph is never called",
        lambda: with_config(put("config", "layers", 2, "inbound_nodes", []), "uncompiled"),
    )


def history(index: int, number: int) -> Edit:
    """An edit of the history of the first tensor of the second layer's call."""
    place = ("config", "layers", 2, "inbound_nodes", 0, "args", 0, "config", "keras_history", index)
    return put(*place, number)


def node_shape(value: Json) -> None:
    """Let a tensor lie about its shape."""
    value["config"]["layers"][2]["inbound_nodes"][0]["args"][0]["config"]["shape"] = [None, 600]


def graph_cycle(value: Json) -> None:
    """Let a layer call itself on its own output."""
    item = value["config"]["layers"][2]
    item["inbound_nodes"][0]["args"][0]["config"]["keras_history"][0] = item["name"]


lies_config()
lies_graph()
