package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertTrue(printed.contains("\nepoch 30/30  accuracy 0."), printed);
        assertTrue(printed.contains(".pred_class"), printed);
        assertTrue(printed.contains(".pred_0"), printed);
        assertTrue(printed.strip().endsWith("read again and restored, it predicts the same numbers"), printed);
    }

    static double accuracy(String printed) {
        Matcher found = ACCURACY.matcher(printed);
        assertTrue(found.find(), printed);
        return Double.parseDouble(found.group(1));
    }
}
