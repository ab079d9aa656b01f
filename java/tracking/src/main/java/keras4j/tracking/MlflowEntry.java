package keras4j.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Run of a server, whose requests a thread sends later: the first creates the run and learns its id. */
final class MlflowEntry implements RunLog {
    private static final int MAX_METRICS = 1000;
    private static final int MAX_VALUE = 5000;

    private final MlflowSender sender;
    private final List<MlflowEntry> children = new CopyOnWriteArrayList<>();
    private volatile @Nullable String id;
    private volatile String artifacts = "";
    private volatile String experimentId = "";
    private volatile boolean training;
    private volatile boolean failed;

    private MlflowEntry(MlflowSender sender) {
        this.sender = sender;
    }

    /** Returns a run of an experiment, which is created if there is none of that name. */
    static MlflowEntry of(MlflowSender sender, String experiment, String name) {
        MlflowEntry entry = new MlflowEntry(sender);
        sender.add(client -> entry.create(client, MlflowExperiments.id(client, experiment), name, null));
        return entry;
    }

    @Override
    public RunLog child(String name, Map<String, String> parameters) {
        MlflowEntry child = new MlflowEntry(sender);
        children.add(child);
        sender.add(client -> {
            if (id != null) {
                child.create(client, experimentId, name, id);
            }
        });
        parameters.forEach(child::parameter);
        return child;
    }

    private void create(MlflowClient client, String experiment, String name, @Nullable String parent)
            throws IOException, InterruptedException {
        ObjectNode body = MlflowClient.json()
                .put("experiment_id", experiment)
                .put("run_name", Quoted.cut(name, MAX_VALUE))
                .put("start_time", System.currentTimeMillis());
        ArrayNode tags = body.putArray("tags");
        tags.add(pair("mlflow.user", System.getProperty("user.name", "")));
        tags.add(pair("mlflow.source.name", "keras4j"));
        if (parent != null) {
            tags.add(pair("mlflow.parentRunId", parent));
        }
        JsonNode info = client.post("runs/create", body).path("run").path("info");
        experimentId = experiment;
        artifacts = info.path("artifact_uri").asText();
        id = info.path("run_id").asText();
    }

    private static ObjectNode pair(String key, String value) {
        return MlflowClient.json().put("key", key).put("value", Quoted.cut(value, MAX_VALUE));
    }

    /** Returns a name with an underscore for each character that MLflow does not allow. */
    private static String named(String name) {
        return name.replaceAll("[^A-Za-z0-9_\\-. /:]", "_");
    }

    /** Queues a request; nothing is sent for a run that the server refused to create. */
    private void send(String endpoint, ObjectNode body) {
        sender.add(client -> {
            if (id != null) {
                client.post(endpoint, body.put("run_id", id));
            }
        });
    }

    void parameter(String name, String value) {
        ObjectNode body = MlflowClient.json();
        body.putArray("params").add(pair(named(name), value));
        send("runs/log-batch", body);
    }

    void tag(String name, String value) {
        send("runs/set-tag", pair(named(name), value));
    }

    void artifact(String path, byte[] content) {
        sender.add(client -> {
            if (id != null) {
                client.upload(artifacts, path, content);
            }
        });
    }

    @Override
    public void begin() {
        training = true;
    }

    @Override
    public void epoch(int epoch, Map<String, Double> logs) {
        metrics(epoch, logs);
    }

    @Override
    public void end() {
        training = false;
    }

    @Override
    public void metrics(long step, Map<String, Double> values) {
        long now = System.currentTimeMillis();
        List<ObjectNode> metrics = new ArrayList<>();
        values.forEach((name, value) -> metrics.add(MlflowClient.json()
                .put("key", named(name))
                .put("value", value)
                .put("timestamp", now)
                .put("step", step)));
        sender.add(new Metrics(this, metrics));
    }

    @Override
    public void failure(String reason) {
        failed = true;
        tag("failure", reason);
    }

    /** Ends the run and its children. A run that failed, or whose training did not end, is marked so. */
    void finish() {
        children.forEach(MlflowEntry::finish);
        send(
                "runs/update",
                MlflowClient.json()
                        .put("status", failed || training ? "FAILED" : "FINISHED")
                        .put("end_time", System.currentTimeMillis()));
    }

    /** {@return the id; null before the server has created the run} */
    @Nullable String id() {
        return id;
    }

    /** Returns the folder of the artifacts. */
    String artifacts() {
        return artifacts;
    }

    /** Metrics that wait for the run's id. */
    private record Metrics(MlflowEntry run, List<ObjectNode> metrics) implements MlflowSender.Batch {
        @Override
        public boolean take(MlflowSender.Batch other) {
            boolean fits = other instanceof Metrics more
                    && more.run == run
                    && metrics.size() + more.metrics.size() <= MAX_METRICS;
            return fits && metrics.addAll(((Metrics) other).metrics);
        }

        @Override
        public void send(MlflowClient client) throws IOException, InterruptedException {
            if (run.id != null) {
                ObjectNode body = MlflowClient.json().put("run_id", run.id);
                body.putArray("metrics").addAll(metrics);
                client.post("runs/log-batch", body);
            }
        }
    }
}
