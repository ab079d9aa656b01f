package keras4j.internal.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import keras4j.archive.ArchiveException;
import keras4j.data.Input;
import keras4j.environment.EnvironmentException;
import keras4j.internal.archive.Validator;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.environment.AdditionalPackages;
import keras4j.internal.environment.Environments;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.onnx.OnnxFile;
import keras4j.internal.onnx.OnnxForm;
import keras4j.internal.onnx.OnnxSignature;
import keras4j.internal.python.BackgroundWork;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python;
import keras4j.internal.python.Python.Work;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonReply;
import keras4j.internal.python.SilenceLimit;
import keras4j.internal.python.SpareWorkers.Kind;
import keras4j.internal.text.Quoted;
import keras4j.model.Backend;
import keras4j.python.PythonException;
import keras4j.python.WorkerDiedException;

/** Export of a model to ONNX by both exporters, each in a worker process of its backend; the faster form is kept. */
final class OnnxExport {
    private static final int MAX_REASON = 600;

    private final Session session;
    private final FittedModel model;
    private final OnnxSignature signature;
    private final Deadline deadline;
    private final Map<Backend, String> failures = new TreeMap<>();

    private OnnxExport(Session session, FittedModel model, Deadline deadline) {
        this.session = session;
        this.model = model;
        this.signature = model.onnxSignature();
        this.deadline = deadline;
    }

    /**
     * Returns a copy of a model with the form that ONNX Runtime computes fastest.
     *
     * @throws IllegalArgumentException if no exporter gives a form that agrees with Keras; the message has the reasons
     */
    static FittedModel of(Session session, FittedModel model, Deadline deadline) {
        return new OnnxExport(session, model, deadline).exported();
    }

    /** Returns the backends, that of the session first. */
    private List<Backend> backends() {
        return Arrays.stream(Backend.values())
                .sorted(Comparator.comparing(backend -> backend != session.backend()))
                .toList();
    }

    private FittedModel exported() {
        requireNumbers();
        List<OnnxForm> forms = new ArrayList<>();
        backends().forEach(backend -> attempt(backend, forms));
        if (forms.isEmpty()) {
            throw refusal();
        }
        return model.with(forms.size() == 1 ? forms.get(0) : with(session.backend(), worker -> fastest(worker, forms)));
    }

    private void requireNumbers() {
        if (model.signature().varies() || model.signature().texts()) {
            throw new IllegalArgumentException("Keras.withOnnx: inputs of " + model.name()
                    + " must be numbers of one shape, got "
                    + (model.signature().texts() ? "texts" : "axes that vary"));
        }
    }

    private void attempt(Backend backend, List<OnnxForm> forms) {
        try {
            forms.add(with(backend, this::form));
        } catch (PythonException | WorkerDiedException | ArchiveException | EnvironmentException failed) {
            failures.put(backend, reason(failed));
        }
    }

    private IllegalArgumentException refusal() {
        String reasons = failures.entrySet().stream()
                .map(each -> "on " + each.getKey().id() + " " + each.getValue())
                .collect(Collectors.joining("; "));
        return new IllegalArgumentException("Keras.withOnnx: " + model.name()
                + " must be a network that an exporter to ONNX knows, got " + reasons);
    }

    private static String reason(RuntimeException failed) {
        if (!(failed instanceof PythonException raised)) {
            return Quoted.cut(String.valueOf(failed.getMessage()), MAX_REASON);
        }
        String layer = raised.layer().map(name -> " in layer " + name).orElse("");
        return Quoted.cut(
                raised.type() + layer + ": "
                        + raised.text().strip().lines().findFirst().orElse(""),
                MAX_REASON);
    }

    /** Calls the worker process of a backend, which stays for a while for the next export. */
    private <T> T with(Backend backend, Function<Python, T> call) {
        Kind kind = kind(backend.id());
        Python worker = session.workers().take(kind, () -> worker(kind));
        try {
            return call.apply(worker);
        } finally {
            session.workers().give(kind, worker);
        }
    }

    private Kind kind(String backend) {
        PythonEnvironment environment = BackgroundWork.call(
                "Keras.withOnnx: environment of the exporter",
                deadline,
                () -> AdditionalPackages.withExporter(
                        Environments.resolve(session.settings(), backend), session.settings(), backend));
        return new Kind(backend, session.settings().silence(), environment);
    }

    private Python worker(Kind kind) {
        return Python.worker(
                kind.backend(),
                session.settings().cache(),
                0,
                SilenceLimit.idle(kind.silence()),
                () -> Catalogue.keras().calls(),
                kind.environment());
    }

    private OnnxForm form(Python worker) {
        List<PythonArray> arrays = new ArrayList<>(List.of(ModelArrays.of(model)));
        if (model.samples() != null) {
            arrays.addAll(ModelArrays.of(model.samples().x()));
        }
        PythonReply reply = call(worker, "export_onnx", arguments(), arrays);
        byte[] file = reply.attachments().get(0);
        OnnxFile.check(file, signature, Validator.of("the exported file"));
        JsonNode about = reply.value();
        int opset = about.path("opset").asInt();
        return new OnnxForm(
                file,
                about.path("exporter").asText(),
                opset,
                about.path("difference").asDouble());
    }

    private ModelArguments arguments() {
        ModelArguments arguments = ModelArguments.create()
                .signature(model.schema())
                .customs(model.customObjects())
                .maxLength(model.origin().maxLength());
        arguments.json().putArray("tolerance").add(OnnxForm.ABSOLUTE_TOLERANCE).add(OnnxForm.RELATIVE_TOLERANCE);
        types(arguments.json());
        names(arguments.json().putObject("names"));
        return arguments;
    }

    private void names(ObjectNode names) {
        put(names, "inputs", signature.inputs());
        put(names, "outputs", signature.outputs());
        put(names, "features", signature.features());
        put(names, "logits", signature.logits());
    }

    private static void put(ObjectNode names, String key, List<String> values) {
        values.forEach(names.putArray(key)::add);
    }

    private void types(ObjectNode json) {
        ArrayNode types = json.putArray("dtypes");
        model.schema().inputs().forEach(input -> types.add(input.dtype().toString()));
    }

    private OnnxForm fastest(Python worker, List<OnnxForm> forms) {
        ModelArguments arguments = ModelArguments.create();
        types(arguments.json());
        ArrayNode rows = arguments.json().putArray("rows");
        for (Input input : model.schema().inputs()) {
            input.shape().forEach(rows.addArray()::add);
        }
        List<PythonArray> files =
                forms.stream().map(form -> PythonArray.of(form.bytes())).toList();
        JsonNode times = call(worker, "measure_onnx", arguments, files).value();
        int best = 0;
        for (int at = 1; at < forms.size(); at++) {
            best = times.path(at).asDouble() < times.path(best).asDouble() ? at : best;
        }
        return forms.get(best);
    }

    private PythonReply call(Python worker, String function, ModelArguments arguments, List<PythonArray> arrays) {
        return worker.call(
                Work.LOADING,
                arguments.request(function, arrays, "export of " + model.name()),
                CallListener.NONE,
                deadline);
    }
}
