package keras4j.internal.trial;

import static keras4j.Models.folds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import keras4j.IrisFixtures;
import keras4j.Models;
import keras4j.expr.Point;
import keras4j.workflow.Workflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that prepared rows are kept while in use, and afterwards within the memory limit. */
class TrialRowsTest {
    private static final Workflow FLOW = IrisFixtures.OPEN.at(IrisFixtures.point(4, 0.1));

    private final long before = files();
    private TrialRows rows = rows(Long.MAX_VALUE);

    private static TrialRows rows(long room) {
        return new TrialRows(
                IrisFixtures.NETWORK, IrisFixtures.FRAME, folds(5).seed(1).of(IrisFixtures.FRAME), room);
    }

    @AfterEach
    void nothing_is_left() {
        rows.close();
        assertEquals(before, files());
    }

    /** Returns the number of array files of this process. */
    private static long files() {
        String mine = "keras4j-arrays-.*-" + ProcessHandle.current().pid() + "-.*";
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches(mine))
                    .count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void they_are_prepared_once_for_each_recipe_and_fold() {
        TrialFold first = rows.take(FLOW, 0);
        rows.free(FLOW, 0);
        assertSame(first, rows.take(IrisFixtures.OPEN.at(IrisFixtures.point(12, 0.3)), 0));
        assertNotSame(first, rows.take(FLOW, 1));
        Workflow other = IrisFixtures.PREPARED.at(Point.of("imputeKnn_neighbors", 3));
        assertNotSame(first, rows.take(other, 0));
        assertEquals(3, files() - before);
        rows.free(FLOW, 0);
        rows.free(FLOW, 1);
        rows.free(other, 0);
    }

    @Test
    void those_that_were_used_longest_ago_go_when_there_is_no_room() {
        TrialFold first = rows.take(FLOW, 0);
        long bytes = first.shared().bytes();
        rows.free(FLOW, 0);
        rows.close();
        rows = rows(2 * bytes);
        for (int fold = 0; fold < 5; fold++) {
            rows.take(FLOW, fold);
            rows.free(FLOW, fold);
        }
        assertEquals(2, rows.size());
        assertEquals(2, files() - before);
        TrialFold again = rows.take(FLOW, 0);
        assertNotSame(first, again);
        assertEquals(first.assessed(), again.assessed());
        rows.free(FLOW, 0);
    }

    @Test
    void those_in_use_stay_until_they_are_freed_even_when_the_search_is_over() {
        rows = rows(0);
        rows.take(FLOW, 0);
        rows.take(FLOW, 1);
        rows.close();
        assertEquals(2, files() - before);
        assertThrows(CancellationException.class, () -> rows.take(FLOW, 2));
        rows.free(FLOW, 0);
        assertEquals(1, files() - before);
        rows.free(FLOW, 1);
    }

    @Test
    void a_recipe_that_can_not_learn_leaves_nothing() {
        Workflow wrong = Models.workflow("nothing ~ .", FLOW.spec());
        assertThrows(IllegalArgumentException.class, () -> rows.take(wrong, 0));
        assertEquals(0, rows.size());
    }
}
