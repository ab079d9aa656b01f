package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GettingStartedIT {
    private static final Pattern ACCURACY = Pattern.compile("^Evaluation accuracy (\\S+), loss", Pattern.MULTILINE);

    @Test
    void the_example_reads_digits_and_predicts_the_same_after_it_was_saved_and_its_model_lost() throws Exception {
        String printed = Printed.by(() -> GettingStarted.main(new String[0]));

        assertTrue(accuracy(printed) > 0.85, printed);
        assertTrue(printed.contains("def build(input_shape=(64,), num_classes=10):"), printed);
        assertTrue(
                Pattern.compile("\\.pred_class +\\.pred_0 .* y$", Pattern.MULTILINE)
                        .matcher(printed)
                        .find(),
                printed);
        assertTrue(printed.contains("roc_auc      hand_till"), printed);
        assertPictures(printed, "model.svg", "history.svg", "confusion.svg");
        assertTrue(printed.strip().endsWith("read again and restored, it predicts the same numbers"), printed);
    }

    /** Each file is in the folder that was printed, and a picture. */
    static void assertPictures(String printed, String... names) throws IOException {
        Matcher folder = Pattern.compile("Pictures in (\\S+)").matcher(printed);
        assertTrue(folder.find(), printed);
        for (String name : names) {
            assertTrue(Files.readString(Path.of(folder.group(1), name)).startsWith("<svg "), name);
        }
    }

    static double accuracy(String printed) {
        Matcher found = ACCURACY.matcher(printed);
        assertTrue(found.find(), printed);
        return Double.parseDouble(found.group(1));
    }
}
