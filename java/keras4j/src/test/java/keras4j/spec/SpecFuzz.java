package keras4j.spec;

import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.oneOf;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.activation.Activation.RELU;
import static keras4j.activation.Activation.TANH;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Stream;
import keras4j.Fuzzed;
import keras4j.optimizer.Optimizers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzz test of specs in JSON: writing a spec that was read, and reading it again, gives an equal spec. */
class SpecFuzz {
    private static final JsonMapper JSON = new JsonMapper();

    // The first read loads the catalogue.
    @BeforeAll
    static void once_before() {
        read(SpecJsonTest.SPEC.json().toString());
    }

    static Stream<Arguments> seeds() {
        Block hidden = block("hidden", dense(between(4, 64)).activation(oneOf(RELU, TANH)), dropout(0.1));
        Spec open = regressor("open", input(4), hidden, output()).with("num_hidden", between(0, 3));
        Spec graph = regressor(
                "graph",
                input(2).as("left"),
                input(3).as("right"),
                block("join", concatenate()).from("left", "right"),
                output().as("price").from("join"));
        return Stream.of(SpecJsonTest.SPEC, open.optimizer(Optimizers.adam()), graph)
                .map(spec -> Arguments.of(spec.json().toString()));
    }

    private static void read(String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException none) {
            return;
        }
        Spec spec = Spec.fromJson(tree);
        assertEquals(spec, Spec.fromJson(spec.json()), text);
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_spec_is_read_or_refused(String text) {
        if (text != null) {
            Fuzzed.readOrRefused(IllegalArgumentException.class, () -> read(text));
        }
    }
}
