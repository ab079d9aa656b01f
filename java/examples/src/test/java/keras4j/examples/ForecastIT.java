package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Several steps of a series with intervals, through a recipe. */
class ForecastIT {
    @Test
    void an_lstm_knows_how_far_each_hour_to_come_may_be_off() throws Exception {
        String printed = Printed.by(() -> Forecast.main(new String[0]));
        assertEquals(0.8, number("held ([0-9.]+)", printed), 0.07, printed);
        assertTrue(width(1, printed) < 0.7 * width(6, printed), printed);
        double over = number("over 10 in one of six hours: ([0-9.]+)", printed);
        assertTrue(over > 0.05 && over < 0.95, printed);
    }

    private static double width(int step, String printed) {
        return number("in " + step + " hours .* to ([0-9.]+)", printed)
                - number("in " + step + " hours .* from ([0-9.]+)", printed);
    }

    private static double number(String pattern, String printed) {
        Matcher found = Pattern.compile(pattern).matcher(printed);
        assertTrue(found.find(), printed);
        return Double.parseDouble(found.group(1));
    }
}
