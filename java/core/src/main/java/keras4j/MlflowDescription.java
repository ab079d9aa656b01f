package keras4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import keras4j.data.Input;
import keras4j.data.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What MLflow wants to know of a model: the flavours, what goes in and out, what must be installed. The files are written as
 * JSON, which is YAML too.
 */
final class MlflowDescription {
    private static final JsonMapper JSON = new JsonMapper();

    private final Fitted fitted;
    private final String backend;

    MlflowDescription(Fitted fitted) {
        this.fitted = fitted;
        this.backend = version("backend");
    }

    private String version(String of) {
        return Objects.requireNonNull(fitted.versions().get(of), of);
    }

    String model() {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode flavors = node.putObject("flavors");
        flavors.putObject("keras")
                .put("data", "data")
                .put("keras_backend", backend)
                .put("keras_version", version("keras"))
                .put("save_exported_model", false);
        ObjectNode python = flavors.putObject("python_function")
                .put("loader_module", "mlflow.keras")
                .put("python_version", version("python"));
        python.putObject("env").put("conda", "conda.yaml").put("virtualenv", "python_env.yaml");
        // The same model has the same name and the same bytes.
        UUID id = UUID.nameUUIDFromBytes(fitted.key().getBytes(StandardCharsets.UTF_8));
        node.put("model_uuid", id.toString().replace("-", ""));
        node.put("model_size_bytes", fitted.model().length);
        node.set("signature", signature());
        node.set("metadata", metadata());
        return text(node);
    }

    /** Inputs and outputs as tensors; named where there are several. */
    private ObjectNode signature() {
        List<Input> inputs = fitted.schema().inputs();
        ArrayNode in = JSON.createArrayNode();
        inputs.forEach(input -> tensor(
                in, inputs.size() > 1 ? input.name() : null, input.dtype().toString(), input.shape()));
        List<Outcome> outcomes = fitted.schema().outcomes();
        ArrayNode out = JSON.createArrayNode();
        for (int at = 0; at < outcomes.size(); at++) {
            String name = outcomes.size() > 1 ? outcomes.get(at).name() : null;
            tensor(out, name, "float32", fitted.outputs().get(at));
        }
        return JSON.createObjectNode().put("inputs", in.toString()).put("outputs", out.toString());
    }

    private static void tensor(ArrayNode tensors, @Nullable String name, String dtype, List<Integer> row) {
        ObjectNode tensor = tensors.addObject().put("type", "tensor");
        if (name != null) {
            tensor.put("name", name);
        }
        ArrayNode shape = tensor.putObject("tensor-spec").put("dtype", dtype).putArray("shape");
        shape.add(-1);
        row.forEach(shape::add);
    }

    /** Which columns go in, in order, and what the outputs' numbers are probabilities of. */
    private ObjectNode metadata() {
        ObjectNode node = JSON.createObjectNode().put("keras4j", version("keras4j"));
        ObjectNode columns = node.putObject("columns");
        for (Input input : fitted.schema().inputs()) {
            ArrayNode names = columns.putArray(input.name());
            input.columns().forEach(names::add);
        }
        ObjectNode levels = node.putObject("levels");
        for (Outcome outcome : fitted.schema().outcomes()) {
            ArrayNode names = levels.putArray(outcome.name());
            outcome.levels().forEach(names::add);
        }
        return node;
    }

    private List<String> packages() {
        return List.of(
                "mlflow",
                "keras==" + version("keras"),
                backend + "==" + version(backend),
                "numpy==" + version("numpy"));
    }

    String requirements() {
        return String.join("\n", packages()) + "\n";
    }

    String pythonEnvironment() {
        ObjectNode node = JSON.createObjectNode().put("python", version("python"));
        node.putArray("build_dependencies").add("pip");
        node.putArray("dependencies").add("-r requirements.txt");
        return text(node);
    }

    String conda() {
        ObjectNode node = JSON.createObjectNode().put("name", "mlflow-env");
        node.putArray("channels").add("conda-forge");
        ArrayNode dependencies = node.putArray("dependencies");
        dependencies.add("python=" + version("python")).add("pip");
        ArrayNode packages = dependencies.addObject().putArray("pip");
        packages().forEach(packages::add);
        return text(node);
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
