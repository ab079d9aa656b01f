package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Data sets with a row a case, prepared by recipes. */
class TablesIT {
    @Test
    void irises_that_were_held_out_are_told_apart() throws Exception {
        String printed = Printed.by(() -> Iris.main(new String[0]));
        assertTrue(figure(printed, "accuracy") > 0.93, printed);
        assertTrue(figure(printed, "roc_auc") > 0.99, printed);
        Matcher setosa = Pattern.compile("setosa +(\\d+) +(\\d+) +(\\d+)").matcher(printed);
        assertTrue(setosa.find(), printed);
        assertEquals("15, 0, 0", setosa.group(1) + ", " + setosa.group(2) + ", " + setosa.group(3));
        String page = Files.readString(Path.of(after(printed, "Everything on one page: ")));
        assertTrue(page.startsWith("<!DOCTYPE html>") && page.contains("Partial dependence"), page);
    }

    @Test
    void malignant_tumours_are_found() throws Exception {
        String printed = Printed.by(() -> BreastCancer.main(new String[0]));
        assertTrue(figure(printed, "roc_auc") >= 0.98, printed);
        assertTrue(figure(printed, "accuracy") > 0.94, printed);
        assertTrue(figure(printed, "sens(event_level=second)") > 0.9, printed);
        assertTrue(printed.contains("Importance by mn_log_loss: "), printed);
        GettingStartedIT.assertPictures(printed, "roc.svg", "calibration.svg", "importance.svg", "dependence.svg");
    }

    private static double figure(String printed, String measure) {
        Matcher found = Pattern.compile("^" + Pattern.quote(measure) + " +\\S+ +([0-9.]+)$", Pattern.MULTILINE)
                .matcher(printed);
        assertTrue(found.find(), printed);
        return Double.parseDouble(found.group(1));
    }

    private static String after(String printed, String words) {
        return printed.substring(printed.indexOf(words) + words.length())
                .lines()
                .findFirst()
                .orElseThrow();
    }
}
