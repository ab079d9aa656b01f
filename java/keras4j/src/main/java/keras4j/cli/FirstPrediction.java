package keras4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import keras4j.Keras;
import keras4j.internal.session.ArchiveWarmUp;
import keras4j.model.Backend;

/** Program of a process whose classes are archived: it reads a fitted model and predicts a row. */
final class FirstPrediction {
    private FirstPrediction() {}

    /** Takes the backend. */
    public static void main(String[] arguments) {
        try (Keras keras = Keras.open(Backend.valueOf(arguments[0].toUpperCase(Locale.ROOT)))) {
            keras.warm(ArchiveWarmUp.archive()).join();
        }
    }

    /** Returns the command of such a process, with the class path and the settings of this one. */
    static ProcessBuilder process(String backend, Path classArchive) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ArchiveClassesAtExit=" + classArchive.toAbsolutePath(),
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("keras4j."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstPrediction.class.getName(), backend));
        return new ProcessBuilder(command).inheritIO();
    }
}
