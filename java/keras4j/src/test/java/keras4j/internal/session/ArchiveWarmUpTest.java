package keras4j.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ArchiveWarmUpTest {
    @Test
    void the_archive_is_read_and_has_a_recipe_and_a_network() {
        var read = ArchiveWarmUp.archive();
        assertEquals("warm_up", read.name());
        assertTrue(read.recipe().isPresent());
        assertEquals(3, read.diagram().nodes().size());
    }
}
