package keras4j.tracking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keras4j.expr.Point;
import keras4j.session.TrainingControl;
import keras4j.tracking.RecordedMlflow.Answer;
import keras4j.tune.TrialResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of runs to a server, which answers as MLflow does, and warnings where it does not. */
@Timeout(60)
class MlflowRunTest {
    private static final String TAGS =
            "\"tags\":[{\"key\":\"mlflow.user\"},{\"key\":\"mlflow.source.name\",\"value\":\"keras4j\"}";
    private static final List<String> FIRST_RUN = List.of(
            "experiments/get-by-name {\"experiment_name\":\"irises\"}",
            "experiments/create {\"name\":\"irises\"}",
            "runs/create {\"experiment_id\":\"1\",\"run_name\":\"first\"," + TAGS + "]}");

    /** Returns the requests after those that create the first run of an experiment. */
    private static List<String> afterFirst(RecordedMlflow server) {
        List<String> all = server.requests();
        assertEquals(FIRST_RUN, all.subList(0, FIRST_RUN.size()));
        return all.subList(FIRST_RUN.size(), all.size());
    }

    private static String end(String status, String run) {
        return "runs/update {\"status\":\"" + status + "\",\"run_id\":\"" + run + "\"}";
    }

    private static String metric(String name, double value, int step) {
        return "{\"key\":\"" + name + "\",\"value\":" + value + ",\"step\":" + step + "}";
    }

    /** Returns all metrics that were sent for a run, whatever the requests that they were sent in. */
    private static String metrics(List<String> requests, String run) {
        String begin = "runs/log-batch {\"run_id\":\"" + run + "\",\"metrics\":[";
        List<String> metrics = new ArrayList<>();
        requests.stream()
                .filter(request -> request.startsWith(begin))
                .forEach(request -> metrics.add(request.substring(begin.length(), request.length() - 2)));
        return String.join(",", metrics);
    }

    @Test
    void a_fit_is_a_run_with_the_metrics_of_each_epoch() throws Exception {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            assertEquals(List.of(), Warnings.of(() -> {
                try (MlflowRun run = MlflowServer.of(server.uri() + "/").start("irises", "first")) {
                    assertEquals("Run 'first' of MLflow " + server.uri(), run.toString());
                    Fits.fit(run, 2);
                }
            }));
            List<String> requests = afterFirst(server);
            assertEquals(
                    String.join(
                            ",",
                            metric("loss", 1, 1),
                            metric("val_loss", 2, 1),
                            metric("loss", 0.5, 2),
                            metric("val_loss", 1, 2)),
                    metrics(requests, "r1"));
            assertEquals(end("FINISHED", "r1"), requests.get(requests.size() - 1));
        }
    }

    @Test
    void parameters_numbers_tags_and_files_are_logged_with_names_that_the_server_takes() throws Exception {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            MlflowServer mlflow = MlflowServer.of(server.uri()).header("Authorization", "Bearer abc");
            try (MlflowRun run = mlflow.start("irises", "first")) {
                run.logParam("layer(units)", 8);
                run.logMetric("test accuracy", Double.NaN);
                run.setTag("team", "a");
                run.logArtifact("plots/a b.txt", "text".getBytes(StandardCharsets.UTF_8));
            }
            assertEquals(
                    List.of(
                            "runs/log-batch {\"params\":[{\"key\":\"layer_units_\",\"value\":\"8\"}],\"run_id\":\"r1\"}",
                            "runs/log-batch {\"run_id\":\"r1\",\"metrics\":[{\"key\":\"test accuracy\",\"value\":\"NaN\",\"step\":0}]}",
                            "runs/set-tag {\"key\":\"team\",\"value\":\"a\",\"run_id\":\"r1\"}",
                            "PUT /1/r1/artifacts/plots/a b.txt",
                            end("FINISHED", "r1")),
                    afterFirst(server));
            assertArrayEquals(
                    "text".getBytes(StandardCharsets.UTF_8), server.files().get("/1/r1/artifacts/plots/a b.txt"));
            assertEquals(
                    List.of("Bearer abc"),
                    server.authorizations().stream().distinct().toList());
        }
    }

    @Test
    void a_search_has_a_child_run_for_each_candidate() throws Exception {
        Point small = Point.of("units", 8);
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            try (MlflowRun run = MlflowServer.of(server.uri()).start("irises", "first")) {
                Fits.trial(run, small, 0, Fits.accuracy(0.5));
                Fits.trial(run, Point.of("units", 9), 0, TrialResult.failed("too large"));
                Fits.trial(run, small, 1, Fits.accuracy(1));
            }
            List<String> requests = afterFirst(server);
            String parent = "{\"key\":\"mlflow.parentRunId\",\"value\":\"r1\"}]}";
            assertEquals(
                    List.of(
                            "runs/create {\"experiment_id\":\"1\",\"run_name\":\"units=8\"," + TAGS + "," + parent,
                            "runs/log-batch {\"params\":[{\"key\":\"units\",\"value\":\"8\"}],\"run_id\":\"r2\"}",
                            "runs/create {\"experiment_id\":\"1\",\"run_name\":\"units=9\"," + TAGS + "," + parent,
                            "runs/log-batch {\"params\":[{\"key\":\"units\",\"value\":\"9\"}],\"run_id\":\"r3\"}",
                            "runs/set-tag {\"key\":\"failure\",\"value\":\"too large\",\"run_id\":\"r3\"}",
                            end("FINISHED", "r2"),
                            end("FAILED", "r3"),
                            end("FINISHED", "r1")),
                    requests.stream()
                            .filter(request -> !request.contains("metrics"))
                            .toList());
            assertEquals(
                    String.join(
                            ",",
                            metric("fold_accuracy", 0.5, 1),
                            metric("accuracy", 0.5, 1),
                            metric("fold_accuracy", 1, 2),
                            metric("accuracy", 0.75, 2)),
                    metrics(requests, "r2"));
        }
    }

    @Test
    void the_folds_of_a_calibration_are_child_runs() throws Exception {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            try (MlflowRun run = MlflowServer.of(server.uri()).start("irises", "first")) {
                for (int fold = 0; fold < 2; fold++) {
                    run.onStage("fold", fold, 2);
                    Fits.fit(run, 1);
                }
                run.onStage("fold", 2, 2);
                Fits.fit(run, 1);
            }
            List<String> requests = afterFirst(server);
            for (String each : List.of("r1", "r2", "r3")) {
                assertEquals(metric("loss", 1, 1) + "," + metric("val_loss", 2, 1), metrics(requests, each));
                assertTrue(requests.contains(end("FINISHED", each)), each);
            }
            assertTrue(requests.stream().anyMatch(request -> request.contains("\"run_name\":\"fold 2\"")));
        }
    }

    @Test
    void a_training_that_does_not_end_makes_the_run_fail() throws Exception {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            try (MlflowRun run = MlflowServer.of(server.uri()).start("irises", "first")) {
                TrainingControl training = Fits.begun(run, 3);
                run.onEpochEnd(training, Map.of("loss", 1.0));
            }
            assertTrue(afterFirst(server).contains(end("FAILED", "r1")));
        }
    }

    @Test
    void metrics_that_wait_are_sent_together() throws Exception {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            try (MlflowRun run = MlflowServer.of(server.uri()).start("irises", "first")) {
                Fits.fit(run, 2_000);
            }
            List<String> requests = afterFirst(server);
            assertEquals(4_000, metrics(requests, "r1").split("key", -1).length - 1);
            assertTrue(requests.size() < 200, () -> requests.size() + " requests");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    @Test
    void a_server_that_is_down_costs_a_warning() throws Exception {
        String uri = "http://127.0.0.1:" + freePort();
        List<String> warnings = Warnings.of(() -> {
            MlflowRun run = MlflowServer.of(uri).start("irises", "first");
            Fits.fit(run, 3);
            MlflowException unanswered = assertThrows(MlflowException.class, () -> run.register("irises"));
            assertTrue(
                    String.valueOf(unanswered.getMessage())
                            .startsWith("MLflow " + uri + ": server must answer, got ConnectException"),
                    unanswered::getMessage);
            run.close();
            assertNull(run.id());
        });
        assertEquals(
                List.of(
                        "WARN keras4j.mlflow - run 'first': MLflow " + uri
                                + " does not answer, and is asked again until the run is closed: ConnectException",
                        "WARN keras4j.mlflow - run 'first': 3 requests to MLflow " + uri + " were not sent"),
                warnings);
    }

    @Test
    void nothing_is_lost_if_the_server_comes_back() throws Exception {
        int port = freePort();
        List<String> warnings = Warnings.of(() -> {
            MlflowRun run = MlflowServer.of("http://127.0.0.1:" + port).start("irises", "first");
            Fits.fit(run, 3);
            assertThrows(MlflowException.class, () -> run.register("irises"));
            try (RecordedMlflow server = new RecordedMlflow(port)) {
                while (metrics(server.requests(), "r1").isEmpty()) {
                    Thread.onSpinWait();
                }
                assertEquals(6, metrics(server.requests(), "r1").split("key", -1).length - 1);
                run.close();
                assertTrue(afterFirst(server).contains(end("FINISHED", "r1")));
            }
        });
        assertEquals(1, warnings.size(), warnings::toString);
    }

    @Test
    void a_busy_server_is_asked_again_and_a_refusal_is_a_warning() throws Exception {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            List<Integer> left = new ArrayList<>(List.of(503, 429));
            server.fault((endpoint, body) -> {
                if (endpoint.equals("runs/create") && !left.isEmpty()) {
                    return Answer.refused(left.remove(0), "TEMPORARILY_UNAVAILABLE", "busy");
                }
                return body.path("params").has(0)
                        ? Answer.refused(400, "INVALID_PARAMETER_VALUE", "Changing param values is not allowed.")
                        : null;
            });
            List<String> warnings = Warnings.of(() -> {
                MlflowServer mlflow = MlflowServer.of(server.uri());
                try (MlflowRun run = mlflow.start("irises", "first")) {
                    run.logParam("units", 8);
                    while (run.id() == null) {
                        Thread.onSpinWait();
                    }
                }
            });
            assertEquals(
                    List.of(
                            "WARN keras4j.mlflow - run 'first': MLflow " + server.uri()
                                    + " does not answer, and is asked again until the run is closed: status 503",
                            "WARN keras4j.mlflow - run 'first': MLflow " + server.uri()
                                    + ": runs/log-batch was refused with status 400: Changing param values is not allowed."),
                    warnings);
            assertTrue(server.requests().contains(end("FINISHED", "r1")));
        }
    }

    @Test
    void a_run_that_the_server_refuses_costs_one_warning() throws Exception {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            server.fault((endpoint, body) -> Answer.refused(401, "UNAUTHENTICATED", "You are not authenticated."));
            List<String> warnings = Warnings.of(() -> {
                try (MlflowRun run = MlflowServer.of(server.uri()).start("irises", "first")) {
                    Fits.fit(run, 3);
                    Fits.trial(run, Point.of("units", 8), 0, Fits.accuracy(0.5));
                    assertEquals(
                            "MLflow " + server.uri() + ": run 'first' must have been created, got a refusal",
                            assertThrows(MlflowException.class, () -> run.register("irises"))
                                    .getMessage());
                }
            });
            assertEquals(
                    List.of("WARN keras4j.mlflow - run 'first': MLflow " + server.uri()
                            + ": experiments/create was refused with status 401: You are not authenticated."),
                    warnings);
        }
    }

    @Test
    void artifacts_that_the_server_does_not_serve_are_a_warning() throws Exception {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            server.artifactScheme("s3:/");
            List<String> warnings = Warnings.of(() -> {
                try (MlflowRun run = MlflowServer.of(server.uri()).start("irises", "first")) {
                    run.logArtifact("a.txt", new byte[1]);
                }
            });
            assertEquals(
                    List.of("WARN keras4j.mlflow - run 'first': MLflow " + server.uri()
                            + ": artifacts must be served by the server (--serve-artifacts), got s3://1/r1/artifacts"),
                    warnings);
        }
    }

    @Test
    void a_header_is_one_that_http_allows() {
        MlflowServer mlflow = MlflowServer.of("http://localhost:5000");
        String refused = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> mlflow.header("Authorization", "Bearer secret\n"))
                        .getMessage());
        assertEquals(
                "MlflowServer: header must have a name and a value that HTTP allows, got 'Authorization'", refused);
    }

    @Test
    void an_interrupted_caller_does_not_wait_for_the_server() throws Exception {
        String uri = "http://127.0.0.1:" + freePort();
        MlflowRun run = MlflowServer.of(uri).start("irises", "first");
        List<String> warnings = Warnings.of(() -> {
            Thread.currentThread().interrupt();
            run.close();
            assertTrue(Thread.interrupted());
        });
        assertTrue(
                warnings.stream()
                        .anyMatch(warning -> warning.endsWith(" requests to MLflow " + uri + " were not sent")),
                warnings::toString);
    }

    @Test
    void an_address_is_one_of_http() {
        assertEquals(
                "MlflowServer: uri must be like http://localhost:5000, got 'file:/tmp/mlruns'",
                assertThrows(IllegalArgumentException.class, () -> MlflowServer.of("file:/tmp/mlruns"))
                        .getMessage());
        assertEquals(
                "MLflow https://mlflow.example.com/team",
                MlflowServer.of("https://mlflow.example.com/team/").toString());
    }
}
