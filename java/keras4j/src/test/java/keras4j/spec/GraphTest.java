package keras4j.spec;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.numClasses;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.activation.Activation.SIGMOID;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import keras4j.code.Program;
import org.junit.jupiter.api.Test;

/** Specs whose blocks take each other by name. */
class GraphTest {
    private static final Block LEFT = input().as("left");
    private static final Block RIGHT = input().as("right");
    private static final Block TOWER =
            block("tower", dense(arg("units", 8)).activation(RELU)).from("left");
    private static final Block JOIN = block("join", concatenate()).from("tower", "right");
    private static final Block PRICE =
            output().as("price").mode(ModelMode.REGRESSOR).from("join");
    private static final Block KIND = output().as("kind").from("join");

    private static final Spec NET = classifier("net", LEFT, RIGHT, TOWER, JOIN, PRICE, KIND);

    private static Spec fork(Block... more) {
        Block[] blocks = new Block[more.length + 3];
        blocks[0] = input();
        blocks[1] = block("a", dense(4)).from("input");
        System.arraycopy(more, 0, blocks, 2, more.length);
        blocks[blocks.length - 1] = output().from("a");
        return classifier("net", blocks);
    }

    @Test
    void a_block_that_takes_itself_by_a_detour_is_named_with_the_whole_circle() {
        refused(
                "net: blocks must not form a cycle, got a -> b -> c -> a",
                () -> classifier(
                        "net",
                        input(),
                        block("a", concatenate()).from("input", "c"),
                        block("b", dense(1)).from("a"),
                        block("c", dense(1)).from("b"),
                        output().from("c")));
        refused(
                "net: blocks must not form a cycle, got a -> a",
                () -> classifier("net", input(), block("a", concatenate()).from("input", "a"), output().from("a")));
    }

    @Test
    void a_block_that_nobody_takes_is_refused() {
        refused(
                "net: block b must be taken by another block, got no from(\"b\")",
                () -> fork(block("b", dense(1)).from("a")));
        refused(
                "net: block other must be taken by another block, got no from(\"other\")",
                () -> fork(input().as("other")));
    }

    @Test
    void a_block_that_takes_what_is_not_there_hears_the_nearest_name() {
        refused(
                "net: block b must take other blocks, got imput; did you mean input?",
                () -> fork(block("b", dense(1)).from("imput")));
    }

    @Test
    void a_block_of_a_graph_says_what_it_takes() {
        refused(
                "net: block b must say in from(...) which blocks it takes, got no from in a graph",
                () -> fork(block("b", dense(1))));
        refused(
                "net: block output must say in from(...) which blocks it takes, got no from in a graph",
                () -> classifier("net", LEFT, RIGHT, output()));
    }

    @Test
    void a_graph_has_an_input_and_an_output() {
        refused(
                "net: blocks must have an input() and an output() among them, got input, a",
                () -> classifier("net", input(), block("a", dense(1)).from("input")));
        refused(
                "net: blocks must have an input() and an output() among them, got output",
                () -> classifier("net", output().from("output")));
    }

    @Test
    void names_differ_in_a_graph_too() {
        refused(
                "net: block names must differ, got a twice",
                () -> fork(block("a", dense(1)).from("input")));
    }

    @Test
    void each_block_has_what_its_role_allows() {
        refused("block left: from must be set only on a block that is not an input, got [a]", () -> LEFT.from("a"));
        refused("block tower: columns must be set only on an input, got [a, b]", () -> TOWER.columns("a", "b"));
        refused(
                "block tower: mode must be set only on an output, got classifier",
                () -> TOWER.mode(ModelMode.CLASSIFIER));
        refused(
                "block more: sharedAs must be set only on a block between input and output, got price",
                () -> PRICE.sharedAs("more"));
    }

    @Test
    void a_join_is_neither_repeated_nor_left_out() {
        refused(
                "net: num_join must be 1, as block join takes several blocks (tower, right), got 2",
                () -> NET.with("num_join", 2));
        refused(
                "net: num_join must be 1, as block join takes several blocks (tower, right), got 0",
                () -> NET.with("num_join", 0));
        assertEquals(NET.program(), NET.with("num_join", 1).program());
    }

    @Test
    void a_shared_block_repeats_with_the_block_it_shares() {
        Spec twins = twins();
        assertFalse(twins.arguments().names().contains("num_twin"));
        refused(
                "net: argument must be one of arguments(), got num_twin; did you mean num_join?",
                () -> twins.with("num_twin", 2));
        refused(
                "net: block twin must share the layers of a block between input and output, got tower",
                () -> classifier("net", input(), TOWER.sharedAs("twin").from("input"), output().from("twin")));
        refused("net: num_one must be 1, as block one takes several blocks (left, right), got 2", () -> classifier(
                        "net",
                        LEFT,
                        RIGHT,
                        block("one", concatenate()).from("left", "right"),
                        block("one", concatenate()).sharedAs("two").from("left", "right"),
                        block("join", concatenate()).from("one", "two"),
                        output().from("join"))
                .with("num_one", 2));
    }

    private static Spec twins() {
        return classifier(
                "net",
                LEFT,
                RIGHT,
                TOWER,
                TOWER.sharedAs("twin").from("right"),
                block("join", concatenate()).from("tower", "twin"),
                output().from("join"));
    }

    @Test
    void the_program_of_a_graph_is_functional_keras_one_layer_a_line() {
        assertEquals(
                """
                import keras


                def build(left_shape=(2,), right_shape=(8, 8), kind_classes=3):
                    keras.utils.set_random_seed(1)
                    left = keras.Input(shape=left_shape, name="left")
                    right = keras.Input(shape=right_shape, name="right")
                    tower = keras.layers.Dense(8, activation="relu", name="tower")(left)
                    tower = keras.layers.Dense(8, activation="relu", name="tower.2")(tower)
                    join = keras.layers.Concatenate(name="join")([tower, right])
                    price = keras.layers.Dense(1, name="price")(join)
                    kind = keras.layers.Dense(kind_classes, activation="softmax", name="kind")(join)
                    model = keras.Model(
                        inputs={"left": left, "right": right}, outputs={"price": price, "kind": kind}, name="net"
                    )
                    model.compile(
                        optimizer=keras.optimizers.Adam(learning_rate=0.01),
                        loss={"price": "mean_squared_error", "kind": "categorical_crossentropy"},
                        metrics={"price": ["mean_absolute_error"], "kind": ["accuracy"]},
                    )
                    return model


                def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
                    return model.fit(
                        x,
                        y,
                        validation_data=validation_data,
                        sample_weight=sample_weight,
                        callbacks=[*callbacks],
                        verbose=0,
                    )
                """,
                NET.with("num_tower", 2)
                        .seed(1)
                        .program(List.of(List.of(2), List.of(8, 8)), List.of(List.of(), List.of("a", "b", "c")))
                        .source());
    }

    @Test
    void what_only_the_data_tell_is_a_parameter_by_input_and_output() {
        String source = NET.program().source();
        assertTrue(source.contains("def build(left_shape, right_shape, kind_classes):"));
        assertTrue(source.contains(
                "\"kind\": \"binary_crossentropy\" if kind_classes == 2 else \"categorical_crossentropy\""));
    }

    @Test
    void one_input_and_one_output_need_no_names() {
        String source = classifier(
                        "net",
                        input(),
                        block("a", dense(4)).from("input"),
                        block("b", concatenate()).from("input", "a"),
                        output().from("b"))
                .program()
                .source();
        assertTrue(source.contains("def build(input_shape, num_classes):"), source);
        assertTrue(source.contains("model = keras.Model(inputs=input, outputs=output, name=\"net\")"), source);
        assertTrue(source.contains("metrics=[\"accuracy\"]"), source);
    }

    @Test
    void blocks_may_come_in_any_order() {
        Spec other = classifier("net", KIND, JOIN, PRICE, TOWER, RIGHT, LEFT);
        assertNotEquals(NET, other);
        List<String> lines = other.program().source().lines().map(String::strip).toList();
        assertTrue(index(lines, "left = ") < index(lines, "tower = "));
        assertTrue(index(lines, "tower = ") < index(lines, "join = "));
        assertTrue(index(lines, "join = ") < index(lines, "kind = "));
        assertEquals(List.of("right", "left"), other.inputNames());
        assertEquals(List.of("kind", "price"), other.outputNames());
    }

    private static int index(List<String> lines, String start) {
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith(start)) {
                return at;
            }
        }
        throw new AssertionError(start + " is no line of " + lines);
    }

    @Test
    void a_block_left_out_passes_on_what_it_takes() {
        String source = NET.with("num_tower", 0).program().source();
        assertFalse(source.contains("tower"));
        assertTrue(source.contains("join = keras.layers.Concatenate(name=\"join\")([left, right])"));
    }

    @Test
    void shared_layers_are_made_once_and_applied_to_each() {
        Spec twins = twins();
        String source = twins.program().source();
        assertTrue(source.contains("""
                    tower_layer = keras.layers.Dense(8, activation="relu", name="tower")
                    tower = tower_layer(left)
                    twin = tower_layer(right)
                    join = keras.layers.Concatenate(name="join")([tower, twin])
                """), source);
        Spec deep = twins.with("num_tower", 2);
        assertTrue(deep.program().source().contains("""
                    tower = tower_layer(left)
                    tower = tower_2_layer(tower)
                    twin = tower_layer(right)
                    twin = tower_2_layer(twin)
                """), deep.program().source());
        Program program = deep.program();
        List<String> lines = program.source().lines().toList();
        int twin = index(lines.stream().map(String::strip).toList(), "twin = tower_2_layer") + 1;
        assertEquals("twin", program.placeAt(twin).orElseThrow().block());
        assertEquals("tower.2", program.placeAt(twin).orElseThrow().layer());
    }

    @Test
    void variables_are_python_names_that_do_not_clash() {
        Spec odd = regressor(
                "odd",
                input().as("model"),
                input().as("keras"),
                block("model_shape", dense(1), dropout(0.1)).from("model"),
                block("lambda", concatenate()).from("model_shape", "keras"),
                output().as("None").from("lambda"));
        assertTrue(odd.program().source().contains("""
                    model_ = keras.Input(shape=model_shape, name="model")
                    keras_ = keras.Input(shape=keras_shape, name="keras")
                    model_shape_ = keras.layers.Dense(1, name="model_shape.dense")(model_)
                    model_shape_ = keras.layers.Dropout(0.1, name="model_shape.dropout")(model_shape_)
                    lambda_ = keras.layers.Concatenate(name="lambda")([model_shape_, keras_])
                    None_ = keras.layers.Dense(1, name="None")(lambda_)
                    model = keras.Model(inputs={"model": model_, "keras": keras_}, outputs=None_, name="odd")
                """), odd.program().source());
    }

    @Test
    void losses_metrics_and_weights_are_one_for_all_or_one_an_output() {
        String all =
                NET.loss("mae").metrics("mse").lossWeights(1, 0.5).program().source();
        assertTrue(all.contains("loss={\"price\": \"mae\", \"kind\": \"mae\"}"), all);
        assertTrue(all.contains("metrics={\"price\": [\"mse\"], \"kind\": [\"mse\"]}"), all);
        assertTrue(all.contains("loss_weights={\"price\": 1.0, \"kind\": 0.5}"), all);
        String own = NET.loss(Map.of("price", "mae"))
                .metrics(Map.of("kind", List.of("accuracy", "categorical_accuracy")))
                .with("compile_weighted_metrics", Map.of("price", List.of("mse")))
                .lossWeights(Map.of("kind", 2.0))
                .program(List.of(List.of(2), List.of(3)), List.of(List.of(), List.of("a", "b")))
                .source();
        assertTrue(own.contains("loss={\"price\": \"mae\", \"kind\": \"binary_crossentropy\"}"), own);
        assertTrue(own.contains("\"price\": [\"mean_absolute_error\"]"), own);
        assertTrue(own.contains("\"kind\": [\"accuracy\", \"categorical_accuracy\"]"), own);
        assertTrue(own.contains("weighted_metrics={\"price\": [\"mse\"]}"), own);
        assertTrue(own.contains("loss_weights={\"price\": 1.0, \"kind\": 2.0}"), own);
    }

    @Test
    void a_map_by_output_names_outputs() {
        refused(
                "net: compile_loss must name outputs, which are price, kind, got prise; did you mean price?",
                () -> NET.loss(Map.of("prise", "mae")));
        refused(
                "net: compile_loss_weights must be 2 numbers, one an output, or a map by output, got [1.0]",
                () -> NET.lossWeights(1));
        refused(
                "net: compile_loss must be a loss, got \"maee\"; did you mean mae?",
                () -> NET.loss(Map.of("price", "maee")));
        refused(
                "net: fit_class_weight must be left out of a spec of several outputs, as Keras has it for one only, got one;"
                        + " weight the rows instead",
                () -> NET.classWeight(Map.of("a", 2.0)));
    }

    @Test
    void the_number_of_classes_belongs_to_an_output() {
        refused(
                "net: layers must not use the number of classes outside of outputs where there are several, got numClasses()",
                () -> classifier(
                        "net",
                        input(),
                        block("a", dense(numClasses())).from("input"),
                        output().as("b").from("a"),
                        output().as("c").from("a")));
        refused(
                "net: layers must not use the number of classes in a regressor, got numClasses()",
                () -> classifier(
                        "net",
                        input(),
                        output(dense(numClasses()))
                                .as("b")
                                .mode(ModelMode.REGRESSOR)
                                .from("input"),
                        output().as("c").from("input")));
    }

    @Test
    void data_of_another_form_are_refused_with_the_name_of_the_input_or_output() {
        Spec fixed = classifier(
                "net",
                input(2).as("left"),
                RIGHT,
                JOIN.from("left", "right"),
                output(dense(1).activation(SIGMOID)).as("kind").from("join"),
                PRICE);
        List<List<String>> levels = List.of(List.of("a", "b"), List.of());
        refused(
                "net: input shape of left must be (2,), got (3,)",
                () -> fixed.program(List.of(List.of(3), List.of(1)), levels));
        refused(
                "net: number of classes of kind must be at least 2, got null",
                () -> fixed.program(List.of(List.of(2), List.of(1)), List.of(List.of(), List.of())));
        refused(
                "net: data must have 2 inputs and 2 outputs, got 1 and 2",
                () -> fixed.program(List.of(List.of(2)), levels));
    }

    @Test
    void a_graph_comes_back_from_json_equal() throws Exception {
        Spec spec = classifier(
                        "net",
                        LEFT.columns("a", "b"),
                        RIGHT,
                        TOWER,
                        TOWER.sharedAs("twin").from("right"),
                        block("join", concatenate()).from("tower", "twin"),
                        PRICE,
                        KIND)
                .with("compile_loss", Map.of("price", "mae"));
        JsonNode json = new JsonMapper().readTree(new JsonMapper().writeValueAsString(spec));
        assertEquals(spec, Spec.fromJson(json));
        assertEquals("[\"a\",\"b\"]", json.at("/blocks/0/columns").toString());
        assertEquals(
                "{\"block\":\"twin\",\"shares\":\"tower\",\"from\":[\"right\"]}",
                json.at("/blocks/3").toString());
        assertEquals("regressor", json.at("/blocks/5/mode").asText());
    }

    @Test
    void the_arguments_of_a_graph_are_those_of_its_blocks() {
        List<String> names = NET.arguments().names();
        assertEquals(
                List.of("num_left", "num_right", "num_tower", "num_join", "num_price", "num_kind", "tower_units"),
                names.subList(0, 7));
        assertEquals(
                "compile_metrics={\"price\": [\"mean_absolute_error\"], \"kind\": [\"accuracy\"]}",
                NET.arguments().named("compile_metrics").toString());
    }
}
