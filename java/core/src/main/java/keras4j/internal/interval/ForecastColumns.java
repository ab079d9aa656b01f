package keras4j.internal.interval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of a forecast as steps ahead of one or more variables, parsed from names such as {@code lead_2_load}. If
 * a column is not named so, or prefixes differ, the columns are the steps 1, 2, … of one variable.
 *
 * @param steps the steps, in order
 * @param places by variable, the position of the column of each step
 */
public record ForecastColumns(List<Integer> steps, Map<String, List<Integer>> places) {
    private static final Pattern NAME = Pattern.compile("(\\D*)(\\d{1,6})_(.+)");

    /**
     * Parses the steps of some columns.
     *
     * @throws IllegalArgumentException if variables have different steps
     */
    public static ForecastColumns of(List<String> columns) {
        Map<String, TreeMap<Integer, Integer>> places = new LinkedHashMap<>();
        TreeSet<String> prefixes = new TreeSet<>();
        for (int place = 0; place < columns.size(); place++) {
            Matcher name = NAME.matcher(columns.get(place));
            if (!name.matches()) {
                return counted(columns.size());
            }
            prefixes.add(name.group(1));
            places.computeIfAbsent(name.group(3), variable -> new TreeMap<>())
                    .put(Integer.valueOf(name.group(2)), place);
        }
        return prefixes.size() == 1 ? read(columns, places) : counted(columns.size());
    }

    /** Returns the steps 1, 2, … of one variable. */
    public static ForecastColumns counted(int columns) {
        List<Integer> places = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        for (int place = 0; place < columns; place++) {
            places.add(place);
            steps.add(place + 1);
        }
        return new ForecastColumns(steps, Map.of("", places));
    }

    private static ForecastColumns read(List<String> columns, Map<String, TreeMap<Integer, Integer>> found) {
        List<Integer> steps = List.copyOf(found.values().iterator().next().keySet());
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        found.forEach((variable, byStep) -> {
            if (!steps.equals(List.copyOf(byStep.keySet()))) {
                throw new IllegalArgumentException(
                        "steps(): columns must be the same steps of each variable, got " + String.join(", ", columns));
            }
            places.put(variable, List.copyOf(byStep.values()));
        });
        return new ForecastColumns(steps, places);
    }
}
