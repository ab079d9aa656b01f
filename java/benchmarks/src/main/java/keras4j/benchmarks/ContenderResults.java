package keras4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measurements of one contender in one mode. */
final class ContenderResults {
    /** Tries before a measurement is left out of a thorough run. */
    private static final int TRIES = 3;

    private final Competitor competitor;
    private final ContenderMode mode;
    private final List<ContenderProcess> kept = new ArrayList<>();
    private final List<ContenderProcess> leftOut = new ArrayList<>();

    ContenderResults(Competitor competitor, ContenderMode mode) {
        this.competitor = competitor;
        this.mode = mode;
    }

    Competitor competitor() {
        return competitor;
    }

    ContenderMode mode() {
        return mode;
    }

    /** Measurement that can be repeated. */
    interface Attempt {
        ContenderProcess measure() throws IOException;
    }

    /** Adds a measurement; a quick run keeps it even if it was disturbed, and the report says so. */
    void add(Attempt attempt, boolean quick) throws IOException {
        for (int tries = 0; tries < (quick ? 1 : TRIES); tries++) {
            ContenderProcess measured = attempt.measure();
            if (quick || !measured.isDisturbed()) {
                kept.add(measured);
                return;
            }
            leftOut.add(measured);
        }
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    Quantiles quantiles(ContenderMode.Figure figure) {
        return Quantiles.of(kept.stream()
                .map(measured -> measured.values().get(figure.key()))
                .toList());
    }

    /** Returns the number of measurements, the greatest share of other processes, and those left out. */
    String remarks() {
        String disturbed = kept.stream().anyMatch(ContenderProcess::isDisturbed) ? ", disturbed" : "";
        String without = leftOut.isEmpty() ? "" : ", " + leftOut.size() + " left out (others " + percent(leftOut) + ")";
        return kept.size() + " (others " + percent(kept) + disturbed + ")" + without;
    }

    private static String percent(List<ContenderProcess> measured) {
        return measured.isEmpty()
                ? "-"
                : Math.round(100
                                * measured.stream()
                                        .mapToDouble(ContenderProcess::others)
                                        .max()
                                        .getAsDouble()) + " %";
    }
}
