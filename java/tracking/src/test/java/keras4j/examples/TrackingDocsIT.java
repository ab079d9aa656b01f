package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import keras4j.tracking.MlflowProcess;
import keras4j.tracking.RecordedMlflow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every block of docs/tracking.md, against a server that records the requests and against MLflow itself. */
class TrackingDocsIT {
    @TempDir
    Path folder;

    private void run(String uri) throws Exception {
        try (Shell shell = new Shell(System.getProperty("java.class.path"))) {
            DocumentRun.of(
                    DocumentBlock.ROOT.resolve("docs/tracking.md"),
                    text -> text.replace("http://localhost:5000", uri),
                    shell,
                    folder);
        }
    }

    private static long count(List<String> requests, String part) {
        return requests.stream().filter(request -> request.contains(part)).count();
    }

    @Test
    void the_blocks_run_in_order_and_log_what_the_document_says() throws Exception {
        try (RecordedMlflow server = new RecordedMlflow(0)) {
            run(server.uri());
            List<String> requests = server.requests();
            assertEquals(4, count(requests, "runs/create "), requests::toString);
            assertEquals(2, count(requests, "\"mlflow.parentRunId\",\"value\":\"r2\""), requests::toString);
            assertEquals(4, count(requests, "\"status\":\"FINISHED\""), requests::toString);
            assertEquals(2, count(requests, "{\"params\":[{\"key\":\"hidden_units\""), requests::toString);
            for (String metric : List.of("loss", "accuracy", "fold_accuracy")) {
                assertTrue(count(requests, "{\"key\":\"" + metric + "\",\"value\":") > 0, metric);
            }
        }
    }

    @Test
    @Tag("full")
    void mlflow_takes_it_all_and_loads_the_model() throws Exception {
        try (MlflowProcess mlflow = MlflowProcess.start(folder)) {
            run(mlflow.uri());
            assertEquals(
                    List.of(
                            "irises: hidden_units=4 FINISHED, hidden_units=8 FINISHED, small network FINISHED, units FINISHED",
                            "children of units: 2",
                            "epochs of loss: 1, 2, 3",
                            "params: hidden_units of 2 runs",
                            "champion: version 1, predictions (3, 3)"),
                    mlflow.python("mlflow_runs.py"));
        }
    }
}
