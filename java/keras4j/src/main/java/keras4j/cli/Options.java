package keras4j.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;

/**
 * A parsed command line.
 *
 * @param command {@code doctor}, {@code setup}, {@code python} or {@code help}
 * @param backend {@code jax} or {@code tensorflow}
 * @param accelerator {@code cpu}, {@code cuda12} or {@code cuda13}; empty for that of the settings
 * @param developer whether the developers' packages are wanted too
 * @param clean whether environments that this version doesn't use are removed
 * @param pack the file that the environment is packed into; empty for none
 * @param rest what follows {@code --}
 */
record Options(
        String command,
        String backend,
        String accelerator,
        boolean developer,
        boolean clean,
        String pack,
        List<String> rest) {
    private static final List<String> COMMANDS = List.of("doctor", "setup", "python", "help");
    private static final List<String> OPTIONS =
            List.of("--backend", "--accelerator", "--dev", "--clean", "--pack", "--");
    private static final List<String> BACKENDS = List.of("jax", "tensorflow");
    private static final List<String> ACCELERATORS = List.of("cpu", "cuda12", "cuda13");

    /** Parses {@code <command> [options] [-- arguments…]}; no command means help. */
    static Options parse(String... arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        Options options = new Options("help", "jax", "", false, false, "", List.of());
        if (!words.isEmpty()) {
            options = options.withCommand(oneOf("command", words.remove(0), COMMANDS));
        }
        while (!words.isEmpty()) {
            options = options.next(words);
        }
        return options;
    }

    private Options next(List<String> words) {
        String option = oneOf("option", words.remove(0), OPTIONS);
        return switch (option) {
            case "--backend" ->
                new Options(command, oneOf(option, value(words), BACKENDS), accelerator, developer, clean, pack, rest);
            case "--accelerator" ->
                new Options(command, backend, oneOf(option, value(words), ACCELERATORS), developer, clean, pack, rest);
            case "--pack" -> new Options(command, backend, accelerator, developer, clean, file(value(words)), rest);
            case "--dev" -> new Options(command, backend, accelerator, true, clean, pack, rest);
            case "--clean" -> new Options(command, backend, accelerator, developer, true, pack, rest);
            default -> {
                Options last = new Options(command, backend, accelerator, developer, clean, pack, List.copyOf(words));
                words.clear();
                yield last;
            }
        };
    }

    private static String value(List<String> words) {
        return words.isEmpty() ? "nothing" : words.remove(0);
    }

    private static String file(String name) {
        if (name.endsWith(".tar.gz")) {
            return name;
        }
        throw new IllegalArgumentException("keras4j: --pack must be a file name with .tar.gz, got " + Quoted.cut(name));
    }

    private Options withCommand(String name) {
        return new Options(name, backend, accelerator, developer, clean, pack, rest);
    }

    private static String oneOf(String what, String word, List<String> accepted) {
        if (accepted.contains(word)) {
            return word;
        }
        throw new IllegalArgumentException("keras4j: " + what + " must be " + String.join(" or ", accepted) + ", got "
                + Quoted.cut(word) + NearestName.hint(word, accepted));
    }
}
