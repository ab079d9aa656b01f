package keras4j.spec;

import static keras4j.Models.fineTuning;
import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.optimizer.Optimizers;
import org.junit.jupiter.api.Test;

class FineTuningTest {
    private static final List<String> LAYERS = List.of("base", "middle", "head");
    private static final Map<String, Expr> BEFORE = Map.of(
            "loss", Expr.of("categorical_crossentropy"),
            "optimizer", Call.of("keras.optimizers.RMSprop").with("learning_rate", Expr.of(0.1)),
            "metrics", Expr.of(List.of("accuracy")));

    private static String python(FineTuning tuning) {
        return tuning.program(LAYERS, BEFORE, List.of(List.of("a", "b"))).source();
    }

    @Test
    void what_is_not_set_is_as_it_was() {
        assertEquals(
                """
                import keras


                def build(model):
                    keras.utils.set_random_seed(1)
                    model.get_layer("base").trainable = False
                    model.compile(
                        optimizer=keras.optimizers.RMSprop(learning_rate=0.1),
                        loss="categorical_crossentropy",
                        metrics=["accuracy"],
                    )
                    return model


                def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
                    return model.fit(
                        x,
                        y,
                        epochs=3,
                        class_weight={1: 2.0},
                        validation_data=validation_data,
                        sample_weight=sample_weight,
                        callbacks=[*callbacks],
                        verbose=0,
                    )
                """,
                python(fineTuning("later")
                        .freeze("base")
                        .epochs(3)
                        .classWeight(Map.of("b", 2.0))
                        .seed(1)));
    }

    @Test
    void a_learning_rate_goes_into_the_optimizer_that_is_there() {
        assertTrue(python(fineTuning("later").learnRate(0.001).seed(1))
                .contains("optimizer=keras.optimizers.RMSprop(learning_rate=0.001)"));
        assertTrue(python(fineTuning("later")
                        .optimizer(Optimizers.adam().learningRate(0.5))
                        .loss("mse")
                        .seed(1))
                .contains("optimizer=keras.optimizers.Adam(learning_rate=0.5), loss=\"mse\""));
    }

    @Test
    void the_last_word_on_a_layer_holds() {
        FineTuning tuning = fineTuning("later")
                .freeze("base", "head")
                .freezeAllBut("middle")
                .unfreeze("head");
        assertEquals(Map.of("base", false, "middle", true, "head", true), tuning.learning(LAYERS));
        assertEquals(Map.of(), fineTuning("later").learning(LAYERS));
        assertEquals("later: freeze others, unfreeze middle, unfreeze head", tuning.toString());
    }

    @Test
    void mistakes_are_errors_at_once_with_the_nearest_right_name() {
        refused(
                "later: layer must be one of base, middle, head, got bass; did you mean base?",
                () -> fineTuning("later").freeze("bass").learning(LAYERS));
        refused("later: fit_epochs must be at least 1, got 0", () -> fineTuning("later")
                .epochs(0));
        refused(
                "later: argument must be one of arguments(), got fit_epoch; did you mean fit_epochs?",
                () -> fineTuning("later").with("fit_epoch", 1));
        refused("later: seed must be between 0 and 4294967295, got -1", () -> fineTuning("later")
                .seed(-1));
        refused(
                "later: fit_class_weight must be left out where the outcome is not one class, got one",
                () -> fineTuning("later")
                        .classWeight(Map.of("b", 2.0))
                        .seed(1)
                        .program(LAYERS, BEFORE, List.of(List.of())));
        refused(
                "later: loss must be set, because the model was never compiled, got none",
                () -> fineTuning("later").seed(1).program(LAYERS, Map.of(), List.of(List.of())));
    }
}
