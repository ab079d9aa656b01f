package keras4j.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import keras4j.fitted.Fitted;
import org.jspecify.annotations.Nullable;

/** Kept models of the Titanic's passengers with their ONNX forms, and records for them. */
final class Titanic {
    static final String LOCATION = "keras4j.models.survival.location=classpath:keras4j/serving/survival-1.keras4j";
    static final Passenger PASSENGER = new Passenger("1", "female", 29.0, 0, 0, 211.34, "S");

    private Titanic() {}

    record Passenger(
            String pclass,
            String sex,
            @Nullable Double age,
            int sibsp,
            int parch,
            @Nullable Double fare,
            @Nullable String embarked) {}

    record Survival(String predClass, float predYes) {}

    /** Returns one of two models that differ in their weights. */
    static Fitted model(int number) {
        try (InputStream file = Titanic.class.getResourceAsStream("/keras4j/serving/survival-" + number + ".keras4j")) {
            return Fitted.ofBytes(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
