package keras4j.internal.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import keras4j.code.Program;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.expr.Point;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python;
import keras4j.internal.python.PythonRequest;
import keras4j.internal.session.ModelArguments;
import keras4j.internal.session.Session;
import keras4j.internal.session.SessionView;
import keras4j.internal.workflow.DataPreparation;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.python.PythonException;
import keras4j.recipe.Recipe;
import keras4j.session.Preflight;
import keras4j.session.Preflight.Checked;
import keras4j.tune.BatchingRule;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Preflight in Python: builds one network for each architecture among some points. */
public final class PreflightCall {
    private final Workflow workflow;
    private final BatchingRule together;
    private final Function<Workflow, Schema> schemas;
    private final Map<Point, Program> programs = new LinkedHashMap<>();
    private final Map<Point, Checked> checked = new HashMap<>();

    /**
     * Creates the call.
     *
     * @param schemas returns the schema of a workflow after its recipe was fitted
     */
    public PreflightCall(Workflow workflow, Function<Workflow, Schema> schemas) {
        this.workflow = workflow;
        this.together = TrialBatching.sameShapes(workflow);
        this.schemas = schemas;
    }

    /** Checks the networks of some points in the Python of a session. */
    public static Preflight of(SessionView view, Workflow workflow, DataFrame frame, List<Point> points) {
        view.admit(workflow.spec());
        view.session().requireOpen();
        return new PreflightCall(workflow, schemas(frame))
                .run(points, view.session().python(), view.deadline());
    }

    /** Returns the schema of a workflow, with its recipe fitted to the whole frame, once for each recipe. */
    public static Function<Workflow, Schema> schemas(DataFrame frame) {
        Map<Recipe, Schema> known = new HashMap<>();
        return chosen -> known.computeIfAbsent(
                chosen.recipe(),
                recipe -> WorkflowRows.of(chosen, frame, null).preparation().schema());
    }

    public Preflight run(List<Point> points, Python python, Deadline deadline) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("Keras.preflight: points must be at least one, got none");
        }
        ModelArguments arguments = ModelArguments.ofMembers();
        points.forEach(point -> member(arguments, point));
        PythonRequest request = arguments.request(
                "check", List.of(), "preflight of " + workflow.spec().name());
        JsonNode reply = python.call(Python.Work.TRAINING, request, CallListener.NONE, deadline)
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

    private void member(ModelArguments arguments, Point point) {
        Point architecture = together.architecture(point);
        if (programs.containsKey(architecture) || checked.containsKey(architecture)) {
            return;
        }
        try {
            Workflow chosen = workflow.at(point);
            Schema schema = schemas.apply(chosen);
            Program program = DataPreparation.program(WorkflowRows.seeded(chosen.spec()), schema);
            programs.put(architecture, program);
            describe(arguments.member(), program, schema);
        } catch (RuntimeException e) {
            put(architecture, 0, 0, String.valueOf(e.getMessage()));
        }
    }

    private static void describe(ModelArguments member, Program program, Schema schema) {
        ArrayNode rows = member.program(program, schema).json().putArray("rows");
        for (Outcome outcome : schema.outcomes()) {
            ArrayNode row = rows.addArray();
            outcome.shape().forEach(row::add);
        }
    }

    /** Returns the reason why a program failed, with the block at fault. */
    static @Nullable String failure(JsonNode member, Program program) {
        if (!member.has("error")) {
            return null;
        }
        try {
            return Session.withLayerOf(() -> program, () -> {
                throw PythonException.of(member.path("error"), "network");
            });
        } catch (PythonException raised) {
            return String.valueOf(raised.getMessage());
        }
    }
}
