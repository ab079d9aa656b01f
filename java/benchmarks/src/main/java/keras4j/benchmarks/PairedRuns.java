package keras4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Paired run times: both sides do equal work in turn. */
final class PairedRuns {
    private final List<Double> java = new ArrayList<>();
    private final List<Double> python = new ArrayList<>();

    void add(double byJava, double byPython) {
        java.add(byJava);
        python.add(byPython);
    }

    /** Java's share of Python's: below 1, Java took less. */
    Quantiles ratio() {
        return ratios(java, python);
    }

    /** Returns the speedup of Java. */
    Quantiles faster() {
        return ratios(python, java);
    }

    private static Quantiles ratios(List<Double> above, List<Double> below) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < above.size(); i++) {
            ratios.add(above.get(i) / below.get(i));
        }
        return Quantiles.of(ratios);
    }

    /** Medians, and minima in brackets. */
    String absolute(String unit) {
        return absolute("Java", "Python", unit);
    }

    /** Returns the times as text, with other names for the sides. */
    String absolute(String one, String other, String unit) {
        return one + " " + text(java) + " " + unit + ", " + other + " " + text(python) + " " + unit;
    }

    private static String text(List<Double> values) {
        Quantiles spread = Quantiles.of(values);
        return String.format(Locale.ROOT, "%s (min %s)", Quantiles.text(spread.median()), Quantiles.text(spread.min()));
    }
}
