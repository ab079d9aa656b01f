package keras4j.internal.catalogue;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import keras4j.expr.Expr;
import keras4j.expr.NumberRange;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Catalogue KERAS = Catalogue.keras();

    @Test
    void it_knows_what_keras_takes() {
        CatalogueEntry dense = KERAS.entry("keras.layers.Dense");
        assertEquals("layer", dense.kind());
        assertEquals(1, dense.required());
        assertEquals(NumberRange.of("[1, inf)"), dense.parameter("units").interval());
        assertEquals(Expr.of(true), dense.parameter("use_bias").standard());
        assertTrue(KERAS.names("activation").contains("relu"));
        assertTrue(KERAS.names("callback").isEmpty(), "Keras finds no callback by its name");
    }

    @Test
    void a_program_may_call_what_needs_no_object_of_another_package() {
        assertTrue(KERAS.calls().contains("keras.layers.Dense"));
        assertFalse(KERAS.calls().contains("keras.layers.FlaxLayer"));
        assertFalse(KERAS.calls().contains("keras.activations.relu"));
    }

    @Test
    void an_unknown_symbol_is_refused() {
        refused(
                "catalogue: symbol must be one that Keras 3.15.1 has, got keras.layers.Dence;"
                        + " did you mean keras.layers.Dense?",
                () -> KERAS.entry("keras.layers.Dence"));
        refused("catalogue: symbol must be one that Keras 3.15.1 has, got os.system", () -> KERAS.entry("os.system"));
    }

    @Test
    void an_unknown_argument_is_refused() {
        refused(
                "Dropout: argument must be one of rate, noise_shape, seed, activity_regularizer, trainable, dtype, autocast, name, got rates;"
                        + " did you mean rate?",
                () -> KERAS.entry("keras.layers.Dropout").parameter("rates"));
    }
}
