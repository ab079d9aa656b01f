package keras4j.fitted;

import java.io.ObjectInputFilter;
import java.util.List;
import java.util.Set;
import keras4j.archive.ReadOptions;

/**
 * Deserialization filter that admits fitted models and classes listed by the caller, within limits that no such stream
 * exceeds.
 */
final class FittedSerialFilter implements ObjectInputFilter {
    private static final long MAX_DEPTH = 16;
    private static final long MAX_OBJECTS = 1_000;
    private static final long MAX_ARRAY_LENGTH = 1 << 16;
    /** Bytes of two models of the largest size. */
    private static final long MAX_BYTES = 2 * ReadOptions.DEFAULT.bytes();

    // Java also checks the class that the serialized form resolves to; readObject refuses a stream that contains one
    // itself.
    private static final Set<Class<?>> OURS = Set.of(SerializedForm.class, Fitted.class, Conformal.class);

    private final Set<Class<?>> others;

    FittedSerialFilter(List<Class<?>> others) {
        this.others = Set.copyOf(others);
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (exceedsLimits(info)) {
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return Status.UNDECIDED;
        }
        return OURS.contains(type) || others.contains(type) ? Status.ALLOWED : Status.REJECTED;
    }

    private boolean exceedsLimits(FilterInfo info) {
        return info.depth() > (others.isEmpty() ? 1 : MAX_DEPTH)
                || info.references() > MAX_OBJECTS
                || info.streamBytes() > MAX_BYTES
                || info.arrayLength() > MAX_ARRAY_LENGTH;
    }
}
