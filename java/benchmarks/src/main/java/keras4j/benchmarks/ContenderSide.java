package keras4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Process of one contender in one mode: measures, replies with lines of JSON, and ends.
 *
 * <p>The first line ends the measurement of a start, so it is made without loading a JSON library.
 */
final class ContenderSide {
    private ContenderSide() {}

    /** Takes the mode, the folder of the files, and the seconds of a measurement that has no fixed number of calls. */
    static void run(Contender contender, List<String> arguments) throws Exception {
        try (contender) {
            ContenderFiles files = new ContenderFiles(Path.of(arguments.get(1)));
            switch (arguments.get(0)) {
                case "export" -> {
                    contender.export(files);
                    System.out.println("{}");
                }
                case "cold" -> contender.train(files, loss -> first("loss", Double.toString(loss)));
                case "serve" -> {
                    contender.load(files);
                    first(
                            "answer",
                            Arrays.toString(contender.predict(files.batch().row(0))));
                }
                default -> {
                    contender.load(files);
                    new ContenderCalls(contender, files, Double.parseDouble(arguments.get(2)))
                            .measure(arguments.get(0));
                }
            }
        }
    }

    /** Replies with a value, and then with the memory that was needed. */
    private static void first(String name, String value) {
        System.out.println("{\"".concat(name).concat("\":").concat(value).concat("}"));
        try {
            System.out.println("{\"peak_mb\":"
                    .concat(Double.toString(Timing.peakMemoryMb()))
                    .concat("}"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
