package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    private final List<String> known = List.of("accuracy", "loss", "val_loss");

    @Test
    void the_nearest_name_is_the_one_with_the_fewest_changes() {
        assertEquals("; did you mean 'accuracy'?", Names.didYouMean("acuracy", known));
        assertEquals("; did you mean 'val_loss'?", Names.didYouMean("Val_Loss", known));
        assertEquals("; did you mean 'loss'?", Names.didYouMean("los", known));
    }

    @Test
    void a_name_that_is_near_to_none_gets_no_suggestion() {
        assertEquals("", Names.didYouMean("precision", known));
        assertEquals("", Names.didYouMean("x", List.of("y", "")));
        assertEquals("", Names.didYouMean("", known));
    }
}
