package keras4j.internal.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import keras4j.code.Program;
import keras4j.data.Batches;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.expr.CustomObject;
import keras4j.fitted.KerasFile;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.ModelOrigin;
import keras4j.internal.fitted.ModelSignature;
import keras4j.internal.kerasfile.KerasConfig;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python.Work;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonReply;
import keras4j.internal.python.PythonRequest;
import keras4j.internal.text.Quoted;
import keras4j.internal.workflow.DataPreparation;
import keras4j.model.Network;
import keras4j.model.QuantizationMode;
import keras4j.model.TrainingDataFingerprint;
import keras4j.model.TrainingHistory;
import keras4j.session.ProgressListener;
import keras4j.spec.FineTuning;
import org.jspecify.annotations.Nullable;

/** Operations on existing models (load, fine-tune, quantize and others). Each returns a new model. */
public final class ModelOperations {
    private final Session session;
    private final Deadline deadline;

    public ModelOperations(Session session, Deadline deadline) {
        this.session = session;
        this.deadline = deadline;
    }

    public FittedModel load(KerasFile file) {
        PythonRequest request = ModelArguments.create()
                .customs(file.customObjects())
                .maxLength(file.maxLength())
                .signature(file.inputs(), file.outputs())
                .request("load", List.of(PythonArray.of(file.toBytes())), "loading of " + file.name());
        PythonReply reply = LoadFailures.of("KerasFile " + file.name(), () -> session.python()
                .call(Work.LOADING, request, CallListener.NONE, deadline));
        List<List<Integer>> shapes = new ModelReply(reply).outputs();
        boolean varies = new ModelSignature(file.inputs(), shapes).varies();
        ModelOrigin origin = new ModelOrigin(
                file.name(),
                null,
                null,
                file.program(),
                file.compiled(),
                file.customObjects(),
                varies ? (Integer) file.maxLength() : null);
        FittedModel fitted = FittedModel.of(
                origin,
                DataPreparation.of(new Schema(file.inputs(), outcomes(file, shapes))),
                TrainingHistory.of(Map.of()),
                shapes,
                new ModelReply(reply).description(),
                session.provenance(null),
                file.toBytes());
        session.publish(fitted, reply);
        return fitted;
    }

    private static List<Outcome> outcomes(KerasFile file, List<List<Integer>> shapes) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int at = 0; at < shapes.size(); at++) {
            outcomes.add(outcome(file, file.outputs().get(at), shapes.get(at)));
        }
        return outcomes;
    }

    private static Outcome outcome(KerasFile file, String output, List<Integer> shape) {
        List<String> levels = file.levels(output);
        if (levels.isEmpty()) {
            // One number a row without an axis is given and returned as (rows, 1).
            return new Outcome(List.of(output), List.of(), shape.isEmpty() ? List.of(1) : shape);
        }
        if (!shape.equals(List.of(levels.size())) && !(levels.size() == 2 && shape.equals(List.of(1)))) {
            throw new IllegalArgumentException("KerasFile " + file.name() + ": levels must be as many as the output "
                    + output + " gives, which has shape " + shape + ", got " + Quoted.cut(levels));
        }
        return new Outcome(List.of(output), levels, List.of());
    }

    public FittedModel fit(
            FineTuning tuning,
            FittedModel fitted,
            Examples train,
            @Nullable Examples validation,
            ProgressListener listener) {
        FineTuning seeded = seeded(tuning);
        FitCall call = further(seeded, fitted);
        PythonRequest request = call.request("fit_further", train, validation, fitted);
        return further(seeded, fitted, call, request, Session.fingerprint(train), listener);
    }

    /** Trains further on batches, which are closed at the end. */
    public FittedModel fit(
            FineTuning tuning,
            FittedModel fitted,
            Batches train,
            @Nullable Batches validation,
            ProgressListener listener) {
        FineTuning seeded = seeded(tuning);
        FitCall call = further(seeded, fitted);
        try (BatchSource source = new BatchSource(seeded.name(), fitted, train, validation)) {
            PythonRequest request = call.request(source, fitted);
            return further(seeded, fitted, call, request, CompletableFuture.completedFuture(null), listener);
        }
    }

    private static FineTuning seeded(FineTuning tuning) {
        FineTuning seeded = tuning.seed() != null
                ? tuning
                : tuning.seed(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        FitChecks.require(seeded);
        return seeded;
    }

    private static FitCall further(FineTuning seeded, FittedModel fitted) {
        KerasConfig config = config(fitted);
        List<List<String>> levels =
                fitted.schema().outcomes().stream().map(Outcome::levels).toList();
        Program program = seeded.program(config.trainable(), config.compile(), levels);
        return new FitCall(seeded.name(), null, fitted.preparation(), program);
    }

    private FittedModel further(
            FineTuning seeded,
            FittedModel fitted,
            FitCall call,
            PythonRequest request,
            CompletableFuture<@Nullable TrainingDataFingerprint> data,
            ProgressListener listener) {
        FitProgress.interval(request, listener);
        PythonReply reply = Session.withLayerOf(call::program, () -> session.python()
                .call(Work.TRAINING, request, new FitProgress(seeded.name(), listener), deadline));
        ModelOrigin origin = new ModelOrigin(
                seeded.name(),
                null,
                Objects.requireNonNull(seeded.seed()),
                call.program(),
                true,
                union(fitted, call.program()),
                fitted.origin().maxLength());
        return session.published(reply, origin, call, data, deadline);
    }

    // The model is loaded with its own custom objects; the program may define more, such as another loss.
    private static List<CustomObject> union(FittedModel fitted, Program program) {
        List<CustomObject> all = new ArrayList<>();
        fitted.customObjects().forEach(all::add);
        program.customObjects().forEach(all::add);
        return CustomObject.in(
                fitted.name(), all.stream().map(CustomObject::expr).toList());
    }

    private static KerasConfig config(FittedModel fitted) {
        return KerasConfig.read(fitted.model(), fitted.customObjects());
    }

    public FittedModel quantized(FittedModel fitted, QuantizationMode mode) {
        return changed(fitted, "quantize", "mode", mode.toString(), List.of());
    }

    public FittedModel withWeights(FittedModel fitted, String layer, List<Tensor> weights) {
        return changed(fitted, "set_weights", "layer", layer, ModelArrays.of(weights));
    }

    private FittedModel changed(
            FittedModel fitted, String function, String argument, String value, List<PythonArray> more) {
        ModelArguments arguments = ModelArguments.create()
                .signature(fitted.schema())
                .customs(fitted.customObjects())
                .maxLength(fitted.origin().maxLength());
        arguments.json().put(argument, value);
        List<PythonArray> arrays = new ArrayList<>(List.of(ModelArrays.of(fitted)));
        arrays.addAll(more);
        PythonRequest request = arguments.request(function, arrays, function + " of " + fitted.name());
        PythonReply reply = session.python().call(Work.LOADING, request, CallListener.NONE, deadline);
        FittedModel changed = fitted.with(
                new ModelReply(reply).description(), reply.attachments().get(0));
        session.publish(changed, reply);
        return changed;
    }

    public byte[] plot(FittedModel fitted) {
        PythonRequest request = inspection("plot", fitted, "picture of ");
        return session.python()
                .call(Work.LOADING, request, CallListener.NONE, deadline)
                .attachments()
                .get(0);
    }

    public FittedModel withPreprocessingLayers(FittedModel fitted) {
        PreprocessingLayersModel inside = PreprocessingLayersModel.of(fitted);
        PythonReply reply = session.python().call(Work.LOADING, inside.request(), CallListener.NONE, deadline);
        FittedModel whole = FittedModel.of(
                inside.origin(),
                DataPreparation.of(inside.schema()),
                fitted.history(),
                fitted.outputs(),
                new ModelReply(reply).description(),
                session.provenance(fitted.provenance().data()),
                reply.attachments().get(0));
        session.publish(whole, reply);
        return whole;
    }

    public Network network(FittedModel fitted) {
        PythonRequest request = inspection("layers", fitted, "inspection of ");
        PythonReply reply = session.python().call(Work.LOADING, request, CallListener.NONE, deadline);
        List<Network.Layer> layers = new ArrayList<>();
        int next = 0;
        for (JsonNode layer : reply.value()) {
            List<Network.Weight> weights = new ArrayList<>();
            for (JsonNode weight : layer.path("weights")) {
                weights.add(weight(weight, reply.attachments().get(next++)));
            }
            layers.add(new Network.Layer(
                    layer.path("name").asText(),
                    layer.path("type").asText(),
                    layer.path("shape").asText(),
                    layer.path("trainable").asBoolean(),
                    weights));
        }
        return new Network(fitted.name(), layers);
    }

    private static PythonRequest inspection(String function, FittedModel fitted, String what) {
        return ModelArguments.create()
                .customs(fitted.customObjects())
                .maxLength(fitted.origin().maxLength())
                .request(function, List.of(ModelArrays.of(fitted)), what + fitted.name());
    }

    private static Network.Weight weight(JsonNode weight, byte[] bytes) {
        List<Integer> shape = ModelReply.shape(weight.path("shape"));
        DType dtype = DType.valueOf(weight.path("dtype").asText().toUpperCase(java.util.Locale.ROOT));
        int[] lengths = shape.isEmpty()
                ? new int[] {1}
                : shape.stream().mapToInt(Integer::intValue).toArray();
        Tensor tensor = Tensor.wrap(PythonArray.of(bytes).memory(), dtype, lengths);
        return new Network.Weight(
                weight.path("name").asText(), weight.path("trainable").asBoolean(), tensor);
    }
}
