package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HyperparameterSearchIT {
    private static final Pattern BEST = Pattern.compile(
            "^Best: num_hidden_1=(\\d), hidden_1_units=(\\d+), hidden_1_rate=0\\.\\d$", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile(
            "^ *(\\d) +(\\d+) +0\\.\\d accuracy +multiclass +0\\.9\\d+ +3 +0\\.0\\d+ +pre0_mod\\d\\d_post0$",
            Pattern.MULTILINE);

    @Test
    void the_example_tries_all_candidates_and_fits_the_best() throws Exception {
        String printed = Printed.by(() -> HyperparameterSearch.main(new String[0]));

        assertTrue(printed.contains("Tuned 27 candidates on 3 folds, best accuracy 0.9"), printed);
        Matcher best = BEST.matcher(printed);
        assertTrue(best.find(), printed);
        Matcher row = ROW.matcher(printed);
        assertTrue(row.find(), printed);
        assertEquals(best.group(1) + " " + best.group(2), row.group(1) + " " + row.group(2), printed);
        int layers = Integer.parseInt(best.group(1)) + 1;
        assertEquals(layers, printed.split("\\(Dense\\)", -1).length - 1, printed);
        assertTrue(GettingStartedIT.accuracy(printed) > 0.8, printed);
        GettingStartedIT.assertPictures(printed, "history.svg", "parameters.svg", "progress.svg", "parallel.svg");
    }
}
