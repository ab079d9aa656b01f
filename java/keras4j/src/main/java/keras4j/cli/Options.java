package keras4j.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keras4j.internal.text.NearestName;

/**
 * A parsed command line.
 *
 * @param command {@code doctor}, {@code setup}, {@code python} or {@code help}
 * @param backend {@code jax} or {@code tensorflow}
 * @param developer whether the developers' packages are wanted too
 * @param rest what follows {@code --}
 */
record Options(String command, String backend, boolean developer, List<String> rest) {
    private static final List<String> COMMANDS = List.of("doctor", "setup", "python", "help");
    private static final List<String> OPTIONS = List.of("--backend", "--dev", "--");
    private static final List<String> BACKENDS = List.of("jax", "tensorflow");

    /** Parses {@code <command> [--backend jax|tensorflow] [--dev] [-- arguments…]}; no command means help. */
    static Options parse(String... arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        Options options = new Options("help", "jax", false, List.of());
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
        if (option.equals("--backend")) {
            String backend = words.isEmpty() ? "nothing" : words.remove(0);
            return new Options(command, oneOf("--backend", backend, BACKENDS), developer, rest);
        }
        if (option.equals("--dev")) {
            return new Options(command, backend, true, rest);
        }
        Options last = new Options(command, backend, developer, List.copyOf(words));
        words.clear();
        return last;
    }

    private Options withCommand(String name) {
        return new Options(name, backend, developer, rest);
    }

    private static String oneOf(String what, String word, List<String> accepted) {
        if (accepted.contains(word)) {
            return word;
        }
        throw new IllegalArgumentException("keras4j: " + what + " must be " + String.join(" or ", accepted) + ", got "
                + word + NearestName.hint(word, accepted));
    }
}
