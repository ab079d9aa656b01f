package keras4j.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.expr.Point;
import keras4j.internal.text.Preconditions;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Result of building the networks of some points before anything is trained.
 *
 * @param checks one check for each point, in order
 */
public record Preflight(List<Checked> checks) {
    /**
     * Creates the result and copies the checks.
     *
     * @param checks one check for each point, in order
     */
    public Preflight {
        checks = Preconditions.items("Preflight", "checks", checks);
    }

    /**
     * Check of the network of one point.
     *
     * @param point the chosen values
     * @param parameters the number of parameters, trainable or not
     * @param bytes their size in memory; an optimizer holds up to twice as much in addition
     * @param failure the reason why it can't be built, with the block at fault; null if it can
     */
    public record Checked(
            Point point,
            long parameters,
            long bytes,
            @Nullable String failure) {
        /**
         * Checks the components.
         *
         * @param point the chosen values
         * @param parameters the number of parameters, trainable or not
         * @param bytes their size in memory; an optimizer holds up to twice as much in addition
         * @param failure the reason why it can't be built, with the block at fault; null if it can
         */
        public Checked {
            Preconditions.notNull("Checked", "point", point);
        }

        /**
         * Returns a copy for another point of an identical network.
         *
         * @param other the other point
         * @return the copy
         */
        public Checked of(Point other) {
            Preconditions.notNull("Checked", "other", other);
            return new Checked(other, parameters, bytes, failure);
        }
    }

    /** {@return the points whose networks can be built, for the search} */
    public List<Point> valid() {
        return checks.stream()
                .filter(each -> each.failure() == null)
                .map(Checked::point)
                .toList();
    }

    /**
     * Throws an exception unless all networks can be built.
     *
     * @return this result
     * @throws IllegalArgumentException if some can't; the message has the first of them and the reason
     */
    public Preflight requireValid() {
        List<Checked> failed =
                checks.stream().filter(each -> each.failure() != null).toList();
        if (!failed.isEmpty()) {
            throw new IllegalArgumentException("Tuning: all networks must be buildable, got "
                    + failed.size() + " of " + checks.size() + " that can't, first "
                    + failed.get(0).point() + ": "
                    + failed.get(0).failure());
        }
        return this;
    }

    /**
     * Returns the checks as a frame.
     *
     * @return a row for each point: the chosen values, {@code parameters}, {@code bytes}, and {@code error}, which is
     *     null if the network can be built
     */
    public DataFrame toFrame() {
        Set<String> names = new LinkedHashSet<>();
        checks.forEach(each -> names.addAll(each.point().values().keySet()));
        List<String> columns = new ArrayList<>(names);
        columns.addAll(List.of("parameters", "bytes", "error"));
        List<Object> cells = new ArrayList<>();
        checks.forEach(each -> cells.addAll(row(each, names)));
        return DataFrame.foldByRow(columns.toArray(new String[0])).of(cells.toArray());
    }

    private static List<@Nullable Object> row(Checked checked, Set<String> names) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        names.forEach(name -> row.put(name, checked.point().value(name)));
        boolean built = checked.failure() == null;
        row.put("parameters", built ? checked.parameters() : null);
        row.put("bytes", built ? checked.bytes() : null);
        row.put("error", checked.failure());
        return new ArrayList<>(row.values());
    }

    @Override
    public String toString() {
        int failed = checks.size() - valid().size();
        return "Preflight of " + checks.size() + " points: "
                + (failed == 0 ? "all can be built" : failed + " can't be built");
    }
}
