package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.code.Program;
import keras4j.data.Schema;
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
import keras4j.tune.Trial;
import org.jspecify.annotations.Nullable;

/** One task of a search: its trainings as a call of a worker, and what the call gives as outcomes. */
final class TrialTask {
    private final Tuning tuning;
    private final Task task;
    private final Function<Point, @Nullable String> unbuildable;
    /** Those whose network can be built, as far as is known. */
    private final List<Task.Run> runs;

    private final List<TrialFold> folds = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();

    /** @param unbuildable why the network of a point can't be built, if that is known */
    TrialTask(Tuning tuning, Task task, Trials.Rows rows, Function<Point, @Nullable String> unbuildable) {
        this.tuning = tuning;
        this.task = task;
        this.unbuildable = unbuildable;
        this.runs = task.runs().stream()
                .filter(run -> unbuildable.apply(point(run.trials().get(0))) == null)
                .toList();
        runs.forEach(run -> folds.add(rows.of(workflow(run), run.fold())));
    }

    private Point point(int trial) {
        return task.trials().get(trial).point();
    }

    /** Whether there is nothing to train. */
    boolean hopeless() {
        return runs.isEmpty();
    }

    /** That nothing came of it, trial by trial, and why. */
    List<Outcome> failed() {
        return IntStream.range(0, task.trials().size())
                .mapToObj(trial -> Objects.requireNonNullElse(unbuildable.apply(point(trial)), "it was given up"))
                .map(Outcome::failed)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Workflow workflow(Task.Run run) {
        return tuning.workflow().at(run.point());
    }

    /** Trains in a worker, and judges what it predicts. */
    List<Outcome> run(Python worker) {
        TrialFold first = folds.get(0);
        ObjectNode arguments = Request.empty().put("weights", first.weighted()).put("validation", first.validated());
        FitCall.ports(arguments, first.preparation().schema());
        ArrayNode members = arguments.putArray("members");
        List<TrialFold> distinct = folds.stream().distinct().toList();
        for (int at = 0; at < runs.size(); at++) {
            member(members.addObject().put("fold", distinct.indexOf(folds.get(at))), at);
        }
        List<Array> arrays = distinct.stream()
                .flatMap(fold -> fold.shared().arrays().stream())
                .toList();
        Request request = new Request(
                "trials",
                arguments,
                arrays,
                "trial of " + tuning.workflow().spec().name());
        return outcomes(worker.call(Python.Work.TRAINING, request, Watch.NONE, Deadline.NONE));
    }

    private void member(ObjectNode member, int at) {
        Task.Run run = runs.get(at);
        long seed = new Trial(run.point(), run.fold()).seed(Objects.requireNonNull(tuning.seed()));
        Schema schema = folds.get(at).preparation().schema();
        Program program =
                FitCall.program(CallbackFolders.without(workflow(run).spec()).seed(seed), schema);
        programs.add(program);
        FitCall.program(member, program, schema);
        ArrayNode early = member.putArray("early");
        run.trials().subList(0, run.trials().size() - 1).forEach(trial -> early.add(epochs(trial)));
    }

    private long epochs(int trial) {
        return ((Number) Objects.requireNonNull(point(trial).value(Trial.EPOCHS))).longValue();
    }

    private List<Outcome> outcomes(Reply reply) {
        List<Outcome> outcomes = failed();
        Iterator<byte[]> predictions = reply.attachments().iterator();
        for (int at = 0; at < runs.size(); at++) {
            JsonNode member = reply.value().path("members").path(at);
            String failure = PreflightCall.failure(member, programs.get(at));
            for (int trial : runs.get(at).trials()) {
                outcomes.set(trial, failure == null ? judged(at, member, predictions) : Outcome.failed(failure));
            }
        }
        return outcomes;
    }

    private Outcome judged(int at, JsonNode member, Iterator<byte[]> given) {
        TrialFold fold = folds.get(at);
        List<Tensor> outputs = new ArrayList<>();
        for (JsonNode shape : member.path("shapes")) {
            outputs.add(tensor(given.next(), fold.assessed().rows(), shape));
        }
        return Judged.of(tuning, Predictions.of(outputs, fold.preparation()), fold);
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
}
