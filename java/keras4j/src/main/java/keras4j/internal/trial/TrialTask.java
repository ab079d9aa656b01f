package keras4j.internal.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import keras4j.code.Program;
import keras4j.data.Tensor;
import keras4j.expr.Point;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonReply;
import keras4j.internal.python.PythonRequest;
import keras4j.internal.session.CallbackFolders;
import keras4j.internal.session.ModelArguments;
import keras4j.internal.workflow.DataPreparation;
import keras4j.tune.BatchingRule;
import keras4j.tune.Task;
import keras4j.tune.Trial;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Task of a search: its trainings as one call of a worker, and the results of the call. A failure of one training, in
 * its recipe, network or predictions, affects its own result only.
 */
final class TrialTask implements AutoCloseable {
    private final Tuning tuning;
    private final Task task;
    private final TrialRows rows;
    private final List<Member> members = new ArrayList<>();
    private final List<TrialResult> outcomes;

    /** Training that can run. */
    private record Member(Task.Run run, TrialFold fold, Program program) {}

    TrialTask(Tuning tuning, Task task, TrialRows rows) {
        this.tuning = tuning;
        this.task = task;
        this.rows = rows;
        this.outcomes = new ArrayList<>(Collections.nCopies(task.trials().size(), TrialResult.failed("cancelled")));
    }

    /**
     * Prepares the rows of each training.
     *
     * @param unbuildable the known reason why the network of a point can't be built, or null
     */
    void prepare(BatchingRule together, Function<Point, @Nullable String> unbuildable) {
        for (Task.Run run : task.runs(together)) {
            String why = unbuildable.apply(run.point());
            if (why == null) {
                why = failure(() -> prepare(run));
            }
            if (why != null) {
                put(run, TrialResult.failed(why));
            }
        }
    }

    private void prepare(Task.Run run) {
        TrialFold fold = rows.take(workflow(run), run.fold());
        try {
            members.add(new Member(run, fold, program(run, fold)));
        } catch (RuntimeException failure) {
            rows.free(workflow(run), run.fold());
            throw failure;
        }
    }

    private Program program(Task.Run run, TrialFold fold) {
        long seed = new Trial(run.point(), run.fold()).seed(SearchStudies.seed(tuning));
        return DataPreparation.program(
                CallbackFolders.without(workflow(run).spec()).seed(seed),
                fold.preparation().schema());
    }

    /** Returns the message of a failure, if any; the end of the search is rethrown. */
    private static @Nullable String failure(Runnable work) {
        try {
            work.run();
            return null;
        } catch (CancellationException over) {
            throw over;
        } catch (RuntimeException failure) {
            return failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
    }

    private Workflow workflow(Task.Run run) {
        return tuning.workflow().at(run.point());
    }

    private void put(Task.Run run, TrialResult outcome) {
        run.trials().forEach(trial -> outcomes.set(trial, outcome));
    }

    /** Returns whether there is nothing to train. */
    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Returns the results of the trials so far, in order. */
    List<TrialResult> outcomes() {
        return List.copyOf(outcomes);
    }

    /**
     * Trains in a worker, and scores the predictions.
     *
     * @param together whether to batch trainings
     */
    void run(Python worker, boolean together) {
        TrialFold first = members.get(0).fold();
        ModelArguments arguments = ModelArguments.ofMembers()
                .signature(first.preparation().schema())
                .weights(first.weighted())
                .validation(first.validated());
        arguments.json().put("together", together);
        Map<Integer, TrialFold> folds = new LinkedHashMap<>();
        members.forEach(member -> folds.put(member.run().fold(), member.fold()));
        List<Integer> numbers = List.copyOf(folds.keySet());
        members.forEach(member ->
                describe(arguments.member(), numbers.indexOf(member.run().fold()), member));
        List<PythonArray> arrays = folds.values().stream()
                .flatMap(fold -> fold.shared().arrays().stream())
                .toList();
        PythonRequest request = arguments.request(
                "trials", arrays, "trial of " + tuning.workflow().spec().name());
        read(worker.call(Python.Work.TRAINING, request, CallListener.NONE, Deadline.NONE));
    }

    private void describe(ModelArguments described, int fold, Member member) {
        described.program(member.program(), member.fold().preparation().schema());
        described.json().put("fold", fold);
        ArrayNode early = described.json().putArray("early");
        List<Integer> trials = member.run().trials();
        trials.subList(0, trials.size() - 1).forEach(trial -> early.add(epochs(trial)));
    }

    private long epochs(int trial) {
        Point point = task.trials().get(trial).point();
        return ((Number) Objects.requireNonNull(point.value(Trial.EPOCHS))).longValue();
    }

    private void read(PythonReply reply) {
        Iterator<byte[]> predictions = reply.attachments().iterator();
        for (int at = 0; at < members.size(); at++) {
            Member member = members.get(at);
            JsonNode given = reply.value().path("members").path(at);
            String failure = PreflightCall.failure(given, member.program());
            if (failure == null) {
                member.run().trials().forEach(trial -> judge(member, trial, given, predictions));
            } else {
                put(member.run(), TrialResult.failed(failure));
            }
        }
    }

    private void judge(Member member, int trial, JsonNode given, Iterator<byte[]> predictions) {
        TrialFold fold = member.fold();
        List<Tensor> outputs = new ArrayList<>();
        for (JsonNode shape : given.path("shapes")) {
            outputs.add(tensor(predictions.next(), fold.assessed().rows(), shape));
        }
        String failure = failure(() ->
                outcomes.set(trial, TrialScoring.of(tuning, fold.preparation().predictions(outputs), fold)));
        if (failure != null) {
            outcomes.set(trial, TrialResult.failed(failure));
        }
    }

    private static Tensor tensor(byte[] bytes, int rows, JsonNode row) {
        float[] numbers = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer().get(numbers);
        int[] shape = IntStream.concat(
                        IntStream.of(rows), IntStream.range(0, row.size()).map(axis -> row.path(axis)
                                .asInt()))
                .toArray();
        return Tensor.of(numbers, shape);
    }

    /** Frees the rows. */
    @Override
    public void close() {
        members.forEach(member -> rows.free(workflow(member.run()), member.run().fold()));
    }
}
