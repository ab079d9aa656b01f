package keras4j.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of(
            "units", "activation", "hidden_1_units", "hidden_2_units", "keras.layers.Dense", "keras.layers.LSTM");

    @ParameterizedTest
    @CsvSource({
        "unit, units",
        "Units, units",
        "activaton, activation",
        "hiden_1_units, hidden_1_units",
        "keras.layers.Dence, keras.layers.Dense",
        "hidden_3_units, hidden_1_units"
    })
    void a_slip_finds_the_name_that_was_meant(String slip, String meant) {
        assertEquals(Optional.of(meant), NearestName.to(slip, NAMES));
    }

    @ParameterizedTest
    @CsvSource({"rate", "keras.layers.Lambda", "zzzzzzzzzzzz"})
    void another_name_finds_none(String name) {
        assertEquals(Optional.empty(), NearestName.to(name, NAMES));
    }

    @Test
    void of_two_that_differ_by_case_the_one_in_the_same_case_is_meant() {
        assertEquals(Optional.of("accuracy"), NearestName.to("acuracy", List.of("Accuracy", "accuracy")));
        assertEquals(Optional.of("Accuracy"), NearestName.to("Acuracy", List.of("Accuracy", "accuracy")));
    }

    @Test
    void the_hint_is_nothing_where_nothing_is_near() {
        assertEquals("; did you mean units?", NearestName.hint("unitz", NAMES));
        assertEquals("", NearestName.hint("zzzzzzzzzzzz", NAMES));
    }

    @Test
    void names_of_any_text_are_quoted_and_a_name_of_which_nothing_is_left_is_no_slip() {
        assertEquals(
                "; did you mean 'val_loss'?",
                NearestName.quotedHint("Val_Loss", List.of("accuracy", "loss", "val_loss")));
        assertEquals("; did you mean 'loss'?", NearestName.quotedHint("los", List.of("accuracy", "loss", "val_loss")));
        assertEquals("", NearestName.quotedHint("x", List.of("y", "")));
        assertEquals("", NearestName.quotedHint("", List.of("y")));
    }
}
