package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import keras4j.code.Program;
import keras4j.data.Schema;
import keras4j.expr.Point;
import keras4j.python.Deadline;
import keras4j.python.Python;
import keras4j.python.PythonException;
import keras4j.python.Request;
import keras4j.python.Watch;
import keras4j.recipe.Recipe;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Has the networks of some points built. */
final class PreflightCall {
    private final Workflow workflow;
    private final DataFrame frame;
    private final List<Point> points;
    private final Map<Recipe, Schema> schemas = new HashMap<>();
    private final List<Program> programs = new ArrayList<>();

    PreflightCall(Workflow workflow, DataFrame frame, List<Point> points) {
        this.workflow = workflow;
        this.frame = frame;
        this.points = points;
        if (points.isEmpty()) {
            throw new IllegalArgumentException("Keras.preflight: points must be at least one, got none");
        }
    }

    Preflight run(Python python, Deadline deadline) {
        ObjectNode arguments = Request.empty();
        ArrayNode members = arguments.putArray("members");
        points.forEach(point -> member(members.addObject(), workflow.at(point)));
        Request request =
                Request.of("check", arguments, "preflight of " + workflow.spec().name());
        JsonNode reply = python.call(Python.Work.TRAINING, request, Watch.NONE, deadline)
                .value()
                .path("members");
        List<Preflight.Checked> checks = new ArrayList<>();
        for (int at = 0; at < points.size(); at++) {
            JsonNode member = reply.path(at);
            checks.add(new Preflight.Checked(
                    points.get(at),
                    member.path("parameters").asLong(),
                    member.path("bytes").asLong(),
                    failure(member, programs.get(at))));
        }
        return new Preflight(checks);
    }

    private void member(ObjectNode member, Workflow chosen) {
        Schema schema = schemas.computeIfAbsent(
                chosen.recipe(),
                recipe -> WorkflowRows.of(chosen, frame, null).preparation().schema());
        Spec spec = WorkflowRows.seeded(chosen.spec());
        Program program = FitCall.program(spec, schema);
        programs.add(program);
        FitCall.program(member, program, schema);
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
