package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.layer.Layers.*;
import static keras4j.recipe.Selectors.*;

import java.util.Locale;
import java.util.Random;
import keras4j.Keras;
import keras4j.fitted.Fitted;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Forecast of the next six hours of a series from the last twelve. Windows and leads are steps of the recipe, an LSTM reads the
 * windows, and each hour has a prediction interval. Draws of whole paths answer questions about several hours together.
 */
public final class Forecast {
    private static final int HOURS = 1500;
    private static final int AHEAD = 6;

    private Forecast() {}

    public static void main(String[] args) {
        var series = holdout(0.8).inOrderOfTime().trainTest(series());

        var recipe = recipe("load ~ now")
                .lead(columns("load"), "lead_", Double.NaN, false, 1, 2, 3, 4, 5, 6)
                .naOmit(allOutcomes())
                .normalize(columns("now"))
                .sequence(columns("now"), 12);
        var spec = regressor("forecast", input(), block("memory", lstm(arg("units", 16))), output(dense(AHEAD)))
                .epochs(30)
                .seed(1)
                .laplace();

        try (Keras keras = Keras.open()) {
            Fitted fitted = keras.fit(workflow(recipe, spec), series.train());
            DataFrame later = series.test().cols("now").select();
            DataFrame hours = keras.intervals(fitted, later).steps().prediction(0.8);
            print(hours.head(AHEAD));
            System.out.printf(Locale.ROOT, "held %.2f of the hours to come%n", held(hours, floats(later, "now")));

            DataFrame paths = keras.intervals(fitted, later.head(12)).draws(1000, 1);
            System.out.printf(Locale.ROOT, "over 10 in one of six hours: %.2f%n", over(floats(paths, ".pred"), 10));
        }
    }

    /** A load that rises and falls once a day, with noise that dies away slowly. */
    private static DataFrame series() {
        Random random = new Random(1);
        float[] load = new float[HOURS];
        double noise = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            noise = 0.8 * noise + 0.5 * random.nextGaussian();
            load[hour] = (float) (10 + 3 * Math.sin(2 * Math.PI * hour / 24) + noise);
        }
        return DataFrame.byColumn("now", "load").of(Series.ofFloat(load), Series.ofFloat(load));
    }

    /** The part of the hours that lie within; row 0 is predicted from the twelfth hour. */
    private static double held(DataFrame hours, float[] truth) {
        float[] lower = floats(hours, ".pred_lower");
        float[] upper = floats(hours, ".pred_upper");
        int held = 0;
        int known = 0;
        for (int at = 0; at < lower.length; at++) {
            int hour = 11 + at / AHEAD + at % AHEAD + 1;
            if (hour < truth.length) {
                known++;
                held += lower[at] <= truth[hour] && truth[hour] <= upper[at] ? 1 : 0;
            }
        }
        return (double) held / known;
    }

    /** The part of the paths with an hour above a load. */
    private static double over(float[] paths, float load) {
        int over = 0;
        for (int path = 0; path < paths.length; path += AHEAD) {
            boolean found = false;
            for (int step = 0; step < AHEAD; step++) {
                found |= paths[path + step] > load;
            }
            over += found ? 1 : 0;
        }
        int all = paths.length / AHEAD;
        return (double) over / all;
    }

    private static void print(DataFrame hours) {
        float[] predicted = floats(hours, ".pred");
        float[] lower = floats(hours, ".pred_lower");
        float[] upper = floats(hours, ".pred_upper");
        for (int step = 0; step < AHEAD; step++) {
            System.out.printf(
                    Locale.ROOT,
                    "in %d hours %.2f, from %.2f to %.2f%n",
                    step + 1,
                    predicted[step],
                    lower[step],
                    upper[step]);
        }
    }

    private static float[] floats(DataFrame frame, String column) {
        float[] values = new float[frame.height()];
        frame.getColumn(column).castAsFloat().copyToFloat(values, 0, 0, values.length);
        return values;
    }
}
