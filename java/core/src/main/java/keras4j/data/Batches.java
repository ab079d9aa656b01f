package keras4j.data;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * A stream of training batches for out-of-memory data. Each epoch iterates over them anew, with a few batches
 * prefetched.
 *
 * <p>Each batch is one training step: the batch size and the shuffling of a spec are ignored. All batches have rows of
 * one shape, except for sizes that vary in the spec, and of one type; either all or none have weights. Their memory must be left unchanged until the fit is over.
 */
public final class Batches {
    private static final String SINGLE_OUTCOME = "";

    private final IntFunction<? extends Stream<? extends Examples>> passes;
    /** Levels by outcome; those of a single outcome under the empty name. */
    private final Map<String, List<String>> levels;

    private Batches(IntFunction<? extends Stream<? extends Examples>> passes, Map<String, List<String>> levels) {
        this.passes = passes;
        this.levels = levels;
    }

    /**
     * Returns batches from an iterable, such as a list or {@code () -> new MyIterator(file)}. An iterator is created
     * for each epoch, and closed after it if it is {@link AutoCloseable}.
     *
     * @param batches the source of the iterators
     * @return the batches, without levels
     */
    public static Batches of(Iterable<? extends Examples> batches) {
        Preconditions.notNull("Batches", "batches", batches);
        return new Batches(pass -> stream(batches.iterator()), Map.of());
    }

    /**
     * Returns batches from a stream, which is created for each epoch and closed after it.
     *
     * @param batches the source of the streams
     * @return the batches, without levels
     */
    public static Batches ofStream(Supplier<? extends Stream<? extends Examples>> batches) {
        Preconditions.notNull("Batches", "batches", batches);
        return new Batches(pass -> batches.get(), Map.of());
    }

    /**
     * Returns batches from streams, each of which may have another order.
     *
     * @param passes the stream of each pass, by its number in a fit, from 0; each is closed after its epoch
     * @return the batches, without levels
     */
    public static Batches ofPasses(IntFunction<? extends Stream<? extends Examples>> passes) {
        Preconditions.notNull("Batches", "passes", passes);
        return new Batches(passes, Map.of());
    }

    /**
     * Returns rows in memory as batches, in their order; the last one may be smaller. Levels are taken from the labels.
     *
     * @param examples the rows
     * @param rows the rows of a batch, 1 or more
     * @return the batches
     */
    public static Batches of(Examples examples, int rows) {
        Preconditions.notNull("Batches", "examples", examples);
        requireRows(rows);
        int all = examples.rows();
        Batches batches = ofStream(() -> IntStream.range(0, (all + rows - 1) / rows)
                .mapToObj(i -> examples.slice(i * rows, Math.min(all, (i + 1) * rows))));
        return new Batches(batches.passes, levels(examples.outcomes()));
    }

    /**
     * Returns rows of unequal size in memory as batches of rows of one size, none of which is padded. Each pass has them
     * in another order.
     *
     * @param x the rows: {@code float[]}, {@code int[]}, {@code float[][]} or tensors of the shape of one row; a flat
     *     array is a row of shape {@code (numbers)}
     * @param y one label or number a row
     * @param rows the rows of a batch at most, 1 or more
     * @param seed the seed of the orders
     * @return the batches
     */
    public static Batches bySize(List<?> x, Target y, int rows, long seed) {
        Preconditions.items("Batches", "x", x);
        return bySize(Map.of("x", x), Map.of("y", Preconditions.notNull("Batches", "y", y)), rows, seed);
    }

    /**
     * Returns rows of several inputs or outcomes as batches of rows of one size, see {@link #bySize(List, Target, int,
     * long)}.
     *
     * @param x the rows of each input by its name
     * @param y the outcomes by name
     * @param rows the rows of a batch at most, 1 or more
     * @param seed the seed of the orders
     * @return the batches
     */
    public static Batches bySize(
            Map<String, ? extends List<?>> x, Map<String, ? extends Target> y, int rows, long seed) {
        Preconditions.entries("Batches", "x", x);
        Preconditions.entries("Batches", "y", y);
        return ofGroups(UnequalRows.groups(x, y), rows, seed);
    }

    /**
     * Returns groups of rows of one size as batches, see {@link #bySize(List, Target, int, long)}.
     *
     * @param groups the rows, in groups of rows of one size, at least one
     * @param rows the rows of a batch at most, 1 or more
     * @param seed the seed of the orders
     * @return the batches
     */
    public static Batches ofGroups(List<Examples> groups, int rows, long seed) {
        Preconditions.items("Batches", "groups", groups);
        Preconditions.notEmpty("Batches", "groups", groups.size());
        UnequalRows all = new UnequalRows(List.copyOf(groups), requireRows(rows), seed);
        return new Batches(all::pass, levels(groups.get(0).outcomes()));
    }

    private static int requireRows(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("Batches: rows must be at least 1, got " + rows);
        }
        return rows;
    }

    private static Map<String, List<String>> levels(Map<String, ? extends Target> outcomes) {
        Map<String, List<String>> levels = new LinkedHashMap<>();
        outcomes.forEach((name, y) -> {
            if (y instanceof Labels labels) {
                levels.put(outcomes.size() == 1 ? SINGLE_OUTCOME : name, labels.levels());
            }
        });
        return levels;
    }

    private static Stream<Examples> stream(Iterator<? extends Examples> batches) {
        Stream<Examples> stream =
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(batches, Spliterator.ORDERED), false);
        return batches instanceof AutoCloseable closeable ? stream.onClose(() -> close(closeable)) : stream;
    }

    private static void close(AutoCloseable iterator) {
        try {
            iterator.close();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("Batches: the iterator can't be closed: " + failure.getMessage(), failure);
        }
    }

    /**
     * Returns a copy with all levels of the only outcome. No single batch needs to contain them all.
     *
     * @param levels the levels, in the order of their codes
     * @return the batches with levels
     */
    public Batches levels(String... levels) {
        Preconditions.array("Batches", "levels", levels);
        return levels(List.of(levels));
    }

    /**
     * Returns a copy with the levels of the only outcome.
     *
     * @param levels the levels, in the order of their codes
     * @return the batches with levels
     */
    public Batches levels(List<String> levels) {
        Preconditions.items("Batches", "levels", levels);
        return levels(SINGLE_OUTCOME, levels);
    }

    /**
     * Returns a copy with the levels of one of several outcomes.
     *
     * @param outcome the name of the outcome
     * @param levels the levels, in the order of their codes
     * @return the batches with levels
     */
    public Batches levels(String outcome, List<String> levels) {
        Preconditions.notNull("Batches", "outcome", outcome);
        Preconditions.items("Batches", "levels", levels);
        Map<String, List<String>> more = new LinkedHashMap<>(this.levels);
        more.put(outcome, List.copyOf(levels));
        return new Batches(passes, more);
    }

    /**
     * Opens one pass over the batches.
     *
     * @param number the number of the pass in a fit, from 0, which decides the order of rows of unequal size
     * @return the batches as a stream, to be closed
     */
    public Stream<? extends Examples> pass(int number) {
        return passes.apply(number);
    }

    /**
     * Returns the schema of a first batch.
     *
     * @param first the first batch
     * @return inputs and outcomes, classes with the levels of these batches
     * @throws IllegalArgumentException if an outcome is a class without levels, or numeric with levels
     */
    public Schema schema(Examples first) {
        Preconditions.notNull("Batches", "first", first);
        Map<String, Target> outcomes = new LinkedHashMap<>();
        boolean only = first.outcomes().size() == 1;
        first.outcomes().forEach((name, y) -> outcomes.put(name, counted(only ? SINGLE_OUTCOME : name, y)));
        return Schema.of(Examples.of(first.inputs(), outcomes));
    }

    private Target counted(String outcome, Target y) {
        List<String> known = levels.get(outcome);
        String what = "Batches: levels" + (outcome.isEmpty() ? "" : " of '" + outcome + "'");
        if (y instanceof Labels labels) {
            if (known == null) {
                throw new IllegalArgumentException(
                        what + " must be given where the outcome is a class, as in levels(\"no\", \"yes\"), got none");
            }
            return labels.recodedTo(known);
        }
        if (known != null) {
            throw new IllegalArgumentException(
                    what + " must be left out where the outcome is numbers, got " + Quoted.of(known));
        }
        return y;
    }

    @Override
    public String toString() {
        return "Batches" + (levels.isEmpty() ? "" : " of levels " + levels.values());
    }
}
