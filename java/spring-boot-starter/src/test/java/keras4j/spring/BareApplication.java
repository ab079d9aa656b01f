package keras4j.spring;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keras4j.fitted.Fitted;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Program with the starter and without most of Spring Boot, which prints the number of its models. */
final class BareApplication {
    private BareApplication() {}

    public static void main(String[] args) {
        for (String type : List.of(
                "org.springframework.boot.health.contributor.HealthIndicator",
                "org.springframework.boot.actuate.endpoint.annotation.Endpoint",
                "org.springframework.http.ProblemDetail",
                "tools.jackson.databind.JacksonModule")) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(type));
        }
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KerasAutoConfiguration.class,
                        KerasActuatorAutoConfiguration.class,
                        KerasWebAutoConfiguration.class))
                .withPropertyValues(Titanic.LOCATION)
                .run(context -> System.out.println("models: " + context.getBeanNamesForType(Fitted.class).length));
    }
}
