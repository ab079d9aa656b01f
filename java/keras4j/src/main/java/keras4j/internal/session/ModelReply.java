package keras4j.internal.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.data.Input;
import keras4j.internal.fitted.ModelDescription;
import keras4j.internal.interval.Laplace;
import keras4j.internal.python.PythonReply;
import keras4j.model.Evaluation;
import keras4j.model.TrainingHistory;
import keras4j.plot.ModelDiagram;

/** Reply of a function of the Python half that made, restored or evaluated a model. */
record ModelReply(PythonReply reply) {
    /** Returns the number of the live model. */
    long id() {
        return value("model").asLong();
    }

    /** Returns the shape of each output, without the rows. */
    List<List<Integer>> outputs() {
        return shapes("outputs");
    }

    /** Returns the shape of each output as Keras describes it, with an axis too many behind a bag of words. */
    List<List<Integer>> describedOutputs() {
        return shapes("describedOutputs");
    }

    private List<List<Integer>> shapes(String name) {
        List<List<Integer>> shapes = new ArrayList<>();
        value(name).forEach(shape -> shapes.add(shape(shape)));
        return shapes;
    }

    ModelDescription description() {
        return ModelDescription.of(reply.value());
    }

    ModelDiagram diagram() {
        return ModelDescription.diagram(reply.value());
    }

    /** Returns the serialized model, or nothing if Keras could not serialize it. */
    Optional<byte[]> bytes() {
        return reply.attachments().stream().findFirst();
    }

    /** Returns why there are no bytes. */
    String serializationFailure() {
        return value("whyNoBytes").asText();
    }

    TrainingHistory history() {
        Map<String, List<Double>> epochs = new LinkedHashMap<>();
        value("history").properties().forEach(metric -> {
            List<Double> values = new ArrayList<>();
            metric.getValue().forEach(value -> values.add(value.asDouble()));
            epochs.put(metric.getKey(), values);
        });
        return TrainingHistory.of(epochs);
    }

    Evaluation metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        value("metrics")
                .properties()
                .forEach(
                        metric -> metrics.put(metric.getKey(), metric.getValue().asDouble()));
        return Evaluation.of(metrics);
    }

    List<Laplace> posteriors() {
        return LaplaceCall.read(value("laplace"));
    }

    static List<Integer> shape(JsonNode shape) {
        List<Integer> lengths = new ArrayList<>();
        shape.forEach(length -> lengths.add(length.asInt(Input.VARYING)));
        return lengths;
    }

    private JsonNode value(String name) {
        return reply.value().path(name);
    }
}
