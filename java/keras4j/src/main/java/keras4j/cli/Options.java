package keras4j.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;

/**
 * A parsed command line.
 *
 * @param command {@code doctor}, {@code setup}, {@code python} or {@code help}
 * @param values the options that were given with their values, which are empty for those that take none
 * @param rest what follows {@code --}
 */
record Options(String command, Map<String, String> values, List<String> rest) {
    private static final List<String> COMMANDS = List.of("doctor", "setup", "python", "help");
    private static final List<String> OPTIONS =
            List.of("--backend", "--accelerator", "--dev", "--clean", "--pack", "--class-archive", "--");
    private static final List<String> BACKENDS = List.of("jax", "tensorflow");
    private static final List<String> ACCELERATORS = List.of("cpu", "cuda12", "cuda13");

    /** Parses {@code <command> [options] [-- arguments…]}; no command means help. */
    static Options parse(String... arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        String command = words.isEmpty() ? "help" : oneOf("command", words.remove(0), COMMANDS);
        Map<String, String> values = new TreeMap<>();
        List<String> rest = List.of();
        while (!words.isEmpty()) {
            String option = oneOf("option", words.remove(0), OPTIONS);
            if (option.equals("--")) {
                rest = List.copyOf(words);
                words.clear();
            } else {
                values.put(option, value(option, words));
            }
        }
        return new Options(command, values, rest);
    }

    private static String value(String option, List<String> words) {
        return switch (option) {
            case "--backend" -> oneOf(option, next(words), BACKENDS);
            case "--accelerator" -> oneOf(option, next(words), ACCELERATORS);
            case "--pack" -> file(option, next(words), ".tar.gz");
            case "--class-archive" -> file(option, next(words), ".jsa");
            default -> "";
        };
    }

    private static String next(List<String> words) {
        return words.isEmpty() ? "nothing" : words.remove(0);
    }

    private static String file(String option, String name, String suffix) {
        if (name.endsWith(suffix)) {
            return name;
        }
        throw new IllegalArgumentException(
                "keras4j: " + option + " must be a file name with " + suffix + ", got " + Quoted.cut(name));
    }

    private static String oneOf(String what, String word, List<String> accepted) {
        if (accepted.contains(word)) {
            return word;
        }
        throw new IllegalArgumentException("keras4j: " + what + " must be " + String.join(" or ", accepted) + ", got "
                + Quoted.cut(word) + NearestName.hint(word, accepted));
    }

    String backend() {
        return values.getOrDefault("--backend", "jax");
    }

    /** Returns the accelerator, or an empty text for that of the settings. */
    String accelerator() {
        return values.getOrDefault("--accelerator", "");
    }

    /** Returns whether the developers' packages are wanted too. */
    boolean developer() {
        return values.containsKey("--dev");
    }

    /** Returns whether environments that this version does not use are removed. */
    boolean clean() {
        return values.containsKey("--clean");
    }

    /** Returns the file that the environment is packed into, or an empty text. */
    String pack() {
        return values.getOrDefault("--pack", "");
    }

    /** Returns the file that the classes are archived in, or an empty text. */
    String classArchive() {
        return values.getOrDefault("--class-archive", "");
    }
}
