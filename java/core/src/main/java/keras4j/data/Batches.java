package keras4j.data;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import keras4j.text.Quoted;

/**
 * Rows that come in batches, for data larger than memory: gone through once an epoch, anew each time, a few batches ahead of
 * the training.
 *
 * <p>Each batch is one step of training, taken as it comes: the batch size and the shuffling of a spec mean nothing here. All
 * have rows of one shape and type; all have weights or none has. Their memory must be left unchanged until the fit is over.
 */
public final class Batches {
    private static final String ONLY = "";

    private final Supplier<? extends Stream<? extends Examples>> passes;
    /** By outcome; those of the only outcome under no name. */
    private final Map<String, List<String>> levels;

    private Batches(Supplier<? extends Stream<? extends Examples>> passes, Map<String, List<String>> levels) {
        this.passes = passes;
        this.levels = levels;
    }

    /**
     * Batches from an iterator, which is made for each epoch and closed after it if it is {@link AutoCloseable}: a list will do,
     * and so will {@code () -> new MyIterator(file)}.
     */
    public static Batches of(Iterable<? extends Examples> batches) {
        return new Batches(() -> stream(batches.iterator()), Map.of());
    }

    /** Batches from a stream, which is made for each epoch and closed after it. */
    public static Batches ofStream(Supplier<? extends Stream<? extends Examples>> batches) {
        return new Batches(batches, Map.of());
    }

    /** Rows in memory as batches of so many, in their order, the last one smaller; the levels are those of the labels. */
    public static Batches of(Examples examples, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("Batches: rows must be at least 1, got " + rows);
        }
        int all = examples.rows();
        Batches batches = ofStream(() -> IntStream.range(0, (all + rows - 1) / rows)
                .mapToObj(i -> examples.slice(i * rows, Math.min(all, (i + 1) * rows))));
        Map<String, List<String>> levels = new LinkedHashMap<>();
        examples.outcomes().forEach((name, y) -> {
            if (y instanceof Labels labels) {
                levels.put(examples.outcomes().size() == 1 ? ONLY : name, labels.levels());
            }
        });
        return new Batches(batches.passes, levels);
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

    /** The same batches with the levels of the only outcome, all of them: no batch need have them all. */
    public Batches levels(String... levels) {
        return levels(List.of(levels));
    }

    /** The same batches with the levels of the only outcome, in the order of their codes. */
    public Batches levels(List<String> levels) {
        return levels(ONLY, levels);
    }

    /** The same batches with the levels of one of several outcomes, in the order of their codes. */
    public Batches levels(String outcome, List<String> levels) {
        Map<String, List<String>> more = new LinkedHashMap<>(this.levels);
        more.put(outcome, List.copyOf(levels));
        return new Batches(passes, more);
    }

    /** One pass over the batches; to be closed. */
    public Stream<? extends Examples> pass() {
        return passes.get();
    }

    /**
     * What goes in and comes out, as a first batch has it.
     *
     * @throws IllegalArgumentException an outcome is classes and there are no levels, or the other way round
     */
    public Schema schema(Examples first) {
        Map<String, Target> outcomes = new LinkedHashMap<>();
        boolean only = first.outcomes().size() == 1;
        first.outcomes().forEach((name, y) -> outcomes.put(name, counted(only ? ONLY : name, y)));
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
            return labels.within(known);
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
