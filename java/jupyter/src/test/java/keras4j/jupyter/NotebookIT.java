package keras4j.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import keras4j.environment.Settings;
import keras4j.internal.environment.Environments;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks in the kernel JJava from PyPI. */
@Tag("full")
class NotebookIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int MINUTES = 8;

    @TempDir
    static Path folder;

    @BeforeAll
    static void install() throws Exception {
        run("-m", "pip", "install", "-q", "--target", packages().toString(), "jjava==1.0a8", "nbclient==0.11.0");
    }

    private static Path packages() {
        return folder.resolve("packages");
    }

    private static void run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Environments.resolve(Settings.defaults(), "jax").executable().toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("python.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("PYTHONPATH", packages().toString());
        builder.environment()
                .put("JUPYTER_PATH", packages().resolve("share/jupyter").toString());
        builder.environment()
                .put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "Python does not end");
            assertEquals(0, process.exitValue(), Files.readString(log));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Executes a notebook, and returns its code cells. */
    private static List<JsonNode> executed(Path notebook) throws Exception {
        Path result = folder.resolve("result.ipynb");
        run(
                ROOT.resolve("python/tests/notebook.py").toString(),
                "run",
                notebook.toString(),
                System.getProperty("java.class.path"),
                result.toString());
        return StreamSupport.stream(JSON.readTree(result.toFile()).path("cells").spliterator(), false)
                .filter(cell -> cell.path("cell_type").asText().equals("code"))
                .toList();
    }

    private static Path notebook(String... cells) throws Exception {
        ObjectNode notebook = JSON.createObjectNode().put("nbformat", 4).put("nbformat_minor", 5);
        notebook.putObject("metadata")
                .putObject("kernelspec")
                .put("name", "java")
                .put("display_name", "Java")
                .put("language", "java");
        ArrayNode all = notebook.putArray("cells");
        for (String cell : cells) {
            ObjectNode code = all.addObject()
                    .put("cell_type", "code")
                    .put("id", "cell-" + all.size())
                    .put("source", cell)
                    .putNull("execution_count");
            code.putObject("metadata");
            code.putArray("outputs");
        }
        return Files.writeString(folder.resolve("notebook.ipynb"), notebook.toString());
    }

    @Test
    void values_are_tables_and_pictures_and_errors_are_in_their_cell() throws Exception {
        List<JsonNode> cells = executed(notebook(
                "keras4j.data.Datasets.iris()",
                "var history = keras4j.model.TrainingHistory.of(java.util.Map.of(\"loss\", java.util.List.of(0.5, 0.25)));\nhistory",
                "history.plot()",
                "history.metric(\"los\")",
                "1 + 1"));
        assertTrue(shown(cells.get(0), "text/html").contains("sepal_length"), cells::toString);
        assertTrue(shown(cells.get(1), "image/svg+xml").startsWith("<svg"), cells::toString);
        assertEquals(shown(cells.get(1), "image/svg+xml"), shown(cells.get(2), "image/svg+xml"));
        JsonNode error = cells.get(3).path("outputs").path(0);
        assertEquals("error", error.path("output_type").asText());
        assertTrue(
                error.path("traceback")
                        .path(0)
                        .asText()
                        .contains("TrainingHistory: metric must be one of [loss], got 'los'; did you mean 'loss'?"),
                error::toString);
        assertEquals("2", shown(cells.get(4), "text/plain"));
    }

    private static String shown(JsonNode cell, String form) {
        JsonNode data = cell.path("outputs").path(0).path("data").path(form);
        StringBuilder text = new StringBuilder(data.asText());
        data.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    @Test
    void the_first_guide_is_a_notebook_that_runs() throws Exception {
        List<JsonNode> cells = executed(ROOT.resolve("docs/notebooks/getting-started.ipynb"));
        assertTrue(cells.size() > 10, cells::toString);
        List<JsonNode> errors = cells.stream()
                .flatMap(cell -> StreamSupport.stream(cell.path("outputs").spliterator(), false))
                .filter(output -> output.path("output_type").asText().equals("error"))
                .toList();
        assertEquals(List.of(), errors);
        assertTrue(cells.get(1).toString().contains("TrainTest 1437 train rows, 360 test rows"), cells::toString);
    }
}
