package keras4j.tracking;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import keras4j.fitted.Fitted;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Run of an MLflow experiment, which logs the fits and searches that it listens to: the metrics of each epoch, and a
 * child run for each candidate of a search, with its parameters and scores.
 *
 * <p>All of it is sent in the background. A server that is down costs a warning; it is asked again until the run is
 * closed. Use one run for one fit or search.
 *
 * <p>A child run has the score of each fold as the metric {@code fold_accuracy}, and the mean so far as {@code accuracy}.
 */
public final class MlflowRun extends RunListener implements AutoCloseable {
    private final MlflowClient client;
    private final String name;
    private final MlflowSender sender;
    private final MlflowEntry entry;

    private MlflowRun(MlflowClient client, String name, MlflowSender sender, MlflowEntry entry) {
        super(entry);
        this.client = client;
        this.name = name;
        this.sender = sender;
        this.entry = entry;
    }

    static MlflowRun of(MlflowClient client, String experiment, String name) {
        MlflowSender sender = new MlflowSender(client, name);
        return new MlflowRun(client, name, sender, MlflowEntry.of(sender, experiment, name));
    }

    /**
     * Logs a parameter, which can't be changed afterwards.
     *
     * @param parameter its name
     * @param value its value
     */
    public void logParam(String parameter, Object value) {
        Preconditions.notNull("MlflowRun", "parameter", parameter);
        entry.parameter(parameter, String.valueOf(Preconditions.notNull("MlflowRun", "value", value)));
    }

    /**
     * Logs a number, such as a score on test rows.
     *
     * @param metric its name
     * @param value its value
     */
    public void logMetric(String metric, double value) {
        Preconditions.notNull("MlflowRun", "metric", metric);
        entry.metrics(0, Map.of(metric, value));
    }

    /**
     * Sets a tag.
     *
     * @param tag its name
     * @param value its value
     */
    public void setTag(String tag, String value) {
        Preconditions.notNull("MlflowRun", "tag", tag);
        entry.tag(tag, Preconditions.notNull("MlflowRun", "value", value));
    }

    /**
     * Logs a file, such as a chart: {@code run.logArtifact("roc.svg", chart.toSvg().getBytes(UTF_8))}.
     *
     * @param path its path among the artifacts
     * @param content its content
     */
    public void logArtifact(String path, byte[] content) {
        Preconditions.notNull("MlflowRun", "path", path);
        entry.artifact(
                path, Preconditions.notNull("MlflowRun", "content", content).clone());
    }

    /**
     * Logs a fitted model as the artifact {@code model}, which MLflow loads, with its archive, which {@link
     * MlflowServer#load} loads; its program, summary and history; and its seed and versions as parameters.
     *
     * @param fitted the model
     * @throws IllegalArgumentException if it needs custom objects, which MLflow does not store
     * @throws IllegalStateException if Keras could not serialise it
     */
    public void logModel(Fitted fitted) {
        Preconditions.notNull("MlflowRun", "fitted", fitted);
        MlflowModelFiles.of(fitted).forEach(entry::artifact);
        entry.artifact("program.py", fitted.program().source().getBytes(StandardCharsets.UTF_8));
        entry.artifact("summary.txt", fitted.summary().getBytes(StandardCharsets.UTF_8));
        if (fitted.history().epochs() > 0) {
            entry.artifact("history.svg", fitted.history().plot().toSvg().getBytes(StandardCharsets.UTF_8));
        }
        fitted.versions().forEach(entry::parameter);
    }

    /**
     * Registers the logged model in the model registry as a new version, when all that was logged is sent.
     *
     * @param model its name in the registry, which is created if it is not there
     * @return the number of the version
     * @throws MlflowException if the server refuses it or does not answer
     */
    public int register(String model) {
        Preconditions.notNull("MlflowRun", "model", model);
        return MlflowRegistry.call(client, () -> {
            sender.flush();
            return MlflowRegistry.register(client, model, requireId(), entry.artifacts());
        });
    }

    private String requireId() {
        String id = id();
        if (id == null) {
            throw new MlflowException(client + ": run '" + name + "' must have been created, got a refusal");
        }
        return id;
    }

    /** {@return the id of the run; null as long as the server has not created it} */
    public @Nullable String id() {
        return entry.id();
    }

    /**
     * Ends the run and its child runs, and sends what is left. If the server does not answer, the rest is lost, with a
     * warning. A run whose last training did not end is marked as failed.
     */
    @Override
    public void close() {
        entry.finish();
        sender.close();
    }

    @Override
    public String toString() {
        return "Run '" + name + "' of " + client;
    }
}
