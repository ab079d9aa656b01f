package keras4j.tracking;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import keras4j.archive.ReadOptions;
import keras4j.fitted.Fitted;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * MLflow tracking server with its model registry, by its REST API. Nothing is asked of it before the first run.
 *
 * @see <a href="https://mlflow.org/docs/latest/api_reference/rest-api.html">MLflow REST API</a>
 */
public final class MlflowServer {
    private final MlflowClient client;

    private MlflowServer(MlflowClient client) {
        this.client = client;
    }

    /**
     * {@return a server}
     *
     * @param uri its address, such as {@code http://localhost:5000}
     * @throws IllegalArgumentException if it is not an address of HTTP or HTTPS
     */
    public static MlflowServer of(String uri) {
        Preconditions.notNull("MlflowServer", "uri", uri);
        if (!uri.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?")) {
            throw new IllegalArgumentException(
                    "MlflowServer: uri must be like http://localhost:5000, got '" + Quoted.cut(uri) + "'");
        }
        return new MlflowServer(MlflowClient.of(URI.create(uri.replaceFirst("/+$", "")), Map.of()));
    }

    /**
     * {@return a copy that sends a header with each request, such as {@code Authorization}}
     *
     * @param name the name of the header
     * @param value its value, such as {@code Bearer …}
     * @throws IllegalArgumentException if HTTP does not allow them
     */
    public MlflowServer header(String name, String value) {
        Preconditions.notNull("MlflowServer", "name", name);
        Preconditions.notNull("MlflowServer", "value", value);
        try {
            HttpRequest.newBuilder().header(name, value);
        } catch (IllegalArgumentException refused) {
            // The value may be a secret.
            throw new IllegalArgumentException(
                    "MlflowServer: header must have a name and a value that HTTP allows, got '" + Quoted.cut(name)
                            + "'",
                    refused);
        }
        Map<String, String> headers = new LinkedHashMap<>(client.headers());
        headers.put(name, value);
        return new MlflowServer(new MlflowClient(client.uri(), headers, client.http()));
    }

    /**
     * Starts a run, without waiting for the server.
     *
     * @param experiment the name of the experiment, which is created if there is none
     * @param run the name of the run
     * @return the run, which must be closed
     */
    public MlflowRun start(String experiment, String run) {
        Preconditions.notNull("MlflowServer", "experiment", experiment);
        Preconditions.notNull("MlflowServer", "run", run);
        return MlflowRun.of(client, experiment, run);
    }

    /**
     * Points an alias of the model registry to a version.
     *
     * @param model the name of the model
     * @param alias the alias, such as {@code champion}
     * @param version the number of the version
     * @throws MlflowException if the server refuses it or does not answer
     */
    public void setAlias(String model, String alias, int version) {
        Preconditions.notNull("MlflowServer", "model", model);
        Preconditions.notNull("MlflowServer", "alias", alias);
        var unused = MlflowRegistry.call(client, () -> MlflowRegistry.setAlias(client, model, alias, version));
    }

    /**
     * Loads a model that {@link MlflowRun#logModel} logged. Never starts Python.
     *
     * @param model the name of the model
     * @param alias the alias of the version
     * @return the model, with its recipe
     * @throws MlflowException if there is no such model, or the server does not answer
     * @throws keras4j.archive.ArchiveException if the archive is damaged or above the default limits
     */
    public Fitted load(String model, String alias) {
        return load(model, alias, ReadOptions.DEFAULT);
    }

    /**
     * Loads such a model with other limits.
     *
     * @param model the name of the model
     * @param alias the alias of the version
     * @param options the limits
     * @return the model, with its recipe
     * @throws MlflowException as above
     * @throws keras4j.archive.ArchiveException as above
     */
    public Fitted load(String model, String alias, ReadOptions options) {
        Preconditions.notNull("MlflowServer", "model", model);
        Preconditions.notNull("MlflowServer", "alias", alias);
        Preconditions.notNull("MlflowServer", "options", options);
        return MlflowRegistry.call(client, () -> MlflowRegistry.load(client, model, alias, options));
    }

    @Override
    public String toString() {
        return client.toString();
    }
}
