package keras4j.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Class labels, one a row: whole-number codes, and the levels that they stand for. Code 0 is the first level.
 *
 * <p>Levels are sorted (whole numbers by value, text by its characters), so that they do not depend on the order of
 * rows.
 */
public final class Labels implements Target {
    private final List<String> levels;
    private final int[] codes;

    private Labels(List<String> levels, int[] codes) {
        this.levels = levels;
        this.codes = codes;
    }

    /**
     * Returns labels from text; the levels are the distinct texts, sorted.
     *
     * @param labels one label a row
     * @return the labels
     */
    public static Labels of(String... labels) {
        Preconditions.notNull("Labels", "labels", labels);
        for (int row = 0; row < labels.length; row++) {
            Objects.requireNonNull(labels[row], "Labels: labels must be text, got null at row " + row);
        }
        return sorted(labels, Stream.of(labels).distinct().sorted().toList());
    }

    /**
     * Returns labels from whole numbers; the levels are the distinct numbers in numeric order: {@code 2, 10} rather
     * than {@code 10, 2}.
     *
     * @param labels one label a row
     * @return the labels
     */
    public static Labels of(int... labels) {
        Preconditions.notNull("Labels", "labels", labels);
        List<String> levels = IntStream.of(labels)
                .distinct()
                .sorted()
                .mapToObj(String::valueOf)
                .toList();
        return sorted(IntStream.of(labels).mapToObj(String::valueOf).toArray(String[]::new), levels);
    }

    private static Labels sorted(String[] labels, List<String> levels) {
        Map<String, Integer> codeOf = codeOf(levels);
        int[] codes = Stream.of(labels)
                .mapToInt(label -> Objects.requireNonNull(codeOf.get(label)))
                .toArray();
        return new Labels(levels, codes);
    }

    /**
     * Returns labels from codes: {@code codes[i]} is the position of row i's label in {@code levels}.
     *
     * @param levels the distinct levels, in the order of their codes
     * @param codes one code a row, from 0
     * @return the labels
     * @throws IllegalArgumentException if a level occurs twice, or a code is negative or too large
     */
    public static Labels of(List<String> levels, int[] codes) {
        Preconditions.items("Labels", "levels", levels);
        Preconditions.notNull("Labels", "codes", codes);
        if (levels.stream().distinct().count() < levels.size()) {
            throw new IllegalArgumentException("Labels: levels must be distinct, got " + Quoted.cut(levels));
        }
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] < 0 || codes[row] >= levels.size()) {
                throw new IllegalArgumentException("Labels: codes must be from 0 to " + (levels.size() - 1) + ", got "
                        + codes[row] + " at row " + row);
            }
        }
        return new Labels(List.copyOf(levels), codes.clone());
    }

    /**
     * Returns a copy recoded to other levels; new rows are read with the levels of the fit this way.
     *
     * @param known the levels, in the order of their codes
     * @return the recoded labels
     * @throws IllegalArgumentException if a row's label is not among {@code known}
     */
    public Labels recodedTo(List<String> known) {
        return recodedTo(Preconditions.items("Labels", "known", known), null);
    }

    /** Returns a recoded copy. Its labels are those of a column, if it is given. */
    Labels recodedTo(List<String> known, @Nullable String column) {
        if (known.equals(levels)) {
            return this;
        }
        Map<String, Integer> codeOf = codeOf(known);
        int[] recoded = new int[codes.length];
        for (int row = 0; row < codes.length; row++) {
            Integer code = codeOf.get(label(row));
            if (code == null) {
                InvalidRowException unknown = new InvalidRowException(
                                "Labels: labels", "be one of " + Quoted.of(known), "'" + Quoted.cut(label(row)) + "'")
                        .at(row);
                throw column == null ? unknown : unknown.in(column);
            }
            recoded[row] = code;
        }
        return new Labels(List.copyOf(known), recoded);
    }

    /** Returns rows {@code from} (inclusive) to {@code to} (exclusive). */
    Labels slice(int from, int to) {
        return new Labels(levels, Arrays.copyOfRange(codes, from, to));
    }

    static Map<String, Integer> codeOf(List<String> levels) {
        Map<String, Integer> codes = new HashMap<>();
        levels.forEach(level -> codes.put(level, codes.size()));
        return codes;
    }

    @Override
    public int rows() {
        return codes.length;
    }

    /**
     * Returns the chosen rows, in the order given, with unchanged levels; a row may be chosen several times.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    @Override
    public Labels take(int... rows) {
        Preconditions.notNull("Labels", "rows", rows);
        return new Labels(
                levels,
                IntStream.of(rows)
                        .map(row -> codes[Preconditions.index("Labels", "row", row, rows())])
                        .toArray());
    }

    /** {@return for each row, the position of its label in {@link #levels}} */
    public int[] codes() {
        return codes.clone();
    }

    /** {@return the levels, in the order of their codes} */
    public List<String> levels() {
        return levels;
    }

    /**
     * Returns the label of one row.
     *
     * @param row the row number, from 0
     * @return the level
     */
    public String label(int row) {
        return levels.get(codes[Preconditions.index("Labels", "row", row, rows())]);
    }

    /** {@return the codes as int32: shape {@code (rows)}} */
    public Tensor tensor() {
        return Tensor.ofInts(codes, codes.length);
    }

    /**
     * Returns the one-hot encoding: one column a level, 1 if it is the row's label and 0 otherwise.
     *
     * @return float32 of shape {@code (rows, levels)}
     */
    public Tensor oneHot() {
        Tensor tensor = Tensor.allocate(DType.FLOAT32, codes.length, levels.size());
        var floats = tensor.buffer().asFloatBuffer();
        for (int row = 0; row < codes.length; row++) {
            floats.put(row * levels.size() + codes[row], 1);
        }
        return tensor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels that && levels.equals(that.levels) && Arrays.equals(codes, that.codes);
    }

    @Override
    public int hashCode() {
        return 31 * levels.hashCode() + Arrays.hashCode(codes);
    }

    @Override
    public String toString() {
        return "Labels " + codes.length + " rows of " + levels.size() + " levels: " + Quoted.of(levels);
    }
}
