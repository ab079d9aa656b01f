package keras4j.spec;

import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.layer;
import static keras4j.Models.oneOf;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Refused.refused;
import static keras4j.layer.Layers.add;
import static keras4j.layer.Layers.attention;
import static keras4j.layer.Layers.bidirectional;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.layer.Layers.embedding;
import static keras4j.layer.Layers.flatten;
import static keras4j.layer.Layers.gru;
import static keras4j.layer.Layers.gruCell;
import static keras4j.layer.Layers.lstm;
import static keras4j.layer.Layers.lstmCell;
import static keras4j.layer.Layers.multiHeadAttention;
import static keras4j.layer.Layers.rnn;
import static keras4j.layer.Layers.stackedRNNCells;
import static keras4j.layer.Layers.timeDistributed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import keras4j.expr.CustomObject;
import keras4j.expr.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks whose first layer takes several blocks or arguments of its call, and blocks with several outputs. */
class CallArgumentsTest {
    private static final Block SEQ = input(6, 8).as("seq");
    private static final Block MEMORY = input(5, 8).as("memory");
    private static final Block LOOK = block("look", multiHeadAttention(2, 4));

    private static Spec net(Block... blocks) {
        Block last = blocks[blocks.length - 1];
        Block[] all = Arrays.copyOf(blocks, blocks.length + 1);
        all[blocks.length] = last.from().isEmpty() ? output() : output().from(last.name());
        return regressor("net", all);
    }

    private static String line(Spec spec, String variable) {
        return spec.program()
                .source()
                .replaceAll("\\(\n +", "(")
                .replaceAll(",?\n +\\)", ")")
                .lines()
                .map(String::strip)
                .filter(each -> each.startsWith(variable + " ") || each.startsWith(variable + ","))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void attention_to_one_block_is_self_attention_in_a_chain_and_in_a_graph() {
        String expected = "look = keras.layers.MultiHeadAttention(2, 4, name=\"look\")(seq, seq)";
        assertEquals(expected, line(net(SEQ, LOOK), "look"));
        assertEquals(expected, line(net(SEQ, LOOK.from("seq")), "look"));
        assertEquals(expected, line(net(SEQ, LOOK.from("seq", "seq")), "look"));
        assertEquals(
                "look = keras.layers.Attention(name=\"look\")([seq, seq])",
                line(net(SEQ, block("look", attention())), "look"));
    }

    @Test
    void attention_behind_another_layer_of_its_block_is_self_attention_too() {
        Spec spec = net(SEQ, block("deep", dense(4), multiHeadAttention(2, 4)));
        assertEquals(
                "deep = keras.layers.MultiHeadAttention(2, 4, name=\"deep.multi_head_attention\")(deep, deep)",
                line(spec, "deep"));
        assertEquals(
                "deep = keras.layers.MultiHeadAttention(2, 4, name=\"deep.2.multi_head_attention\")(deep, deep)",
                line(spec.with("num_deep", 2), "deep"));
    }

    @Test
    void a_chain_without_call_arguments_stays_sequential() {
        String source = net(SEQ, block("a", dense(4)), block("flat", flatten()))
                .program()
                .source();
        assertTrue(source.contains("keras.Sequential("), source);
        assertFalse(net(SEQ, LOOK).program().source().contains("Sequential"));
    }

    @Test
    void several_blocks_are_query_value_and_key() {
        assertEquals(
                "look = keras.layers.MultiHeadAttention(2, 4, name=\"look\")(seq, memory)",
                line(net(SEQ, MEMORY, LOOK.from("seq", "memory")), "look"));
        assertEquals(
                "look = keras.layers.MultiHeadAttention(2, 4, name=\"look\")(seq, memory, seq)",
                line(net(SEQ, MEMORY, LOOK.from("seq", "memory", "seq")), "look"));
        assertEquals(
                "look = keras.layers.MultiHeadAttention(2, 4, name=\"look\")(seq, value=memory, use_causal_mask=True)",
                line(
                        net(
                                SEQ,
                                MEMORY,
                                LOOK.from("seq").call("use_causal_mask", true).call("value", "memory")),
                        "look"));
    }

    @Test
    void many_arguments_are_laid_out_below_the_layer() {
        Spec spec = net(SEQ, MEMORY, LOOK.from("seq").call("value", "memory").call("use_causal_mask", true));
        assertTrue(spec.program().source().contains("""
                    look = keras.layers.MultiHeadAttention(2, 4, name="look")(
                        seq, value=memory, use_causal_mask=True
                    )
                """), spec.program().source());
    }

    @Test
    void masks_and_states_name_blocks() {
        Block mask = input(6).as("mask");
        assertEquals(
                "read = keras.layers.GRU(4, name=\"read\")(seq, mask=mask)",
                line(net(SEQ, mask, block("read", gru(4)).from("seq").call("mask", "mask")), "read"));
        assertEquals(
                "look = keras.layers.Attention(name=\"look\")([seq, memory], mask=[mask, None])",
                line(
                        net(
                                SEQ,
                                MEMORY,
                                mask,
                                block("look", attention())
                                        .from("seq", "memory")
                                        .call("mask", Arrays.asList("mask", null))),
                        "look"));
    }

    @Test
    void further_outputs_of_a_layer_are_taken_by_name() {
        Spec spec = net(
                SEQ,
                MEMORY,
                block("encoder", lstm(4).returnState(true)).from("seq").outputs("h", "c"),
                block("decoder", lstm(4)).from("memory").call("initial_state", "h", "c"));
        assertEquals(
                "encoder, h, c = keras.layers.LSTM(4, return_state=True, name=\"encoder\")(seq)",
                line(spec, "encoder"));
        assertEquals(
                "decoder = keras.layers.LSTM(4, name=\"decoder\")(memory, initial_state=[h, c])",
                line(spec, "decoder"));
    }

    @Test
    void outputs_of_a_chain_are_taken_by_later_blocks() {
        Spec spec = net(
                SEQ,
                block("one", gru(4).returnSequences(true).returnState(true)).outputs("state"),
                block("two", gru(4)).call("initial_state", "state"));
        assertEquals("two = keras.layers.GRU(4, name=\"two\")(one, initial_state=state)", line(spec, "two"));
    }

    @Test
    void outputs_in_lists_have_the_structure_that_keras_gives_them() {
        Block v = input(3).as("v");
        Block h = block("h", dense(4)).from("v");
        Block cell =
                block("cell", lstmCell(4)).from("v").call("states", "h", "h").outputs("h1", "c1");
        assertEquals(
                "cell, (h1, c1) = keras.layers.LSTMCell(4, name=\"cell\")(v, states=[h, h])",
                line(net(v, h, cell), "cell"));
        assertEquals(
                "cell, h1 = keras.layers.GRUCell(4, name=\"cell\")(v, h)",
                line(net(v, h, block("cell", gruCell(4)).from("v", "h").outputs("h1")), "cell"));
        assertEquals(
                "cell, ((h1, c1), s1) = keras.layers.StackedRNNCells([keras.layers.LSTMCell(4), keras.layers.GRUCell(4)],"
                        + " name=\"cell\")(v, states=[[h, h], h])",
                line(
                        net(
                                v,
                                h,
                                block("cell", stackedRNNCells(lstmCell(4), gruCell(4)))
                                        .from("v")
                                        .call("states", List.of(List.of("h", "h"), "h"))
                                        .outputs("h1", "c1", "s1")),
                        "cell"));
        assertEquals(
                "cell, h1 = keras.layers.StackedRNNCells([keras.layers.GRUCell(4)], name=\"cell\")(v, states=[h])",
                line(
                        net(
                                v,
                                h,
                                block("cell", stackedRNNCells(gruCell(4)))
                                        .from("v")
                                        .call("states", List.of("h"))
                                        .outputs("h1")),
                        "cell"));
        assertTrue(net(
                        SEQ,
                        block(
                                        "read",
                                        rnn(stackedRNNCells(lstmCell(4), gruCell(3)))
                                                .returnState(true))
                                .outputs("h", "c", "s"))
                .program()
                .source()
                .contains("read, (h, c), s = keras.layers.RNN("));
        assertTrue(net(
                        SEQ,
                        block("read", bidirectional(lstm(3).returnState(true)).noMergeMode())
                                .outputs("back", "a", "b", "c", "d"))
                .program()
                .source()
                .contains("read, back, a, b, c, d = keras.layers.Bidirectional("));
    }

    @Test
    void shared_layers_are_called_with_the_arguments_of_the_first_call_or_with_others() {
        Block look = LOOK.from("seq").call("use_causal_mask", true);
        Block join = block("join", add()).from("look", "again");
        assertEquals(
                "again = look_layer(look, memory, use_causal_mask=True)",
                line(net(SEQ, MEMORY, look, look.sharedAs("again").from("look", "memory"), join), "again"));
        Block other = look.sharedAs("again").from("look", "memory").call("use_causal_mask", false);
        assertEquals(
                "again = look_layer(look, memory, use_causal_mask=False)",
                line(net(SEQ, MEMORY, look, other, join), "again"));
        Spec varied = net(
                SEQ,
                LOOK.from("seq").call("use_causal_mask", arg("causal", true)),
                LOOK.from("seq")
                        .call("use_causal_mask", arg("causal", true))
                        .sharedAs("again")
                        .from("look"),
                join);
        assertEquals(
                "again = look_layer(look, look, use_causal_mask=False)",
                line(varied.with("look_causal", false), "again"));
        assertFalse(varied.arguments().names().contains("again_causal"));
    }

    @Test
    void a_flag_can_be_an_argument_or_open() {
        Spec spec = net(SEQ, LOOK.call("use_causal_mask", arg("causal", false)));
        assertEquals(
                "look = keras.layers.MultiHeadAttention(2, 4, name=\"look\")(seq, seq, use_causal_mask=False)",
                line(spec, "look"));
        assertTrue(line(spec.with("look_causal", true), "look").endsWith("use_causal_mask=True)"));
        Spec open = net(SEQ, LOOK.call("use_causal_mask", oneOf(true, false)));
        assertEquals(List.of("look_use_causal_mask"), open.hyperparameters().names());
        assertTrue(
                line(open.at(Point.of("look_use_causal_mask", false)), "look").endsWith("use_causal_mask=False)"));
    }

    @Test
    void a_custom_layer_takes_what_its_block_says() {
        CustomObject gate = CustomObject.of("Gate", """
                import keras


                class Gate(keras.layers.Layer):
                    def call(self, x, gate, times=1):
                        return x * gate * times
                """);
        assertEquals(
                "gated = Gate(name=\"gated\")(seq, gate=k, times=2)",
                line(
                        net(
                                SEQ,
                                block("k", dense(8)).from("seq"),
                                block("gated", layer(gate))
                                        .from("seq")
                                        .call("gate", "k")
                                        .call("times", 2)),
                        "gated"));
    }

    @Test
    void call_arguments_and_outputs_are_part_of_the_value() throws Exception {
        Spec spec = net(
                SEQ,
                MEMORY,
                block("encoder", lstm(4).returnState(true)).from("seq").outputs("h", "c"),
                block("decoder", lstm(4))
                        .from("memory")
                        .call("initial_state", "h", "c")
                        .call("training", oneOf(true, false)));
        JsonNode json = new JsonMapper().readTree(new JsonMapper().writeValueAsString(spec));
        assertEquals(spec, Spec.fromJson(json));
        assertEquals("[\"h\",\"c\"]", json.at("/blocks/3/call/initial_state").toString());
        assertEquals("[\"h\",\"c\"]", json.at("/blocks/2/outputs").toString());
        assertFalse(json.at("/blocks/0").has("call") || json.at("/blocks/0").has("outputs"));
        assertNotEquals(LOOK, LOOK.call("use_causal_mask", true));
        assertEquals(
                "encoder: LSTM(units=4, return_state=true) from seq outputs h, c",
                spec.blocks().get(2).toString());
    }

    @Test
    void an_unknown_call_argument_hears_the_nearest_name() {
        refused(
                "block look: call argument must be one that MultiHeadAttention takes: value, key, query_mask, value_mask,"
                        + " key_mask, attention_mask, return_attention_scores, training, use_causal_mask, got values; did you"
                        + " mean value?",
                () -> LOOK.call("values", "k"));
        refused(
                "block look: call argument must be one that MultiHeadAttention takes: value, key, query_mask, value_mask,"
                        + " key_mask, attention_mask, return_attention_scores, training, use_causal_mask, got query; inputs"
                        + " are given by from(...)",
                () -> LOOK.call("query", "k"));
        refused(
                "block a: call argument must be left out, as Add takes only its inputs, got mask",
                () -> block("a", add()).call("mask", "k"));
        refused(
                "block seq: call must be set only on a block that is not an input, got {training=true}",
                () -> SEQ.call("training", true));
    }

    @Test
    void a_value_of_another_type_is_refused() {
        refused(
                "block look: use_causal_mask must be true or false, got \"yes\"",
                () -> LOOK.call("use_causal_mask", "yes"));
        refused("block look: value must be the name of a block, got 3", () -> LOOK.call("value", 3));
        refused(
                "block r: initial_state must be the name of a block or a list of names of blocks, got true",
                () -> block("r", lstm(3)).call("initial_state", true));
        refused(
                "block look: value must name blocks, which can be neither args nor open, got arg(\"v\", \"k\")",
                () -> LOOK.call("value", arg("v", "k")));
    }

    @Test
    void a_block_that_is_not_there_is_refused_in_call_arguments_too() {
        refused(
                "net: block look must take other blocks, got memry; did you mean memory?",
                () -> net(SEQ, MEMORY, LOOK.from("seq").call("value", "memry")));
        refused(
                "net: blocks must not form a cycle, got look -> late -> look",
                () -> net(
                        SEQ,
                        LOOK.from("seq").call("value", "late"),
                        block("late", dense(8)).from("look")));
    }

    @Test
    void blocks_that_do_not_suit_the_call_are_refused() {
        refused(
                "net: block look must take at most 3 blocks for MultiHeadAttention (query, value, key), got seq, seq, seq, seq;"
                        + " concatenate() and other layers join several into one",
                () -> net(SEQ, LOOK.from("seq", "seq", "seq", "seq")));
        refused(
                "net: block d must take one block for Dense, got seq, memory; concatenate() and other layers join several into"
                        + " one",
                () -> net(SEQ, MEMORY, block("d", dense(3)).from("seq", "memory")));
        refused(
                "net: block j must take at least 2 blocks for Concatenate, got seq",
                () -> net(SEQ, block("j", concatenate()).from("seq")));
        refused(
                "net: block look: value must be given once, in from(...) or in call(...), got seq, memory and \"memory\"",
                () -> net(SEQ, MEMORY, LOOK.from("seq", "memory").call("value", "memory")));
        refused(
                "net: block c: states of GRUCell must be given, as in from(\"v\", \"...\") or call(\"states\", \"...\"), got v"
                        + " only",
                () -> net(input(3).as("v"), block("c", gruCell(4)).from("v").outputs("h")));
    }

    @Test
    void outputs_are_named_as_many_as_the_layer_gives() {
        refused(
                "net: block r must name 2 further outputs of LSTM with outputs(...), got none",
                () -> net(SEQ, block("r", lstm(4).returnState(true))));
        refused(
                "net: block r must name 2 further outputs of LSTM with outputs(...), got h",
                () -> net(SEQ, block("r", lstm(4).returnState(true)).outputs("h")));
        refused(
                "net: block look must name 1 further outputs of MultiHeadAttention with outputs(...), got none",
                () -> net(SEQ, LOOK.call("return_attention_scores", true)));
        refused(
                "net: block r must name no further outputs, as LSTM gives one; return_state or return_attention_scores give"
                        + " more, got h",
                () -> net(SEQ, block("r", lstm(4)).outputs("h")));
        refused(
                "net: block r must end in LSTM, which gives 3 outputs, got Dense after it",
                () -> net(SEQ, block("r", lstm(4).returnState(true), dense(3))));
    }

    @Test
    void names_of_outputs_are_those_of_blocks() {
        refused(
                "net: block names must differ, got seq twice",
                () -> net(SEQ, block("r", gru(4).returnState(true)).outputs("seq")));
        refused(
                "block r: output must be a letter followed by letters, digits and _, at most 64 characters, got \"a b\"",
                () -> block("r", gru(4).returnState(true)).outputs("a b"));
        refused("net: num_r must be 1, as block r names further outputs (h), got 2", () -> net(
                        SEQ, block("r", gru(4).returnState(true)).outputs("h"))
                .with("num_r", 2));
    }

    @Test
    void an_open_number_of_copies_and_open_states_are_checked_when_they_are_chosen() {
        Spec spec =
                net(SEQ, block("deep", multiHeadAttention(2, between(2, 4)))).with("num_deep", between(1, 3));
        assertEquals(
                "deep = keras.layers.MultiHeadAttention(2, 3, name=\"deep.2\")(deep, deep)",
                line(spec.at(Point.of("num_deep", 2).with("deep_key_dim", 3)), "deep"));
    }

    @Test
    void a_layer_inside_another_has_a_name_and_a_layer_of_a_block_has_none() {
        Spec spec = net(SEQ, block("each", timeDistributed(dense(3).name("step"))));
        assertTrue(
                spec.program()
                        .source()
                        .contains("keras.layers.TimeDistributed(keras.layers.Dense(3, name=\"step\"), name=\"each\")"),
                spec.program().source());
        refused(
                "block a: name must be left out of Dense, as a layer is named after its block; only a layer inside another has a"
                        + " name, got \"x\"",
                () -> block("a", dense(3).name("x")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void training_is_an_argument_of_layers_that_drop_out(boolean training) {
        Spec spec = net(
                input(3).as("v"),
                block("d", dense(3)),
                block("drop", dropout(0.5)).call("training", training));
        assertTrue(line(spec, "drop").endsWith(training ? "(d, training=True)" : "(d, training=False)"));
    }

    @Test
    void words_are_embedded_and_read_in_a_block_that_attends() {
        Spec spec = net(input(6).as("w"), block("words", embedding(20, 8), multiHeadAttention(2, 4)));
        assertEquals(
                "words = keras.layers.MultiHeadAttention(2, 4, name=\"words.multi_head_attention\")(words, words)",
                line(spec, "words"));
    }
}
