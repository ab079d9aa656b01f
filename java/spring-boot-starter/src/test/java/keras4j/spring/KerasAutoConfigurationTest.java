package keras4j.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import keras4j.Keras;
import keras4j.archive.ReadOptions;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.fitted.ModelStore;
import keras4j.onnx.OnnxScorer;
import keras4j.scoring.Scorer;
import keras4j.spring.Titanic.Passenger;
import keras4j.spring.Titanic.Survival;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/** Tests of the beans of an application: engine, models, predictors and settings. */
class KerasAutoConfigurationTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(KerasAutoConfiguration.class));
    private final ApplicationContextRunner onnx = runner.withPropertyValues("keras4j.engine=onnx", Titanic.LOCATION);

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("keras4j.spring");
    }

    @BeforeEach
    void listen() {
        logged.start();
        logger().addAppender(logged);
    }

    @AfterEach
    void leave() {
        logger().detachAppender(logged);
    }

    private List<String> messages() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static boolean isOpen(ApplicationContext context) {
        return ((EngineScorer) context.getBean(Scorer.class)).isOpen();
    }

    private static String failure(ApplicationContextRunner application) {
        String[] message = new String[1];
        application.run(context -> {
            message[0] = String.valueOf(
                    NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure()))
                            .getMessage());
        });
        return message[0];
    }

    @Test
    void the_engine_is_opened_at_the_first_prediction_and_no_python_for_the_one_without() {
        onnx.run(context -> {
            assertFalse(isOpen(context));
            Survival survival = context.getBean(Scorer.class)
                    .predict(context.getBean(Fitted.class), List.of(Titanic.PASSENGER), Survival.class)
                    .get(0);
            assertEquals("yes", survival.predClass());
            assertTrue(isOpen(context));
            assertTrue(context.getBeanFactory().containsSingleton("onnxScorer"));
            assertFalse(context.getBeanFactory().containsSingleton("keras"));
        });
    }

    @Test
    void an_eager_engine_is_warm_when_the_application_has_started() {
        onnx.withPropertyValues("keras4j.eager=true").run(context -> {
            assertTrue(isOpen(context));
            assertEquals(
                    "OnnxScorer, 1 live models", context.getBean(Scorer.class).toString());
        });
        assertEquals(1, messages().size());
        assertTrue(messages().get(0).startsWith("Model survival is warm after "), () -> messages()
                .get(0));
    }

    @Test
    void an_engine_that_is_not_on_the_class_path_is_named() {
        FilteredClassLoader noOnnx = new FilteredClassLoader(OnnxScorer.class);
        FilteredClassLoader noKeras = new FilteredClassLoader(Keras.class);
        FilteredClassLoader none = new FilteredClassLoader(Keras.class, OnnxScorer.class);
        assertEquals(
                "keras4j.engine: the engine onnx must be on the class path, got none; add keras4j-onnx",
                failure(onnx.withClassLoader(noOnnx)));
        assertEquals(
                "keras4j.engine: the engine keras must be on the class path, got none; add keras4j",
                failure(runner.withClassLoader(noKeras).withPropertyValues("keras4j.engine=keras")));
        assertEquals(
                "keras4j.engine: an engine must be on the class path, got none; add keras4j, or keras4j-onnx",
                failure(runner.withClassLoader(none)));
    }

    @Test
    void without_the_property_the_class_path_names_the_engine() {
        assertEquals(Keras.class, EngineChoice.of(null, getClass().getClassLoader()));
        assertEquals(OnnxScorer.class, EngineChoice.of(null, new FilteredClassLoader(Keras.class)));
        runner.withClassLoader(new FilteredClassLoader(Keras.class))
                .withPropertyValues(Titanic.LOCATION, "keras4j.eager=true")
                .run(context -> assertTrue(isOpen(context)));
    }

    @Test
    void the_scorer_of_the_application_comes_first() {
        try (OnnxScorer own = OnnxScorer.open()) {
            Scorer wrapped = new EngineScorer(() -> own, io.micrometer.observation.ObservationRegistry.NOOP);
            onnx.withBean("own", Scorer.class, () -> wrapped)
                    .run(context -> assertSame(wrapped, context.getBean(Scorer.class)));
        }
    }

    @Test
    void the_engine_of_the_application_comes_first() {
        onnx.withBean("own", OnnxScorer.class, OnnxScorer::open).run(context -> {
            context.getBean(Scorer.class).predict(context.getBean(Fitted.class), List.of(Titanic.PASSENGER));
            assertEquals("OnnxScorer, 1 live models", context.getBean("own").toString());
        });
    }

    @Test
    void models_come_from_files_the_class_path_and_stores(@TempDir Path folder) {
        Path file = folder.resolve("one.keras4j");
        Titanic.model(1).save(file);
        ModelStore store = ModelStore.at(folder.resolve("store"));
        store.tag("survival", "production", store.publish("survival", Titanic.model(1)));
        store.publish("survival", Titanic.model(2));
        String in = "keras4j.models.survival.location=";
        String stored = in + folder.resolve("store");
        assertEquals(Titanic.model(1), fitted(Titanic.LOCATION));
        assertEquals(Titanic.model(1), fitted(in + file));
        assertEquals(Titanic.model(1), fitted(in + file.toUri()));
        assertEquals(Titanic.model(2), fitted(stored));
        assertEquals(Titanic.model(1), fitted(stored, "keras4j.models.survival.version=1"));
        assertEquals(Titanic.model(1), fitted(stored, "keras4j.models.survival.version=production"));
    }

    private Fitted fitted(String... properties) {
        Fitted[] fitted = new Fitted[1];
        runner.withPropertyValues(properties).run(context -> fitted[0] = context.getBean("survival", Fitted.class));
        return fitted[0];
    }

    @Test
    void a_location_without_a_model_is_named(@TempDir Path folder) {
        assertEquals(
                "keras4j.models.survival: location must be a file, a class path resource (classpath:…) or the folder of a "
                        + "store, got classpath:none.keras4j",
                failure(runner.withPropertyValues("keras4j.models.survival.location=classpath:none.keras4j")));
        assertEquals(
                "keras4j.models.survival: a version must go with a location that is the folder of a store, got "
                        + "classpath:keras4j/serving/survival-1.keras4j",
                failure(runner.withPropertyValues(Titanic.LOCATION, "keras4j.models.survival.version=1")));
        assertTrue(failure(runner.withPropertyValues("keras4j.models.survival.location=" + folder))
                .startsWith("ModelStore: name must be one of [], got survival"));
    }

    @Test
    void a_location_that_cannot_be_read_is_named() {
        Resource broken = new AbstractResource() {
            @Override
            public boolean exists() {
                return true;
            }

            @Override
            public String getDescription() {
                return "broken";
            }

            @Override
            public InputStream getInputStream() throws IOException {
                throw new IOException("broken");
            }
        };
        ResourceLoader loader = new DefaultResourceLoader() {
            @Override
            public Resource getResource(String location) {
                return broken;
            }
        };
        ModelLocation location = new ModelLocation("survival", "https://models/survival", null);
        assertEquals(
                "keras4j.models.survival: location must be readable, got https://models/survival",
                assertThrows(UncheckedIOException.class, () -> location.read(loader, ReadOptions.DEFAULT))
                        .getMessage());
    }

    /** Users of predictors. */
    @Configuration(proxyBeanMethods = false)
    static class Predicting {
        @Bean
        String only(KerasPredictor<Passenger, Survival> predictor) {
            return predictor.predict(Titanic.PASSENGER).predClass();
        }

        @Bean
        String qualified(@Qualifier("survival") KerasPredictor<Passenger, Survival> predictor) {
            return predictor.toString();
        }

        @Bean
        String late(ObjectProvider<KerasPredictor<Passenger, Survival>> predictor) {
            return predictor.getObject().toString();
        }
    }

    @Test
    void a_predictor_has_the_classes_of_its_injection_point() {
        onnx.withUserConfiguration(Predicting.class).run(context -> {
            assertEquals("yes", context.getBean("only"));
            assertEquals("KerasPredictor of survival as Survival", context.getBean("qualified"));
            assertEquals("KerasPredictor of survival as Survival", context.getBean("late"));
        });
    }

    /** Users of the predictors of two models. */
    @Configuration(proxyBeanMethods = false)
    static class Choosing {
        @Bean
        String both(
                @Qualifier("survival") KerasPredictor<Passenger, Survival> first,
                KerasPredictor<Passenger, Survival> otherPredictor,
                Fitted survival,
                @Qualifier("other") Fitted second) {
            assertNotSame(first, otherPredictor);
            assertEquals(Titanic.model(1), survival);
            assertEquals(Titanic.model(2), second);
            return first.predict(Titanic.PASSENGER).predYes() + " "
                    + otherPredictor.predict(Titanic.PASSENGER).predYes();
        }
    }

    @Test
    void the_predictors_of_several_models_are_chosen_by_name() {
        onnx.withPropertyValues("keras4j.models.other.location=classpath:keras4j/serving/survival-2.keras4j")
                .withUserConfiguration(Choosing.class)
                .run(context -> {
                    String[] numbers = context.getBean("both", String.class).split(" ", -1);
                    assertFalse(numbers[0].equals(numbers[1]), numbers[0]);
                });
    }

    /** A user that does not say of which classes. */
    @Configuration(proxyBeanMethods = false)
    static class Raw {
        @Bean
        String raw(KerasPredictor<?, ?> predictor) {
            return predictor.toString();
        }
    }

    @Test
    void a_predictor_without_classes_is_refused() {
        assertEquals(
                "KerasPredictor: an injected predictor must name its record classes, as in KerasPredictor<Passenger, "
                        + "Survival>, got keras4j.spring.KerasPredictor<?, ?>",
                failure(onnx.withUserConfiguration(Raw.class)));
    }

    @Test
    void settings_are_those_of_the_application() {
        runner.withPropertyValues(
                        "keras4j.offline=true",
                        "keras4j.own-process=true",
                        "spring.lifecycle.timeout-per-shutdown-phase=7s")
                .run(context -> assertEquals(
                        Settings.of(name -> null)
                                .withOffline(true)
                                .withOwnProcess(true)
                                .withDrain(Duration.ofSeconds(7)),
                        context.getBean(Settings.class)));
    }

    @Test
    void python_is_a_process_of_its_own_where_devtools_restart_the_application() throws Exception {
        Settings settings = Settings.of(name -> null);
        assertSame(settings, DevtoolsRestart.adapt(settings, getClass().getClassLoader()));
        assertEquals(List.of(), messages());
        try (RestartClassLoader restarting = new RestartClassLoader(getClass().getClassLoader(), new URL[0])) {
            assertTrue(DevtoolsRestart.adapt(settings, restarting).ownProcess());
        }
        assertEquals(
                List.of(
                        "Python runs in a process of its own: devtools restart the application in the same JVM, where an "
                                + "interpreter can neither end nor be loaded again, nor change its backend; "
                                + "spring.devtools.restart.enabled=false runs it inside the JVM"),
                messages());
    }

    /** Beans of two engines in one application. */
    @Configuration(proxyBeanMethods = false)
    @Import(Predicting.class)
    static class Both {
        @Bean
        String engines(OnnxScorer onnx, ObjectProvider<Keras> keras) {
            assertInstanceOf(OnnxScorer.class, onnx);
            return keras.toString();
        }
    }

    @Test
    void either_engine_can_be_injected_beside_the_scorer() {
        onnx.withUserConfiguration(Both.class)
                .run(context ->
                        assertFalse(context.getBeanFactory().containsSingleton("keras"), "nothing has opened Keras"));
    }
}
