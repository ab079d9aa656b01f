package keras4j.fitted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Metadata files of an MLflow model: flavours, signature and requirements. They are written as JSON, which is also
 * YAML.
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
        // Equal models get equal ids, and thus equal bytes.
        UUID id = UUID.nameUUIDFromBytes(fitted.model().key().getBytes(StandardCharsets.UTF_8));
        node.put("model_uuid", id.toString().replace("-", ""));
        node.put("model_size_bytes", fitted.model().model().length);
        node.set("signature", signature());
        node.set("metadata", metadata());
        return text(node);
    }

    /** Returns inputs and outputs as tensors, with names if there are several. */
    private ObjectNode signature() {
        return JSON.createObjectNode()
                .put("inputs", inputs().toString())
                .put("outputs", outputs().toString());
    }

    private ArrayNode inputs() {
        List<Input> inputs = fitted.schema().inputs();
        ArrayNode tensors = JSON.createArrayNode();
        inputs.forEach(
                input -> tensor(tensors, inputs.size() > 1 ? input.name() : null, numpyType(input), input.shape()));
        return tensors;
    }

    private static String numpyType(Input input) {
        return input.dtype() == DType.STRING ? "str" : input.dtype().toString();
    }

    private ArrayNode outputs() {
        List<Outcome> outcomes = fitted.schema().outcomes();
        ArrayNode tensors = JSON.createArrayNode();
        for (int at = 0; at < outcomes.size(); at++) {
            String name = outcomes.size() > 1 ? outcomes.get(at).name() : null;
            tensor(tensors, name, "float32", fitted.outputs().get(at));
        }
        return tensors;
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

    /** Returns the input columns in order, and the classes whose probabilities the outputs are. */
    private ObjectNode metadata() {
        ObjectNode node = JSON.createObjectNode().put("keras4j", version("keras4j"));
        ObjectNode columns = node.putObject("columns");
        for (Input input : fitted.schema().inputs()) {
            input.columns().forEach(columns.putArray(input.name())::add);
        }
        ObjectNode levels = node.putObject("levels");
        for (Outcome outcome : fitted.schema().outcomes()) {
            outcome.levels().forEach(levels.putArray(outcome.name())::add);
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
