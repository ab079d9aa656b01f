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
import keras4j.environment.Settings;
import keras4j.environment.Settings.Accelerator;
import keras4j.internal.environment.JvmPlatform;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.environment.PythonFiles;
import keras4j.python.StoppedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Startup of the one CPython of this JVM, which later callers join. */
final class PythonStartup {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python.startup");
    private static final Logger PYTHON = LoggerFactory.getLogger("keras4j.python.output");

    private static @Nullable CompletableFuture<EmbeddedPython> started;
    private static String chosen = "";

    private PythonStartup() {}

    /**
     * Joins the Python that runs, or starts one. A start goes on if its caller is interrupted, because it can't be
     * repeated in the same JVM; nor can a start that failed.
     */
    static Python join(
            String backend,
            Settings settings,
            Supplier<? extends Collection<String>> symbols,
            Supplier<PythonEnvironment> environment) {
        CompletableFuture<EmbeddedPython> joined = joined(backend);
        if (joined == null) {
            JvmPlatform.check(backend);
            // Each caller finds or builds the environment by itself, so that an interrupt ends its own build only.
            joined = begun(environment.get(), backend, settings, symbols);
        }
        try {
            EmbeddedPython python = BackgroundWork.await(joined, "Keras.open", " while Python starts", Deadline.NONE);
            python.drain().extend(settings.drain());
            return python;
        } catch (StoppedException left) {
            throw left;
        } catch (RuntimeException | Error thrown) {
            throw explained(thrown);
        }
    }

    /** Returns the start that has begun, or null if there is none. */
    private static synchronized @Nullable CompletableFuture<EmbeddedPython> joined(String backend) {
        CompletableFuture<EmbeddedPython> known = started;
        if (known == null) {
            return null;
        }
        if (known.isCompletedExceptionally()) {
            throw new IllegalStateException("Keras.open: Python could not be started in this JVM before ("
                    + cause(known).getMessage() + "); start a new JVM");
        }
        if (!chosen.equals(backend)) {
            throw new IllegalStateException("Keras.open: this JVM runs Keras on " + chosen + " already, got " + backend
                    + "; one process has one backend, use a second JVM for the other");
        }
        return known;
    }

    private static synchronized CompletableFuture<EmbeddedPython> begun(
            PythonEnvironment found,
            String backend,
            Settings settings,
            Supplier<? extends Collection<String>> symbols) {
        CompletableFuture<EmbeddedPython> known = joined(backend);
        if (known == null) {
            chosen = backend;
            known = BackgroundWork.start("keras4j-start", () -> start(found, backend, settings, symbols));
            started = known;
        }
        return known;
    }

    private static Throwable cause(CompletableFuture<EmbeddedPython> failed) {
        return failed.handle((python, thrown) -> unwrapped(thrown)).join();
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null
                ? unwrapped(thrown.getCause())
                : thrown;
    }

    private static EmbeddedPython start(
            PythonEnvironment environment,
            String backend,
            Settings settings,
            Supplier<? extends Collection<String>> symbols) {
        Path cache = settings.cache();
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
        python.drain().extend(settings.drain());
        ExitHook.install(python);
        python.start(
                PythonRequest.of("start", arguments(backend, cache, environment), "Keras.open"), PythonStartup::log);
        python.call(Python.Work.TRAINING, allow(names.join()), CallListener.NONE, Deadline.NONE);
        checkMapped(environment.libpython());
        LOG.info("Keras {} on {} runs in {}", python.versions().get("keras"), backend, environment);
        return python;
    }

    private static RuntimeException explained(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        return cause instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("Keras.open: Python could not be started: " + cause.getMessage(), cause);
    }

    /** Returns the arguments that the Python half needs before it imports Keras. */
    static ObjectNode arguments(String backend, Path cache, PythonEnvironment environment) {
        return PythonRequest.empty()
                .put("backend", backend)
                .put("platform", environment.accelerator() == Accelerator.CPU ? "cpu" : "cuda")
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
