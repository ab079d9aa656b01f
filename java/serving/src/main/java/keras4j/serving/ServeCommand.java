package keras4j.serving;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.Keras;
import keras4j.fitted.Fitted;
import keras4j.fitted.ModelStore;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import keras4j.onnx.OnnxScorer;
import keras4j.scoring.Scorer;

/**
 * Command line of the server: {@code java -cp … keras4j.serving.ServeCommand model.keras4j --port 8080}. It needs
 * {@code keras4j} or {@code keras4j-onnx} on the class path.
 */
public final class ServeCommand {
    private static final String HELP = """
            Serves fitted models by HTTP.

              <file.keras4j> …        the models, each under the name in its file
              --store <folder>        the models of a store
              --tag <tag>             the tag of the versions in the store that answer; the newest ones by default
              --reload <seconds>      reads the store anew from time to time
              --engine keras|onnx     Keras, or ONNX Runtime without Python; keras by default
              --host <address>        an address that others can reach; needs the environment variable KERAS4J_TOKEN
              --port <number>         8080 by default; 0 for any free one

            If the environment variable KERAS4J_TOKEN is set, requests must have it in their header Authorization,
            after 'Bearer '.
            """;

    private static final Set<String> OPTIONS = Set.of("--store", "--tag", "--reload", "--engine", "--host", "--port");
    private static final String TOKEN = "KERAS4J_TOKEN";
    private static final Duration WARM_LIMIT = Duration.ofMinutes(10);

    private final Map<String, String> options = new HashMap<>();
    private final List<Path> files = new ArrayList<>();

    private ServeCommand(String... arguments) {
        Iterator<String> words = List.of(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (!word.startsWith("--")) {
                files.add(Path.of(word));
            } else if (OPTIONS.contains(word) && words.hasNext()) {
                options.put(word, words.next());
            } else {
                throw new IllegalArgumentException("serve: options must be some of "
                        + String.join(", ", OPTIONS.stream().sorted().toList()) + ", each with a value, got "
                        + Quoted.cut(word) + NearestName.hint(word, OPTIONS));
            }
        }
    }

    /**
     * Serves models until the process is ended. The exit status is 1 if the server can't start, 2 for a wrong command line.
     *
     * @param arguments files and options; {@code --help} lists them
     */
    public static void main(String[] arguments) {
        int status = run(System.out, System.err, arguments);
        if (status >= 0) {
            System.exit(status);
        }
    }

    /** Starts a server; returns the exit status, or -1 if the server runs. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        if (List.of(arguments).contains("--help")) {
            out.print(HELP);
            return 0;
        }
        try {
            ModelServer server = new ServeCommand(arguments).start();
            out.println("Serving at " + server.uri());
            return -1;
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.print(HELP);
            return 2;
        } catch (RuntimeException failed) {
            err.println(failed.getMessage());
            return 1;
        }
    }

    private ModelServer start() {
        if (files.isEmpty() == !options.containsKey("--store")) {
            throw new IllegalArgumentException(
                    "serve: there must be files or a --store, got " + (files.isEmpty() ? "neither" : "both"));
        }
        int port = number("--port", "8080", 65_535);
        Serving serving = guarded(stores(Serving.of(scorer())));
        for (Path file : files) {
            Fitted fitted = Fitted.load(file);
            serving = serving.model(fitted.name(), fitted);
        }
        ModelServer server = serving.start(port);
        try {
            server.awaitReady(WARM_LIMIT);
            return server;
        } catch (IllegalStateException failed) {
            server.close();
            throw failed;
        }
    }

    private Scorer scorer() {
        String engine = options.getOrDefault("--engine", "keras");
        try {
            return switch (engine) {
                case "keras" -> Keras.open();
                case "onnx" -> OnnxScorer.open();
                default ->
                    throw new IllegalArgumentException(
                            "serve: engine must be keras or onnx, got " + Quoted.cut(engine));
            };
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "serve: the engine " + engine + " must be on the class path, got none; add "
                            + (engine.equals("onnx") ? "keras4j-onnx" : "keras4j"),
                    missing);
        }
    }

    private Serving stores(Serving serving) {
        String folder = options.get("--store");
        String tag = options.get("--tag");
        if (folder == null && (tag != null || options.containsKey("--reload"))) {
            throw new IllegalArgumentException("serve: --tag and --reload must go with a --store, got none");
        }
        if (folder == null) {
            return serving;
        }
        ModelStore store = ModelStore.at(Path.of(folder));
        Serving with = tag == null ? serving.models(store) : serving.models(store, tag);
        return options.containsKey("--reload")
                ? with.reloadEvery(Duration.ofSeconds(number("--reload", "60", 1_000_000)))
                : with;
    }

    private Serving guarded(Serving serving) {
        String token = System.getenv(TOKEN);
        Serving with = token == null ? serving : serving.token(token);
        String host = options.get("--host");
        try {
            return host == null ? with : with.host(InetAddress.getByName(host));
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("serve: host must be an address, got " + Quoted.cut(host), unknown);
        }
    }

    private int number(String option, String otherwise, int most) {
        String text = options.getOrDefault(option, otherwise);
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "serve: " + option.substring(2) + " must be a number up to " + most + ", got " + Quoted.cut(text));
        }
        return Integer.parseInt(text);
    }
}
