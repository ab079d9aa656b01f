package keras4j.examples;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as an executable jar, with each engine: called by a client, and terminated while requests run. */
class SpringExampleIT {
    private static final String PASSENGER = """
            {"pclass":"1","sex":"female","age":29,"sibsp":0,"parch":0,"fare":211.34,"embarked":"S"}""";

    private static final Pattern SURVIVAL = Pattern.compile("\\{\"predClass\":\"yes\",\"predYes\":(0\\.9[0-9]+)}");
    /** Of the model on any engine. */
    private static final double YES = 0.96273;

    @TempDir
    private Path folder;

    @Test
    void without_python_it_serves_and_loses_no_request_at_its_end_and_the_document_is_true() throws Exception {
        Path cache = folder.resolve("cache");
        Map<String, String> noPython = Map.of("PATH", folder.toString(), "XDG_CACHE_HOME", cache.toString());
        try (ExampleApplication application = ExampleApplication.start(folder, ExampleApplication.jar(), noPython)) {
            SpringDocument.check(application);
            serves(application, "OnnxScorer, 1 live models");
            endsWithoutLoss(application);
            assertFalse(application.log().contains("Python"), application::log);
        }
        assertFalse(Files.exists(cache), "nothing has looked for a Python");
    }

    @Test
    void with_keras_out_of_nested_jars_it_serves_and_loses_no_request_at_its_end() throws Exception {
        try (ExampleApplication application = ExampleApplication.start(
                folder, ExampleApplication.jar(), Map.of(), "--keras4j.engine=keras", "--keras4j.backend=jax")) {
            serves(application, "Keras [0-9.]+ on jax, 1 live models");
            endsWithoutLoss(application);
        }
    }

    @Test
    @Tag("full")
    void devtools_restart_it_with_a_python_in_a_process_of_its_own() throws Exception {
        Path classes = copied(Path.of("target/classes"), folder.resolve("classes"));
        String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");
        List<String> program = List.of("-cp", classPath, "keras4j.examples.spring.SurvivalApplication");
        try (ExampleApplication application =
                ExampleApplication.start(folder, program, Map.of(), "--keras4j.engine=keras")) {
            Files.setLastModifiedTime(classes.resolve("application.properties"), FileTime.from(Instant.now()));
            application.awaitRestart();
            serves(application, "Keras [0-9.]+ on jax, 1 live models");
            assertEquals(
                    2,
                    Pattern.compile("runs in worker process (\\d+)")
                            .matcher(application.log())
                            .results()
                            .map(worker -> worker.group(1))
                            .distinct()
                            .count());
            assertTrue(
                    application.log().contains("Python runs in a process of its own: devtools restart the application"),
                    application::log);
        }
    }

    /** Copies a folder, which is changed to make devtools restart the application. */
    private static Path copied(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private static void serves(ExampleApplication application, String engine) throws Exception {
        assertEquals(401, application.statusForAnyone("survival", PASSENGER));
        assertEquals(200, application.statusForAnyone("actuator/health", ""));
        HttpResponse<String> answer = application.post("survival", BodyPublishers.ofString(PASSENGER));
        Matcher survival = SURVIVAL.matcher(answer.body());
        assertTrue(survival.matches(), answer::body);
        assertEquals(YES, Double.parseDouble(survival.group(1)), 1e-4);
        HttpResponse<String> refused =
                application.post("survival", BodyPublishers.ofString(PASSENGER.replace("\"1\"", "\"9\"")));
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("\"column\":\"pclass\",\"row\":0"), refused::body);
        String health = application.get("actuator/health").body();
        assertTrue(health.matches(".*\"engine\":\"" + engine + "\".*"), health);
        // Numbers come a second after the predictions.
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        application.get("actuator/metrics/keras4j.prediction").statusCode() == 200);
    }

    private static void endsWithoutLoss(ExampleApplication application) throws Exception {
        String answer =
                application.post("survival", BodyPublishers.ofString(PASSENGER)).body();
        SlowClients clients = new SlowClients(application, PASSENGER);
        clients.start(3);
        application.terminate();
        clients.finish(answer);
        application.awaitEnd();
        assertTrue(application.log().contains("Graceful shutdown complete"), application::log);
    }
}
