package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import keras4j.python.Array;
import keras4j.python.Deadline;
import keras4j.python.Python;
import keras4j.python.Reply;
import keras4j.python.Request;
import keras4j.python.Watch;
import keras4j.tune.Outcome;
import keras4j.tune.Task;
import keras4j.tune.Together;
import keras4j.tune.Trial;
import org.jspecify.annotations.Nullable;

/**
 * One task of a search: its trainings as a call of a worker, and what the call gives as outcomes. What is wrong with one training,
 * its recipe, its network or what it predicts, is the outcome of that one alone.
 */
final class TrialTask implements AutoCloseable {
    private final Tuning tuning;
    private final Task task;
    private final TrialRows rows;
    private final List<Member> members = new ArrayList<>();
    private final List<Outcome> outcomes;

    /** A training that can be done. */
    private record Member(Task.Run run, TrialFold fold, Program program) {}

    TrialTask(Tuning tuning, Task task, TrialRows rows) {
        this.tuning = tuning;
        this.task = task;
        this.rows = rows;
        this.outcomes = new ArrayList<>(Collections.nCopies(task.trials().size(), Outcome.failed("it was given up")));
    }

    /**
     * Prepares the rows of each training.
     *
     * @param unbuildable why the network of a point can't be built, if that is known
     */
    void prepare(Together together, Function<Point, @Nullable String> unbuildable) {
        for (Task.Run run : task.runs(together)) {
            String why = unbuildable.apply(run.point());
            if (why == null) {
                why = failure(() -> prepare(run));
            }
            if (why != null) {
                put(run, Outcome.failed(why));
            }
        }
    }

    private void prepare(Task.Run run) {
        TrialFold fold = rows.take(workflow(run), run.fold());
        try {
            long seed = new Trial(run.point(), run.fold()).seed(Objects.requireNonNull(tuning.seed()));
            Program program = FitCall.program(
                    CallbackFolders.without(workflow(run).spec()).seed(seed),
                    fold.preparation().schema());
            members.add(new Member(run, fold, program));
        } catch (RuntimeException failure) {
            rows.free(workflow(run), run.fold());
            throw failure;
        }
    }

    /** What is wrong, if something is; that the search is over goes on. */
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

    private void put(Task.Run run, Outcome outcome) {
        run.trials().forEach(trial -> outcomes.set(trial, outcome));
    }

    /** Whether there is nothing to train. */
    boolean hopeless() {
        return members.isEmpty();
    }

    /** What came of the trials so far, in their order. */
    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /**
     * Trains in a worker, and judges what it predicts.
     *
     * @param together whether those that can be are trained together
     */
    void run(Python worker, boolean together) {
        TrialFold first = members.get(0).fold();
        ObjectNode arguments = Request.empty()
                .put("together", together)
                .put("weights", first.weighted())
                .put("validation", first.validated());
        FitCall.ports(arguments, first.preparation().schema());
        Map<Integer, TrialFold> folds = new LinkedHashMap<>();
        members.forEach(member -> folds.put(member.run().fold(), member.fold()));
        List<Integer> numbers = List.copyOf(folds.keySet());
        ArrayNode described = arguments.putArray("members");
        members.forEach(member -> describe(
                described.addObject().put("fold", numbers.indexOf(member.run().fold())), member));
        List<Array> arrays = folds.values().stream()
                .flatMap(fold -> fold.shared().arrays().stream())
                .toList();
        Request request = new Request(
                "trials",
                arguments,
                arrays,
                "trial of " + tuning.workflow().spec().name());
        read(worker.call(Python.Work.TRAINING, request, Watch.NONE, Deadline.NONE));
    }

    private void describe(ObjectNode described, Member member) {
        FitCall.program(described, member.program(), member.fold().preparation().schema());
        ArrayNode early = described.putArray("early");
        List<Integer> trials = member.run().trials();
        trials.subList(0, trials.size() - 1).forEach(trial -> early.add(epochs(trial)));
    }

    private long epochs(int trial) {
        Point point = task.trials().get(trial).point();
        return ((Number) Objects.requireNonNull(point.value(Trial.EPOCHS))).longValue();
    }

    private void read(Reply reply) {
        Iterator<byte[]> predictions = reply.attachments().iterator();
        for (int at = 0; at < members.size(); at++) {
            Member member = members.get(at);
            JsonNode given = reply.value().path("members").path(at);
            String failure = PreflightCall.failure(given, member.program());
            if (failure == null) {
                member.run().trials().forEach(trial -> judge(member, trial, given, predictions));
            } else {
                put(member.run(), Outcome.failed(failure));
            }
        }
    }

    private void judge(Member member, int trial, JsonNode given, Iterator<byte[]> predictions) {
        TrialFold fold = member.fold();
        List<Tensor> outputs = new ArrayList<>();
        for (JsonNode shape : given.path("shapes")) {
            outputs.add(tensor(predictions.next(), fold.assessed().rows(), shape));
        }
        String failure = failure(
                () -> outcomes.set(trial, Judged.of(tuning, Predictions.of(outputs, fold.preparation()), fold)));
        if (failure != null) {
            outcomes.set(trial, Outcome.failed(failure));
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

    /** Lets go of the rows. */
    @Override
    public void close() {
        members.forEach(member -> rows.free(workflow(member.run()), member.run().fold()));
    }
}
