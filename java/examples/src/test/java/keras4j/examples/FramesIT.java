package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From a frame through a recipe to predictions. */
class FramesIT {
    @Test
    void normalized_numbers_tell_how_far_a_car_goes() throws Exception {
        String printed = Printed.by(() -> Cars.main(new String[0]));
        assertTrue(printed.contains("cars: 200 epochs"), printed);
        assertTrue(number("mean_absolute_error ([0-9.]+)", printed) < 4, printed);
        assertTrue(printed.contains(".resid"), printed);
    }

    @Test
    void factors_and_missing_values_tell_who_survived() throws Exception {
        String printed = Printed.by(() -> Passengers.main(new String[0]));
        assertTrue(printed.contains("sex_male"), printed);
        assertTrue(printed.contains("embarked_unknown"), printed);
        assertTrue(number("Evaluation accuracy ([0-9.]+)", printed) > 0.76, printed);
        assertTrue(number("girl of the first class, predClass=yes, predYes=([0-9.]+)", printed) > 0.8, printed);
        assertTrue(number("man of the third class, predClass=no, predYes=([0-9.]+)", printed) < 0.3, printed);
    }

    private static double number(String pattern, String printed) {
        Matcher found = Pattern.compile(pattern).matcher(printed);
        assertTrue(found.find(), printed);
        return Double.parseDouble(found.group(1));
    }
}
