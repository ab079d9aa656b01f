package keras4j;

import java.io.ObjectInputFilter;
import java.util.List;
import java.util.Set;
import keras4j.archive.Reading;

/** Admits fitted models to a stream, what their owner has beside them, and nothing else, in bounds that no such stream meets. */
final class SerialFilter implements ObjectInputFilter {
    private static final long DEEPEST = 16;
    private static final long MOST_OBJECTS = 1_000;
    private static final long LONGEST_ARRAY = 1 << 16;
    /** A model of the largest size, and others beside it. */
    private static final long MOST_BYTES = 2 * Reading.DEFAULT.bytes();

    // Java asks for the model that the proxy becomes, too; a stream that holds one itself is refused by readObject.
    private static final Set<Class<?>> OURS = Set.of(SerialProxy.class, Fitted.class, Conformal.class);

    private final Set<Class<?>> others;

    SerialFilter(List<Class<?>> others) {
        this.others = Set.copyOf(others);
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > (others.isEmpty() ? 1 : DEEPEST)
                || info.references() > MOST_OBJECTS
                || info.streamBytes() > MOST_BYTES
                || info.arrayLength() > LONGEST_ARRAY) {
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return Status.UNDECIDED;
        }
        return OURS.contains(type) || others.contains(type) ? Status.ALLOWED : Status.REJECTED;
    }
}
