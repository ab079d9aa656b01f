package keras4j.python;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A Python that tells of every call before it is made; what is thrown then comes out of the call.
 *
 * @param told hears the name of the function, {@code rows} for rows that may travel with others
 */
public record SpyPython(Python python, Consumer<String> told) implements Python {
    @Override
    public Reply call(Work work, Request request, Watch watch, Deadline deadline) {
        told.accept(request.function());
        return python.call(work, request, watch, deadline);
    }

    @Override
    public Predictor predictor(long model, List<ArraySpec> inputs, List<ArraySpec> outputs) {
        Predictor predictor = python.predictor(model, inputs, outputs);
        return new Predictor() {
            @Override
            public void predict(Rows rows, Deadline deadline) {
                told.accept("rows");
                predictor.predict(rows, deadline);
            }

            @Override
            public void predict(List<Array> x, List<Array> out, Deadline deadline) {
                told.accept("predict");
                predictor.predict(x, out, deadline);
            }
        };
    }

    @Override
    public void release(Collection<Long> numbers) {
        python.release(numbers);
    }

    @Override
    public boolean quiet(Duration atMost) {
        return python.quiet(atMost);
    }

    @Override
    public Map<String, String> versions() {
        return python.versions();
    }

    @Override
    public String backend() {
        return python.backend();
    }

    @Override
    public void close() {
        python.close();
    }
}
