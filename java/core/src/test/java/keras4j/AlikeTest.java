package keras4j;

import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.layer.Layers.gru;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import keras4j.spec.Spec;
import org.junit.jupiter.api.Test;

/** Which open values leave networks so much alike that they are trained together. */
class AlikeTest {
    private static final Spec DENSE = classifier(
                    "net",
                    input(20),
                    block("hidden", dense(arg("units", 8)).activation(RELU), dropout(arg("rate", 0.1))),
                    output())
            .epochs(10);

    private static Set<String> free(Spec spec, int rows) {
        return Alike.of(spec, spec.openValues(), rows).free();
    }

    @Test
    void real_numbers_are_free_and_counts_of_layers_are_not() {
        Spec open = DENSE.with("num_hidden", between(1, 3)).with("hidden_rate", between(0.1, 0.4));
        assertEquals(
                Set.of("hidden_rate", "learn_rate"),
                free(open.learnRate(between(1e-3, 1e-1).log()), 800));
    }

    @Test
    void widths_are_free_where_little_is_learned() {
        Spec open = DENSE.with("hidden_units", between(16, 128));
        assertEquals(Set.of("hidden_units"), free(open, 800));
        assertEquals(Set.of(), free(open, 80_000));
        assertEquals(Set.of(), free(open.epochs(1000), 800));
        assertEquals(Set.of(), free(open.epochs(between(1, 1000)), 800));
        assertEquals(Set.of(), free(DENSE.with("hidden_units", between(16, 1024)), 800));
    }

    @Test
    void widths_are_found_by_where_they_stand() {
        Spec copies = DENSE.with("num_hidden", 2).with("hidden.2_units", between(8, 32));
        assertEquals(Set.of("hidden.2_units"), free(copies, 800));
        assertEquals(
                Set.of("width"), free(DENSE.with("hidden_units", between(8, 32).as("width")), 800));
        Spec direct = classifier("net", input(20), block("first", dense(between(8, 32))), output());
        assertEquals(Set.of("first_units"), free(direct, 800));
        Spec recurrent = classifier("net", input(5, 4), block("memory", gru(between(8, 32))), output());
        assertEquals(Set.of(), free(recurrent, 800));
    }
}
