package keras4j.data;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rows that come in batches, for data larger than memory: gone through once an epoch, anew each time, a few batches ahead of
 * the training.
 *
 * <p>Each batch is one step of training, taken as it comes: the batch size and the shuffling of a spec mean nothing here. All
 * have rows of one shape and type; all have weights or none has. Their memory must be left unchanged until the fit is over.
 */
public final class Batches {
    private final Supplier<? extends Stream<? extends Examples>> passes;
    private final List<String> levels;

    private Batches(Supplier<? extends Stream<? extends Examples>> passes, List<String> levels) {
        this.passes = passes;
        this.levels = levels;
    }

    /**
     * Batches from an iterator, which is made for each epoch and closed after it if it is {@link AutoCloseable}: a list will do,
     * and so will {@code () -> new MyIterator(file)}.
     */
    public static Batches of(Iterable<? extends Examples> batches) {
        return new Batches(() -> stream(batches.iterator()), List.of());
    }

    /** Batches from a stream, which is made for each epoch and closed after it. */
    public static Batches ofStream(Supplier<? extends Stream<? extends Examples>> batches) {
        return new Batches(batches, List.of());
    }

    /** Rows in memory as batches of so many, in their order, the last one smaller; the levels are those of the labels. */
    public static Batches of(Examples examples, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("Batches: rows must be at least 1, got " + rows);
        }
        int all = examples.rows();
        Batches batches = ofStream(() -> IntStream.range(0, (all + rows - 1) / rows)
                .mapToObj(i -> examples.slice(i * rows, Math.min(all, (i + 1) * rows))));
        return examples.labels().map(labels -> batches.levels(labels.levels())).orElse(batches);
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

    /** The same batches with the levels of their classes, all of them: no batch need have them all. */
    public Batches levels(String... levels) {
        return levels(List.of(levels));
    }

    /** The same batches with the levels of their classes, in the order of their codes. */
    public Batches levels(List<String> levels) {
        return new Batches(passes, List.copyOf(levels));
    }

    /** One pass over the batches; to be closed. */
    public Stream<? extends Examples> pass() {
        return passes.get();
    }

    /**
     * What goes in and comes out, as a first batch has it.
     *
     * @throws IllegalArgumentException its outcome is classes and there are no levels, or the other way round
     */
    public Schema schema(Examples first) {
        boolean classifies = first.labels().isPresent();
        if (classifies == levels.isEmpty()) {
            throw new IllegalArgumentException(
                    classifies
                            ? "Batches: levels must be given where the outcome is a class, as in levels(\"no\", \"yes\"), got none"
                            : "Batches: levels must be left out where the outcome is numbers, got "
                                    + Numbers.quoted(levels));
        }
        return Schema.of(classifies ? first.within(levels) : first);
    }

    @Override
    public String toString() {
        return "Batches" + (levels.isEmpty() ? "" : " of " + levels.size() + " levels");
    }
}
