package keras4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import keras4j.data.DType;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.expr.Expr;
import keras4j.interval.Laplace;
import keras4j.interval.Sums;
import keras4j.python.Array;
import keras4j.python.Deadline;
import keras4j.python.Python.Work;
import keras4j.python.Request;
import keras4j.python.Watch;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/** The Laplace approximation in a fit, and in the prediction of intervals. */
final class LaplaceCall {
    private static final JsonMapper JSON = new JsonMapper();

    private LaplaceCall() {}

    /** Whether a fit computes the posterior. */
    static boolean asked(@Nullable Spec spec) {
        return spec != null && Expr.of(true).equals(spec.settings().get("laplace"));
    }

    /** Refuses outcomes of which the last layer gives more than a row of numbers. */
    static void require(Spec spec, Schema schema) {
        for (Outcome outcome : schema.outcomes()) {
            if (asked(spec) && outcome.shape().size() > 1) {
                throw new IllegalArgumentException(spec.name() + ": for laplace '" + outcome.name()
                        + "' must be plain numbers or a class, got arrays of shape " + outcome.shape());
            }
        }
    }

    /** Refuses rows that can't be gone through again. */
    static void requireRows(Spec spec) {
        if (asked(spec)) {
            throw new IllegalArgumentException(
                    spec.name() + ": laplace must be left out where rows come in batches, got laplace");
        }
    }

    /** The posteriors, one an output, of the sums that Python gives back; none where none were asked for. */
    static List<Laplace> read(JsonNode sums) {
        List<Laplace> posteriors = new ArrayList<>();
        try {
            for (JsonNode each : sums) {
                posteriors.add(Laplace.of(JSON.treeToValue(each, Sums.class)));
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return posteriors;
    }

    /** The numbers of each output, or the logits of a class, and their variances: both {@code (rows, units)}. */
    static List<Tensor> spread(Session session, Fitted fitted, List<Tensor> x, Deadline deadline) {
        if (fitted.laplace().isEmpty()) {
            throw new IllegalArgumentException(
                    "Keras.intervals: " + fitted.name()
                            + " must have been fitted with laplace, got one without; fit spec.laplace(), or use keras.conformal");
        }
        int rows = x.get(0).rows();
        List<Tensor> variances = new ArrayList<>();
        List<Array> out = new ArrayList<>();
        for (Laplace posterior : fitted.laplace()) {
            float[] each = posterior.variances();
            variances.add(Tensor.of(each, each.length / posterior.units(), posterior.units()));
            out.add(Array.zeros("float32", rows, posterior.units()));
            out.add(Array.zeros("float32", rows, posterior.units()));
        }
        for (int from = 0; from < rows; from += Session.TURN) {
            List<Tensor> part = new ArrayList<>(Session.slices(x, from, Math.min(rows, from + Session.TURN)));
            part.addAll(variances);
            List<byte[]> parts = run(session, fitted, FitCall.arrays(part), deadline);
            for (int at = 0; at < parts.size(); at++) {
                Array whole = out.get(at);
                whole.memory().position(from * whole.shape()[1] * Float.BYTES).put(parts.get(at));
            }
        }
        return out.stream()
                .map(each -> Tensor.wrap(each.memory(), DType.FLOAT32, each.shape()))
                .toList();
    }

    private static List<byte[]> run(Session session, Fitted fitted, List<Array> arrays, Deadline deadline) {
        return session.use(fitted, live -> {
            Request request = new Request(
                    "spread", Request.empty().put("model", live.id()), arrays, "intervals of " + fitted.name());
            return session.python()
                    .call(Work.PREDICTION, request, Watch.NONE, deadline)
                    .attachments();
        });
    }
}
