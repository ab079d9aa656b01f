package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import keras4j.Preflight.Checked;
import keras4j.code.Program;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.expr.Point;
import keras4j.python.Deadline;
import keras4j.python.Python;
import keras4j.python.PythonException;
import keras4j.python.Request;
import keras4j.python.Watch;
import keras4j.recipe.Recipe;
import keras4j.tune.Together;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Has the networks of some points built: of those with one architecture one. */
final class PreflightCall {
    private final Workflow workflow;
    private final Together together;
    private final Function<Workflow, Schema> schemas;
    private final Map<Point, Program> programs = new LinkedHashMap<>();
    private final Map<Point, Checked> checked = new HashMap<>();

    /** @param schemas tells of a workflow what its network takes and gives, once its recipe has learned */
    PreflightCall(Workflow workflow, Function<Workflow, Schema> schemas) {
        this.workflow = workflow;
        this.together = Alike.exactly(workflow);
        this.schemas = schemas;
    }

    /** What the workflow's rows are like, its recipe learned from all of a frame, once for each recipe. */
    static Function<Workflow, Schema> schemas(DataFrame frame) {
        Map<Recipe, Schema> known = new HashMap<>();
        return chosen -> known.computeIfAbsent(
                chosen.recipe(),
                recipe -> WorkflowRows.of(chosen, frame, null).preparation().schema());
    }

    Preflight run(List<Point> points, Python python, Deadline deadline) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("Keras.preflight: points must be at least one, got none");
        }
        ObjectNode arguments = Request.empty();
        ArrayNode members = arguments.putArray("members");
        points.forEach(point -> member(members, point));
        Request request =
                Request.of("check", arguments, "preflight of " + workflow.spec().name());
        JsonNode reply = python.call(Python.Work.TRAINING, request, Watch.NONE, deadline)
                .value()
                .path("members");
        int at = 0;
        for (Map.Entry<Point, Program> each : programs.entrySet()) {
            JsonNode member = reply.path(at++);
            long parameters = member.path("parameters").asLong();
            String failure = failure(member, each.getValue());
            put(each.getKey(), parameters, member.path("bytes").asLong(), failure);
        }
        return new Preflight(points.stream().map(this::of).toList());
    }

    private void put(Point architecture, long parameters, long bytes, @Nullable String failure) {
        checked.put(architecture, new Checked(architecture, parameters, bytes, failure));
    }

    private Checked of(Point point) {
        return Objects.requireNonNull(checked.get(together.architecture(point))).of(point);
    }

    private void member(ArrayNode members, Point point) {
        Point architecture = together.architecture(point);
        if (programs.containsKey(architecture) || checked.containsKey(architecture)) {
            return;
        }
        try {
            Workflow chosen = workflow.at(point);
            Schema schema = schemas.apply(chosen);
            Program program = FitCall.program(WorkflowRows.seeded(chosen.spec()), schema);
            programs.put(architecture, program);
            describe(members.addObject(), program, schema);
        } catch (RuntimeException e) {
            put(architecture, 0, 0, String.valueOf(e.getMessage()));
        }
    }

    private static void describe(ObjectNode member, Program program, Schema schema) {
        FitCall.program(member, program, schema);
        ArrayNode rows = member.putArray("rows");
        for (Outcome outcome : schema.outcomes()) {
            ArrayNode row = rows.addArray();
            outcome.shape().forEach(row::add);
        }
    }

    /** Why a program failed, with the block at fault. */
    static @Nullable String failure(JsonNode member, Program program) {
        if (!member.has("error")) {
            return null;
        }
        try {
            return Session.located(() -> program, () -> {
                throw PythonException.of(member.path("error"), "network");
            });
        } catch (PythonException raised) {
            return String.valueOf(raised.getMessage());
        }
    }
}
