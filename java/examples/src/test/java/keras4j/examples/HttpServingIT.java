package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A second JVM serves a model until it is terminated. */
class HttpServingIT {
    @Test
    void a_client_predicts_and_is_told_of_a_mistake() throws Exception {
        List<String> printed =
                Printed.by(() -> HttpServing.main(new String[0])).lines().toList();
        assertEquals(3, printed.size(), printed::toString);
        assertTrue(
                printed.get(0)
                        .matches("\\[\\{\"\\.pred_class\":\"yes\",\"\\.pred_no\":0[.]\\d+,\"\\.pred_yes\":0[.]\\d+}]"),
                printed.get(0));
        assertTrue(
                printed.get(1)
                        .contains(
                                "\"column\":\"age\",\"row\":0,\"accepted\":\"be a number or null\",\"got\":\"'young'\""),
                printed.get(1));
        assertEquals("The server ended with 143", printed.get(2));
    }
}
