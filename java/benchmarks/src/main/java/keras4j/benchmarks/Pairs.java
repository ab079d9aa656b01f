package keras4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What both sides took for the same work, in turn. */
final class Pairs {
    private final List<Double> java = new ArrayList<>();
    private final List<Double> python = new ArrayList<>();

    void add(double byJava, double byPython) {
        java.add(byJava);
        python.add(byPython);
    }

    /** Java's share of Python's: below 1, Java took less. */
    Spread ratio() {
        return ratios(java, python);
    }

    /** How many times faster Java was. */
    Spread faster() {
        return ratios(python, java);
    }

    private static Spread ratios(List<Double> above, List<Double> below) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < above.size(); i++) {
            ratios.add(above.get(i) / below.get(i));
        }
        return Spread.of(ratios);
    }

    /** Medians, and minima in brackets. */
    String absolute(String unit) {
        return absolute("Java", "Python", unit);
    }

    /** The same, for sides of other names. */
    String absolute(String one, String other, String unit) {
        return one + " " + text(java) + " " + unit + ", " + other + " " + text(python) + " " + unit;
    }

    private static String text(List<Double> values) {
        Spread spread = Spread.of(values);
        return String.format(Locale.ROOT, "%s (min %s)", Spread.text(spread.median()), Spread.text(spread.min()));
    }
}
