package keras4j.internal.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Schema;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.RowLengths;
import keras4j.internal.python.BatchFeed;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.PythonArray;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/** Batches of a fit: a training stream and optionally a validation stream, each of which is read once an epoch. */
final class BatchSource implements BatchFeed, AutoCloseable {
    private final String name;
    private final @Nullable Spec spec;
    private final RowLengths lengths;
    private final List<Passes> streams = new ArrayList<>();
    private volatile @Nullable Schema schema;

    BatchSource(Spec spec, Batches train, @Nullable Batches validation) {
        this(spec.name(), spec, RowLengths.of(spec), null, train, validation);
    }

    /** Creates batches for a fitted model. */
    BatchSource(String name, FittedModel fitted, Batches train, @Nullable Batches validation) {
        this(name, null, fitted.lengths(), fitted.schema(), train, validation);
    }

    private BatchSource(
            String name,
            @Nullable Spec spec,
            RowLengths lengths,
            @Nullable Schema schema,
            Batches train,
            @Nullable Batches validation) {
        this.name = name;
        this.spec = spec;
        this.lengths = lengths;
        this.schema = schema;
        streams.add(new Passes(train));
        if (validation != null) {
            streams.add(new Passes(validation));
        }
    }

    /** Returns inputs and outcomes as the first batch has them, and waits for it. */
    Schema schema(Deadline deadline) {
        String what = "fit of " + name;
        begin(0);
        Passes train = streams.get(0);
        while (train.first == null) {
            Duration left = Duration.ofNanos(
                    Math.min(deadline.left(), Duration.ofSeconds(1).toNanos()));
            if (Thread.currentThread().isInterrupted() || left.isNegative()) {
                throw deadline.givenUp(what, " before it began");
            }
            train.first = train.take(left).orElse(null);
        }
        return Objects.requireNonNull(schema);
    }

    private static Schema schema(Batches batches, Examples first, Spec spec) {
        return batches.schema(first.inOrderOf(spec.inputNames(), spec.outputNames()))
                .varying(spec.varyingShapes());
    }

    boolean validates() {
        return streams.size() > 1;
    }

    @Override
    public void begin(int stream) {
        streams.get(stream).begin();
    }

    @Override
    public Optional<List<PythonArray>> poll(int stream, Duration atMost) {
        return streams.get(stream).poll(atMost);
    }

    @Override
    public void close() {
        streams.forEach(Passes::close);
    }

    /** One stream with its current pass. */
    private final class Passes {
        private final Batches batches;
        private @Nullable BatchPrefetcher pass;
        private @Nullable List<PythonArray> first;
        private int passes;
        private boolean taken;
        private @Nullable Boolean weighted;

        Passes(Batches batches) {
            this.batches = batches;
        }

        void begin() {
            if (pass == null || taken) {
                close();
                pass = new BatchPrefetcher(batches, passes, this::checked);
                passes++;
                taken = false;
            }
        }

        Optional<List<PythonArray>> poll(Duration atMost) {
            taken = true;
            List<PythonArray> kept = first;
            first = null;
            return kept == null ? take(atMost) : Optional.of(kept);
        }

        Optional<List<PythonArray>> take(Duration atMost) {
            try {
                return Objects.requireNonNull(pass).poll(atMost);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        /** Checks a batch and converts it to arrays, on the reading thread. */
        private List<PythonArray> checked(Examples batch) {
            Schema known = schema;
            if (known == null) {
                known = schema(batches, batch, Objects.requireNonNull(spec));
                schema = known;
            }
            Examples checked = known.examples(batch);
            lengths.require(known.inputs(), checked.inputs().values());
            boolean weights = !checked.weights().isEmpty();
            if (weighted != null && weighted != weights) {
                throw new IllegalArgumentException("Batches: batches must have weights all or none, got one "
                        + (weights ? "with weights after others without" : "without weights after others with"));
            }
            weighted = weights;
            return ModelArrays.of(checked);
        }

        void close() {
            if (pass != null) {
                pass.close();
            }
        }
    }
}
