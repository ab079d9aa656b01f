package keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.expr.Point;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * What became of the networks of some points when they were built, before anything is trained.
 *
 * @param checks one for each point, in their order
 */
public record Preflight(List<Checked> checks) {
    public Preflight {
        checks = List.copyOf(checks);
    }

    /**
     * The network of one point.
     *
     * @param point what was chosen
     * @param parameters how many numbers it learns or keeps
     * @param bytes what these take in memory; an optimizer holds up to twice as much beside them
     * @param failure why it can't be built, with the block at fault; null if it can
     */
    public record Checked(
            Point point,
            long parameters,
            long bytes,
            @Nullable String failure) {
        /** The same of another point of the same network. */
        Checked of(Point other) {
            return new Checked(other, parameters, bytes, failure);
        }
    }

    /** The points whose networks can be built: what to search through. */
    public List<Point> valid() {
        return checks.stream()
                .filter(each -> each.failure() == null)
                .map(Checked::point)
                .toList();
    }

    /**
     * Fails unless all networks can be built.
     *
     * @throws IllegalArgumentException some can't; the message has the first of them, and why
     */
    public Preflight requireValid() {
        List<Checked> failed =
                checks.stream().filter(each -> each.failure() != null).toList();
        if (!failed.isEmpty()) {
            throw new IllegalArgumentException("Tuning: networks must all be such that they can be built, got "
                    + failed.size() + " of " + checks.size() + " that can't, first "
                    + failed.get(0).point() + ": "
                    + failed.get(0).failure());
        }
        return this;
    }

    /** A row a point: what was chosen, parameters, bytes, and why it can't be built, or null. */
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
