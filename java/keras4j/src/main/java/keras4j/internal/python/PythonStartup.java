package keras4j.internal.python;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import jep.ClassEnquirer;
import jep.JepConfig;
import jep.MainInterpreter;
import jep.PyConfig;
import jep.SharedInterpreter;
import keras4j.internal.environment.JvmPlatform;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.environment.PythonFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Startup of the one CPython of this JVM, which later callers join. */
final class PythonStartup {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python.startup");
    private static final Logger PYTHON = LoggerFactory.getLogger("keras4j.python.output");

    private static @Nullable EmbeddedPython running;
    private static @Nullable String failure;

    private PythonStartup() {}

    /** Joins the Python that runs, or starts one. A start that failed can't be repeated in the same JVM. */
    static synchronized Python join(
            String backend,
            Path cache,
            Supplier<? extends Collection<String>> symbols,
            Supplier<PythonEnvironment> environment) {
        EmbeddedPython joined = running;
        if (joined != null) {
            if (!joined.backend().equals(backend)) {
                throw new IllegalStateException("Keras.open: this JVM runs Keras on " + joined.backend()
                        + " already, got " + backend + "; one process has one backend, use a second JVM for the other");
            }
            return joined;
        }
        if (failure != null) {
            throw new IllegalStateException(
                    "Keras.open: Python could not be started in this JVM before (" + failure + "); start a new JVM");
        }
        JvmPlatform.check(backend);
        PythonEnvironment found = environment.get();
        try {
            running = start(found, backend, cache, symbols);
        } catch (RuntimeException | Error thrown) {
            Throwable cause =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            failure = String.valueOf(cause.getMessage());
            throw explained(cause);
        }
        return running;
    }

    private static EmbeddedPython start(
            PythonEnvironment environment, String backend, Path cache, Supplier<? extends Collection<String>> symbols) {
        CompletableFuture<Collection<String>> names = CompletableFuture.supplyAsync(symbols::get);
        Path half = PythonFiles.unpack(cache);
        MainInterpreter.setJepLibraryPath(environment.jepLibrary().toString());
        MainInterpreter.setInitParams(PyConfig.python()
                .setProgramName(environment.executable().toString())
                .setParseArgv(false)
                .setArgv("keras4j")
                .setUseEnvironment(false)
                .setUserSiteDirectory(false));
        SharedInterpreter.setConfig(
                new JepConfig().addIncludePaths(half.toString()).setClassEnquirer(new NoPackages()));
        EmbeddedPython python = new EmbeddedPython(backend);
        ExitHook.install(python);
        python.start(PythonRequest.of("start", arguments(backend, cache), "Keras.open"), PythonStartup::log);
        python.call(Python.Work.TRAINING, allow(names.join()), CallListener.NONE, Deadline.NONE);
        checkMapped(environment.libpython());
        LOG.info("Keras {} on {} runs in {}", python.versions().get("keras"), backend, environment);
        return python;
    }

    private static RuntimeException explained(Throwable cause) {
        return cause instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("Keras.open: Python could not be started: " + cause.getMessage(), cause);
    }

    /** Returns the arguments that the Python half needs before it imports Keras. */
    static ObjectNode arguments(String backend, Path cache) {
        return PythonRequest.empty()
                .put("backend", backend)
                .put("home", cache.resolve("keras-home").toString())
                .put("compilations", cache.resolve("compilations").toString());
    }

    /** Returns the request that registers the names that Keras programs may call. */
    static PythonRequest allow(Collection<String> symbols) {
        ObjectNode arguments = PythonRequest.empty();
        symbols.forEach(arguments.putArray("symbols")::add);
        return PythonRequest.of("allow", arguments, "Keras.open");
    }

    private static void log(String stream, String line) {
        if (stream.equals("native")) {
            PYTHON.debug("{}", line);
        } else {
            PYTHON.info("{}", line);
        }
    }

    /** Checks that exactly one libpython is mapped, the chosen one: Jep may silently find the system's. */
    private static void checkMapped(Path expected) {
        List<String> mapped = JvmPlatform.pythons();
        if (!mapped.equals(List.of(JvmPlatform.real(expected.toString())))) {
            throw new IllegalStateException("Keras.open: the native half of Jep must load " + expected + ", got "
                    + mapped + "; run `doctor`, and let keras4j build the environment");
        }
    }

    /** Class enquirer without packages: Python code doesn't import Java packages. */
    private static final class NoPackages implements ClassEnquirer {
        @Override
        public boolean isJavaPackage(String name) {
            return false;
        }

        @Override
        public String[] getClassNames(String name) {
            return new String[0];
        }

        @Override
        public String[] getSubPackages(String name) {
            return new String[0];
        }
    }
}
