package keras4j.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Application that predicts who would have survived the Titanic. */
@SpringBootApplication
public class SurvivalApplication {
    /**
     * Starts the application.
     *
     * @param args properties, such as {@code --keras4j.engine=keras}
     */
    public static void main(String[] args) {
        SpringApplication.run(SurvivalApplication.class, args);
    }
}
