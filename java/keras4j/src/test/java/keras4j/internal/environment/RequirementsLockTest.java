package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequirementsLockTest {
    private static final RequirementsLock LOCK = new RequirementsLock("build", """
            # a comment
            jep==4.3.1 \\
                --hash=sha256:aa
            numpy==2.4.6 ; python_full_version < '3.12' \\
                --hash=sha256:bb \\
                --hash=sha256:cc
            numpy==2.5.5 ; python_full_version >= '3.12' \\
                --hash=sha256:dd
            """);

    @Test
    void a_package_is_taken_out_with_its_hashes() {
        assertEquals("jep==4.3.1 \\\n    --hash=sha256:aa\n", LOCK.only("jep").text());
    }

    @Test
    void the_others_stay_with_their_markers_and_hashes() {
        String rest = LOCK.without("jep").text();
        assertFalse(rest.contains("jep"));
        assertTrue(rest.contains(
                "numpy==2.4.6 ; python_full_version < '3.12' \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"));
        assertTrue(rest.endsWith("    --hash=sha256:dd\n"));
    }

    @Test
    void what_an_environment_must_have_comes_from_the_lock() {
        assertEquals(
                List.of(new RequirementsLock.Pin("keras", "3.15.1"), new RequirementsLock.Pin("jax", "0.10.2")),
                RequirementsLock.of("jax").required());
        assertEquals(
                List.of(new RequirementsLock.Pin("keras", "3.15.1"), new RequirementsLock.Pin("tensorflow", "2.21.0")),
                RequirementsLock.of("tensorflow").required());
    }

    @Test
    void a_package_that_is_not_there_is_an_error() {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> LOCK.version("keras"));
        assertEquals("build.lock lacks keras", e.getMessage());
    }
}
