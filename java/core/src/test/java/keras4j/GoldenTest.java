package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The archive of format 1 that stays readable for ever: its form. {@link GoldenIT} looks at its numbers. */
class GoldenTest {
    @Test
    void the_first_format_is_read_without_python() throws IOException {
        Fitted fitted = Golden.fitted();
        assertEquals(Scenes.tiny(1), fitted.spec());
        assertEquals(2, fitted.history().epochs());
        assertEquals("jax", fitted.versions().get("backend"));
        assertEquals(Scenes.tiny(1).program(new int[] {3}, (Integer) null).source(), fitted.python());
    }

    @Test
    void the_first_format_is_still_written() throws IOException {
        assertArrayEquals(Golden.bytes(), Golden.fitted().toBytes());
    }
}
