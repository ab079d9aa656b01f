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
import java.util.stream.IntStream;
import keras4j.code.Program;
import keras4j.data.Tensor;
import keras4j.python.Array;
import keras4j.python.Deadline;
import keras4j.python.Python;
import keras4j.python.PythonException;
import keras4j.python.Reply;
import keras4j.python.Request;
import keras4j.python.Watch;
import keras4j.spec.Spec;
import keras4j.tune.Outcome;
import keras4j.tune.Task;
import keras4j.tune.Trial;

/** One task of a search: its trainings as a call of a worker, and what the call gives as outcomes. */
final class TrialTask {
    private final Tuning tuning;
    private final Task task;
    private final List<Task.Run> runs;
    private final Map<Integer, TrialFold> folds = new LinkedHashMap<>();
    private final List<Program> programs = new ArrayList<>();

    TrialTask(Tuning tuning, Task task, Trials.Rows rows) {
        this.tuning = tuning;
        this.task = task;
        this.runs = task.runs();
        for (Task.Run run : runs) {
            folds.computeIfAbsent(run.fold(), rows::fold);
        }
    }

    /** Trains in a worker, and judges what it predicts. */
    List<Outcome> run(Python worker) {
        TrialFold first = folds.values().iterator().next();
        ObjectNode arguments = Request.empty().put("folds", folds.size()).put("weights", first.weighted());
        FitCall.ports(arguments, first.preparation().schema());
        ArrayNode members = arguments.putArray("members");
        runs.forEach(run -> member(members.addObject(), run));
        List<Array> arrays = folds.values().stream()
                .flatMap(fold -> fold.shared().arrays().stream())
                .toList();
        Request request = new Request(
                "trials",
                arguments,
                arrays,
                "trial of " + tuning.workflow().spec().name());
        return outcomes(worker.call(Python.Work.TRAINING, request, Watch.NONE, Deadline.NONE));
    }

    private void member(ObjectNode member, Task.Run run) {
        Spec spec = tuning.workflow().spec().at(run.point());
        long seed = new Trial(run.point(), run.fold()).seed(Objects.requireNonNull(tuning.seed()));
        TrialFold fold = Objects.requireNonNull(folds.get(run.fold()));
        Program program = FitCall.program(spec.seed(seed), fold.preparation().schema());
        programs.add(program);
        member.put("source", program.source())
                .put("file", program.fileName())
                .put("header", program.headerLines())
                .put("fold", List.copyOf(folds.keySet()).indexOf(run.fold()));
        FitCall.customs(member, program.customObjects());
        ArrayNode early = member.putArray("early");
        run.trials().subList(0, run.trials().size() - 1).forEach(trial -> early.add(epochs(trial)));
    }

    private long epochs(int trial) {
        return ((Number) Objects.requireNonNull(task.trials().get(trial).point().value(Trial.EPOCHS))).longValue();
    }

    private List<Outcome> outcomes(Reply reply) {
        List<Outcome> outcomes =
                new ArrayList<>(Collections.nCopies(task.trials().size(), Outcome.failed("it was given up")));
        Iterator<byte[]> predictions = reply.attachments().iterator();
        for (int at = 0; at < runs.size(); at++) {
            JsonNode member = reply.value().path("members").path(at);
            for (int trial : runs.get(at).trials()) {
                outcomes.set(
                        trial,
                        member.has("error")
                                ? failed(member, at)
                                : judged(runs.get(at).fold(), member, predictions));
            }
        }
        return outcomes;
    }

    private Outcome failed(JsonNode member, int at) {
        try {
            return Session.located(() -> programs.get(at), () -> {
                throw PythonException.of(member.path("error"), "trial");
            });
        } catch (PythonException raised) {
            return Outcome.failed(String.valueOf(raised.getMessage()));
        }
    }

    private Outcome judged(int number, JsonNode member, Iterator<byte[]> given) {
        TrialFold fold = Objects.requireNonNull(folds.get(number));
        List<Tensor> outputs = new ArrayList<>();
        for (JsonNode shape : member.path("shapes")) {
            outputs.add(tensor(given.next(), fold.assessed().rows(), shape));
        }
        return Judged.of(tuning, number, Predictions.of(outputs, fold.preparation()), fold.assessed());
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
