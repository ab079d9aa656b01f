package keras4j;

import java.util.Locale;
import keras4j.internal.session.ArchiveWarmUp;
import keras4j.model.Backend;

/** Program whose classes {@code setup --class-archive} keeps: it reads a fitted model and predicts a row. */
final class FirstPrediction {
    private FirstPrediction() {}

    /** Takes the backend. */
    public static void main(String[] arguments) {
        try (Keras keras = Keras.open(Backend.valueOf(arguments[0].toUpperCase(Locale.ROOT)))) {
            keras.warm(ArchiveWarmUp.archive()).join();
        }
    }
}
