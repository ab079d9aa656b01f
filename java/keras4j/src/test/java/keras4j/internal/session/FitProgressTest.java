package keras4j.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import keras4j.session.ProgressListener;
import org.junit.jupiter.api.Test;

/** Warnings of fits that diverge. */
class FitProgressTest {
    private static String logged(String... events) {
        PrintStream own = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            FitProgress progress = new FitProgress("net", new ProgressListener() {});
            for (String event : events) {
                progress.onEvent(event);
            }
        } finally {
            System.setErr(own);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String epoch(int epoch, String loss) {
        return "{\"at\": \"epoch end\", \"epoch\": " + epoch + ", \"logs\": {\"loss\": " + loss + "}}";
    }

    @Test
    void a_fit_that_diverges_warns_once_with_the_epoch() {
        String log = logged(epoch(1, "0.5"), epoch(2, "NaN"), epoch(3, "NaN"));
        assertEquals(1, log.lines().count(), log);
        assertTrue(
                log.contains(
                        "fit of net: loss is NaN from epoch 2 on; a smaller learning rate or normalized predictors may help,"
                                + " and the callback TerminateOnNaN ends such a fit"),
                log);
        assertTrue(logged(epoch(1, "Infinity")).contains("loss is Infinity from epoch 1 on"));
    }

    @Test
    void a_fit_that_converges_says_nothing() {
        assertEquals("", logged(epoch(1, "0.5"), epoch(2, "0.25")));
    }
}
