package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TwoInputsTwoOutputsIT {
    @Test
    void both_outputs_learn() throws Exception {
        String printed = Printed.by(() -> TwoInputsTwoOutputs.main(new String[0]));

        assertTrue(printed.contains("inputs={\"sepal\": sepal, \"petal\": petal}"), printed);
        assertTrue(metric(printed, "species_accuracy") > 0.9, printed);
        assertTrue(metric(printed, "petal_width_mean_absolute_error") < 0.3, printed);
        assertTrue(printed.contains(".pred_petal_width"), printed);
        assertTrue(printed.contains(".pred_class_species"), printed);
        assertTrue(printed.contains(".pred_setosa"), printed);
    }

    private static double metric(String printed, String name) {
        Matcher found = Pattern.compile(name + " ([0-9.]+)").matcher(printed);
        assertTrue(found.find(), printed);
        return Double.parseDouble(found.group(1));
    }
}
