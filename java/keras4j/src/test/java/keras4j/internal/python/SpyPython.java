package keras4j.internal.python;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import keras4j.internal.data.ArraySpec;

/**
 * Python that reports every call before it is made; an exception of the listener propagates to the caller.
 *
 * @param told receives the name of the function, or {@code rows} for rows that may be merged with others
 */
public record SpyPython(Python python, Consumer<String> told) implements Python {
    @Override
    public PythonReply call(Work work, PythonRequest request, CallListener watch, Deadline deadline) {
        told.accept(request.function());
        return python.call(work, request, watch, deadline);
    }

    @Override
    public CompiledModel predictor(long model, List<ArraySpec> inputs, List<ArraySpec> outputs) {
        CompiledModel predictor = python.predictor(model, inputs, outputs);
        return new CompiledModel() {
            @Override
            public void predict(RowSource rows, Deadline deadline) {
                told.accept("rows");
                predictor.predict(rows, deadline);
            }

            @Override
            public void predict(List<PythonArray> x, List<PythonArray> out, Deadline deadline) {
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
    public int queueLength() {
        return python.queueLength();
    }

    @Override
    public boolean awaitIdle(Duration atMost) {
        return python.awaitIdle(atMost);
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
