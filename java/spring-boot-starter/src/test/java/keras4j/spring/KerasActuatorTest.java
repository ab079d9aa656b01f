package keras4j.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.fitted.Fitted;
import keras4j.micrometer.KerasMeters;
import keras4j.scoring.Scorer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests of health, the endpoint, observations and meters. */
class KerasActuatorTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(KerasAutoConfiguration.class, KerasActuatorAutoConfiguration.class))
            .withPropertyValues("keras4j.engine=onnx", Titanic.LOCATION);

    @Test
    void health_is_unknown_before_the_first_use_and_then_up() {
        runner.run(context -> {
            KerasHealthIndicator indicator = context.getBean(KerasHealthIndicator.class);
            Health before = indicator.health();
            assertEquals(Status.UNKNOWN, before.getStatus());
            assertEquals("not opened yet", before.getDetails().get("engine"));
            context.getBean(Scorer.class).predict(context.getBean(Fitted.class), List.of(Titanic.PASSENGER));
            Health after = indicator.health();
            assertEquals(Status.UP, after.getStatus());
            assertEquals("OnnxScorer, 1 live models", after.getDetails().get("engine"));
            assertEquals(Set.of("survival"), after.getDetails().get("models"));
        });
    }

    @Test
    void health_is_down_if_the_engine_could_not_be_opened_and_up_when_it_could() {
        Scorer[] opening = new Scorer[1];
        EngineScorer scorer = new EngineScorer(
                () -> {
                    if (opening[0] == null) {
                        throw new IllegalStateException("no Python");
                    }
                    return opening[0];
                },
                ObservationRegistry.NOOP);
        KerasHealthIndicator indicator = new KerasHealthIndicator(scorer, Set.of());
        try {
            scorer.predict(Titanic.model(1), List.of(Titanic.PASSENGER));
        } catch (IllegalStateException expected) {
            assertEquals("no Python", expected.getMessage());
        }
        assertEquals(Status.DOWN, indicator.health().getStatus());
        assertEquals(
                "java.lang.IllegalStateException: no Python",
                indicator.health().getDetails().get("error"));
        try (keras4j.onnx.OnnxScorer repaired = keras4j.onnx.OnnxScorer.open()) {
            opening[0] = repaired;
            scorer.predict(Titanic.model(1), List.of(Titanic.PASSENGER));
            assertEquals(Status.UP, indicator.health().getStatus());
        }
    }

    @Test
    void health_can_be_switched_off() {
        runner.withPropertyValues("management.health.keras4j.enabled=false")
                .run(context -> assertEquals(0, context.getBeanNamesForType(KerasHealthIndicator.class).length));
    }

    @Test
    void the_endpoint_describes_the_models() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=keras4j")
                .run(context -> {
                    KerasEndpoint endpoint = context.getBean(KerasEndpoint.class);
                    assertEquals("not opened yet", endpoint.overview().engine());
                    KerasEndpoint.Summary summary = endpoint.overview().models().get("survival");
                    Fitted fitted = context.getBean(Fitted.class);
                    assertEquals(
                            new KerasEndpoint.Summary(
                                    "survival",
                                    fitted.created(),
                                    fitted.versions(),
                                    fitted.onnx().orElseThrow()),
                            summary);
                    assertEquals(fitted.describe(), endpoint.describe("survival"));
                    assertNull(endpoint.describe("none"));
                });
    }

    @Test
    void each_prediction_is_an_observation() {
        List<String> seen = new ArrayList<>();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStop(Observation.Context context) {
                seen.add(context.getName() + ", " + context.getContextualName() + ", "
                        + context.getLowCardinalityKeyValues() + ", "
                        + context.getHighCardinalityKeyValues());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        runner.withBean(ObservationRegistry.class, () -> registry).run(context -> {
            Fitted fitted = context.getBean(Fitted.class);
            context.getBean(Scorer.class).predict(fitted, List.of(Titanic.PASSENGER));
            assertEquals(List.of("keras4j.scoring, predict survival, [], [keyValue(model=survival)]"), seen);
        });
    }

    @Test
    void nothing_but_spring_boot_itself_is_needed() throws Exception {
        String optional = ".*/(spring-boot-(health|actuator|webmvc|jackson)|spring-web|jackson-(core|databind)-3).*";
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.matches(optional))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        BareApplication.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), printed);
        assertTrue(printed.contains("models: 1"), printed);
    }

    @Test
    void meters_need_a_registry() {
        runner.run(context -> assertEquals(0, context.getBeanNamesForType(KerasMeters.class).length));
        runner.withBean(SimpleMeterRegistry.class)
                .run(context ->
                        assertTrue(context.getBean(KerasMeters.class).toString().startsWith("KerasMeters of")));
    }
}
