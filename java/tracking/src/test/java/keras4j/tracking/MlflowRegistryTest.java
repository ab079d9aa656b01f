package keras4j.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.fitted.Fitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models in the model registry, from a kept model, without Python. */
@Timeout(60)
class MlflowRegistryTest {
    private static Fitted survival() throws IOException {
        try (var file = Objects.requireNonNull(
                MlflowRegistryTest.class.getResourceAsStream("/keras4j/serving/survival-1.keras4j"))) {
            return Fitted.ofBytes(file.readAllBytes());
        }
    }

    @Test
    void a_model_is_logged_registered_named_by_an_alias_and_loaded() throws IOException {
        Fitted fitted = survival();
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            MlflowServer mlflow = MlflowServer.of(server.uri());
            try (MlflowRun run = mlflow.start("titanic", "first")) {
                run.logModel(fitted);
                assertEquals(1, run.register("survival"));
                assertEquals(2, run.register("survival"));
                mlflow.setAlias("survival", "champion", 1);
            }
            assertEquals(fitted, mlflow.load("survival", "champion"));
            assertEquals(
                    Set.of(
                            "history.svg",
                            "model/MLmodel",
                            "model/conda.yaml",
                            "model/data/keras_module.txt",
                            "model/data/model.keras",
                            "model/fitted.keras4j",
                            "model/python_env.yaml",
                            "model/requirements.txt",
                            "program.py",
                            "summary.txt"),
                    server.files().keySet().stream()
                            .map(path -> path.replace("/1/r1/artifacts/", ""))
                            .collect(java.util.stream.Collectors.toSet()));
            List<String> requests = server.requests();
            String version = "model-versions/create {\"name\":\"survival\","
                    + "\"source\":\"mlflow-artifacts:/1/r1/artifacts/model\",\"run_id\":\"r1\"}";
            int created = requests.indexOf(version);
            assertEquals(
                    List.of(
                            "registered-models/get {\"name\":\"survival\"}",
                            "registered-models/create {\"name\":\"survival\"}",
                            version,
                            "registered-models/get {\"name\":\"survival\"}",
                            version,
                            "registered-models/alias {\"name\":\"survival\",\"alias\":\"champion\",\"version\":\"1\"}"),
                    requests.subList(created - 2, created + 4));
            assertEquals(
                    List.of(
                            "registered-models/alias {\"alias\":\"champion\",\"name\":\"survival\"}",
                            "GET /1/r1/artifacts/model/fitted.keras4j"),
                    requests.subList(requests.size() - 2, requests.size()));
            assertTrue(
                    requests.contains("runs/log-batch {\"params\":[{\"key\":\"keras\",\"value\":\""
                            + fitted.versions().get("keras") + "\"}],\"run_id\":\"r1\"}"),
                    requests::toString);
            assertEquals(
                    fitted.summary(),
                    new String(
                            Objects.requireNonNull(server.files().get("/1/r1/artifacts/summary.txt")),
                            StandardCharsets.UTF_8));
        }
    }

    @Test
    void what_is_not_there_is_an_exception() throws IOException {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            MlflowServer mlflow = MlflowServer.of(server.uri());
            assertEquals(
                    "MLflow " + server.uri()
                            + ": registered-models/alias was refused with status 400: Registered model alias champion not found.",
                    assertThrows(MlflowException.class, () -> mlflow.load("survival", "champion"))
                            .getMessage());
            try (MlflowRun run = mlflow.start("titanic", "no model")) {
                mlflow.setAlias("survival", "champion", run.register("survival"));
            }
            assertEquals(
                    "MLflow " + server.uri() + ": artifact fitted.keras4j can't be read: status 500",
                    assertThrows(MlflowException.class, () -> mlflow.load("survival", "champion"))
                            .getMessage());
        }
    }

    @Test
    void a_loaded_model_is_checked() throws IOException {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            MlflowServer mlflow = MlflowServer.of(server.uri());
            try (MlflowRun run = mlflow.start("titanic", "first")) {
                run.logModel(survival());
                mlflow.setAlias("survival", "champion", run.register("survival"));
            }
            ReadOptions few = ReadOptions.DEFAULT.parameters(10);
            assertTrue(
                    String.valueOf(assertThrows(ArchiveException.class, () -> mlflow.load("survival", "champion", few))
                                    .getMessage())
                            .startsWith("Fitted: model must have at most 10 parameters, got "));
        }
    }
}
