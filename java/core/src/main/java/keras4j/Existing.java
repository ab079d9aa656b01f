package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import keras4j.archive.KerasConfig;
import keras4j.code.Program;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.expr.CustomObject;
import keras4j.python.Array;
import keras4j.python.Deadline;
import keras4j.python.Python.Work;
import keras4j.python.Reply;
import keras4j.python.Request;
import keras4j.python.Watch;
import keras4j.spec.FineTuning;
import org.jspecify.annotations.Nullable;

/** What is done with models that are there already: each makes a model of its own from the bytes. */
final class Existing {
    private final Session session;
    private final Deadline deadline;

    Existing(Session session, Deadline deadline) {
        this.session = session;
        this.deadline = deadline;
    }

    Fitted load(KerasFile file) {
        ObjectNode arguments = Request.empty();
        FitCall.customs(arguments, file.customObjects());
        ArrayNode inputs = arguments.putArray("inputs");
        file.inputs().forEach(input -> inputs.add(input.name()));
        ArrayNode outputs = arguments.putArray("outputs");
        file.outputs().forEach(output -> outputs.addObject().put("name", output));
        Request request = new Request("load", arguments, List.of(Array.of(file.bytes())), "loading of " + file.name());
        Reply reply = Loading.of("KerasFile " + file.name(), () -> session.python()
                .call(Work.PREDICTION, request, Watch.NONE, deadline));
        List<List<Integer>> shapes = FitCall.outputs(reply.value().path("outputs"));
        Origin origin = new Origin(file.name(), null, null, file.python(), file.compiled(), file.customObjects());
        Fitted fitted = new Fitted(
                origin,
                Preparation.of(new Schema(file.inputs(), outcomes(file, shapes))),
                History.of(Map.of()),
                shapes,
                Described.of(reply.value()),
                session.provenance(null),
                file.bytes(),
                null,
                List.of(),
                null);
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
            return new Outcome(List.of(output), List.of(), shape);
        }
        if (!shape.equals(List.of(levels.size())) && !(levels.size() == 2 && shape.equals(List.of(1)))) {
            throw new IllegalArgumentException("KerasFile " + file.name() + ": levels must be as many as the output "
                    + output + " gives, which has shape " + shape + ", got " + levels);
        }
        return new Outcome(List.of(output), levels, List.of());
    }

    Fitted fit(
            FineTuning tuning,
            Fitted fitted,
            Examples train,
            @Nullable Examples validation,
            ProgressListener listener) {
        FineTuning seeded = tuning.seed() != null
                ? tuning
                : tuning.seed(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        CallbackFolders.check(seeded.name(), seeded.settings());
        KerasConfig config = config(fitted);
        Schema schema = fitted.schema();
        List<List<String>> levels =
                schema.outcomes().stream().map(Outcome::levels).toList();
        Program program = seeded.program(config.trainable(), config.compile(), levels);
        FitCall call = new FitCall(seeded.name(), null, fitted.preparation(), program);
        Request request = call.request("fit_further", train, validation);
        Progress.interval(request, listener);
        FitCall.customs(request.arguments().putObject("model"), fitted.customObjects());
        List<Array> arrays = new ArrayList<>(request.arrays());
        arrays.add(FitCall.model(fitted));
        Request whole = new Request("fit_further", request.arguments(), arrays, request.what());
        CompletableFuture<@Nullable TrainingRows> data = Session.told(train);
        Reply reply = Session.located(
                () -> program, () -> session.python().call(Work.TRAINING, whole, new Progress(listener), deadline));
        Origin origin = new Origin(
                seeded.name(), null, Objects.requireNonNull(seeded.seed()), program, true, union(fitted, program));
        Fitted further = call.fitted(origin, reply, session.provenance(data.join()));
        session.publish(further, reply);
        return further;
    }

    // The model is loaded with what it had; its program may define more, such as another loss.
    private static List<CustomObject> union(Fitted fitted, Program program) {
        List<CustomObject> all = new ArrayList<>();
        fitted.customObjects().forEach(all::add);
        program.customObjects().forEach(all::add);
        return CustomObject.in(
                fitted.name(), all.stream().map(CustomObject::expr).toList());
    }

    private static KerasConfig config(Fitted fitted) {
        return KerasConfig.read(fitted.model(), fitted.customObjects());
    }

    Fitted quantized(Fitted fitted, Quantization mode) {
        return changed(fitted, "quantize", Request.empty().put("mode", mode.toString()), List.of());
    }

    Fitted withWeights(Fitted fitted, String layer, List<Tensor> weights) {
        List<Array> arrays = weights.stream().map(FitCall::array).toList();
        return changed(fitted, "set_weights", Request.empty().put("layer", layer), arrays);
    }

    private Fitted changed(Fitted fitted, String function, ObjectNode arguments, List<Array> more) {
        FitCall.customs(FitCall.ports(arguments, fitted.schema()), fitted.customObjects());
        List<Array> arrays = new ArrayList<>(List.of(FitCall.model(fitted)));
        arrays.addAll(more);
        Request request = new Request(function, arguments, arrays, function + " of " + fitted.name());
        Reply reply = session.python().call(Work.PREDICTION, request, Watch.NONE, deadline);
        Fitted changed =
                fitted.with(Described.of(reply.value()), reply.attachments().get(0));
        session.publish(changed, reply);
        return changed;
    }

    byte[] plot(Fitted fitted) {
        ObjectNode arguments = Request.empty();
        FitCall.customs(arguments, fitted.customObjects());
        Request request = new Request("plot", arguments, List.of(FitCall.model(fitted)), "picture of " + fitted.name());
        return session.python()
                .call(Work.PREDICTION, request, Watch.NONE, deadline)
                .attachments()
                .get(0);
    }

    Fitted withPreparationInside(Fitted fitted) {
        PreparationInside inside = PreparationInside.of(fitted);
        Reply reply = session.python().call(Work.PREDICTION, inside.request(), Watch.NONE, deadline);
        Fitted whole = new Fitted(
                inside.origin(),
                Preparation.of(inside.schema()),
                fitted.history(),
                fitted.outputs(),
                Described.of(reply.value()),
                session.provenance(fitted.provenance().data()),
                reply.attachments().get(0),
                null,
                List.of(),
                null);
        session.publish(whole, reply);
        return whole;
    }

    Network network(Fitted fitted) {
        ObjectNode arguments = Request.empty();
        FitCall.customs(arguments, fitted.customObjects());
        Request request =
                new Request("layers", arguments, List.of(FitCall.model(fitted)), "inspection of " + fitted.name());
        Reply reply = session.python().call(Work.PREDICTION, request, Watch.NONE, deadline);
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

    private static Network.Weight weight(JsonNode weight, byte[] bytes) {
        List<Integer> shape = FitCall.shape(weight.path("shape"));
        DType dtype = DType.valueOf(weight.path("dtype").asText().toUpperCase(java.util.Locale.ROOT));
        int[] lengths = shape.isEmpty()
                ? new int[] {1}
                : shape.stream().mapToInt(Integer::intValue).toArray();
        Tensor tensor = Tensor.wrap(Array.of(bytes).memory(), dtype, lengths);
        return new Network.Weight(
                weight.path("name").asText(), weight.path("trainable").asBoolean(), tensor);
    }
}
