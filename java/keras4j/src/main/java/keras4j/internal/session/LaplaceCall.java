package keras4j.internal.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import keras4j.data.DType;
import keras4j.data.Tensor;
import keras4j.expr.Expr;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.interval.Laplace;
import keras4j.internal.interval.SufficientStatistics;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python.Work;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonRequest;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/** Laplace approximation in a fit, and in the prediction of intervals. */
public final class LaplaceCall {
    private static final JsonMapper JSON = new JsonMapper();

    private LaplaceCall() {}

    /** Returns whether a fit computes the posterior. */
    static boolean asked(@Nullable Spec spec) {
        return spec != null && Expr.of(true).equals(spec.settings().get("laplace"));
    }

    /** Returns the posteriors, one for each output, from Python's sums; none if the fit did not compute them. */
    static List<Laplace> read(JsonNode sums) {
        List<Laplace> posteriors = new ArrayList<>();
        try {
            for (JsonNode each : sums) {
                posteriors.add(Laplace.of(JSON.treeToValue(each, SufficientStatistics.class)));
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return posteriors;
    }

    /**
     * Returns the numbers of each output, or the logits of a class, and their variances: both {@code (rows, units)}.
     */
    public static List<Tensor> spread(Session session, FittedModel fitted, List<Tensor> x, Deadline deadline) {
        if (fitted.posterior().isEmpty()) {
            throw new IllegalArgumentException("Keras.intervals: " + fitted.name()
                    + " must have been fitted with laplace, got one without; fit spec.laplace(), or use"
                    + " keras.conformal");
        }
        int rows = x.get(0).rows();
        List<Tensor> variances = new ArrayList<>();
        List<PythonArray> out = new ArrayList<>();
        for (Laplace posterior : fitted.posterior()) {
            float[] each = posterior.variances();
            variances.add(Tensor.of(each, each.length / posterior.units(), posterior.units()));
            out.add(PythonArray.zeros("float32", rows, posterior.units()));
            out.add(PythonArray.zeros("float32", rows, posterior.units()));
        }
        for (int from = 0; from < rows; from += Session.TURN) {
            List<Tensor> part = new ArrayList<>(Session.slices(x, from, Math.min(rows, from + Session.TURN)));
            part.addAll(variances);
            List<byte[]> parts = run(session, fitted, ModelArrays.of(part), deadline);
            for (int at = 0; at < parts.size(); at++) {
                PythonArray whole = out.get(at);
                whole.memory().position(from * whole.shape()[1] * Float.BYTES).put(parts.get(at));
            }
        }
        return out.stream()
                .map(each -> Tensor.wrap(each.memory(), DType.FLOAT32, each.shape()))
                .toList();
    }

    private static List<byte[]> run(Session session, FittedModel fitted, List<PythonArray> arrays, Deadline deadline) {
        return session.withLiveModel(
                fitted,
                live -> {
                    PythonRequest request = ModelArguments.create()
                            .live(live)
                            .request("spread", arrays, "intervals of " + fitted.name());
                    return session.python()
                            .call(Work.PREDICTION, request, CallListener.NONE, deadline)
                            .attachments();
                },
                deadline);
    }
}
