import keras4j.Keras;
import keras4j.environment.Settings;
import keras4j.model.Backend;

/** Opens a session that listens to the set-up, then runs the program of the README. */
public class Start {
    public static void main(String[] args) throws Exception {
        var settings = Settings.defaults().withProgress(step -> System.out.println("heard: " + step));
        try (var keras = Keras.open(Backend.JAX, settings)) {
            System.out.println(keras);
        }
        Digits.main(args);
    }
}
