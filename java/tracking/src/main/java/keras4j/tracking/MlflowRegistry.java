package keras4j.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import keras4j.archive.ReadOptions;
import keras4j.fitted.Fitted;

/** Model registry of a server. */
final class MlflowRegistry {
    private MlflowRegistry() {}

    /** Work that calls the server. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Runs work, whose failures become exceptions that name the server. */
    static <T> T call(MlflowClient client, Work<T> work) {
        try {
            return work.run();
        } catch (IOException down) {
            throw new MlflowException(client + ": server must answer, got " + MlflowClient.reason(down));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MlflowException(client + ": server must answer, got an interrupt");
        }
    }

    static int register(MlflowClient client, String model, String run, String artifacts)
            throws IOException, InterruptedException {
        create(client, model);
        JsonNode version = client.post(
                "model-versions/create",
                MlflowClient.json()
                        .put("name", model)
                        .put("source", artifacts + "/" + MlflowModelFiles.FOLDER)
                        .put("run_id", run));
        return version.path("model_version").path("version").asInt();
    }

    private static void create(MlflowClient client, String model) throws IOException, InterruptedException {
        try {
            client.get("registered-models/get", Map.of("name", model));
        } catch (MlflowException missing) {
            client.post("registered-models/create", MlflowClient.json().put("name", model));
        }
    }

    static JsonNode setAlias(MlflowClient client, String model, String alias, int version)
            throws IOException, InterruptedException {
        return client.post(
                "registered-models/alias",
                MlflowClient.json().put("name", model).put("alias", alias).put("version", String.valueOf(version)));
    }

    static Fitted load(MlflowClient client, String model, String alias, ReadOptions options)
            throws IOException, InterruptedException {
        String source = client.get("registered-models/alias", Map.of("name", model, "alias", alias))
                .path("model_version")
                .path("source")
                .asText();
        Path file = Files.createTempFile("keras4j-mlflow", ".keras4j");
        try {
            client.download(source, MlflowModelFiles.ARCHIVE, file);
            return Fitted.load(file, options);
        } finally {
            Files.delete(file);
        }
    }
}
