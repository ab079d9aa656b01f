package keras4j.internal.environment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import keras4j.internal.files.AtomicFile;
import keras4j.internal.files.AtomicFolder;
import keras4j.internal.files.FileAccess;
import keras4j.internal.files.RegularFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cache of probe results. A result is valid until a file that it depends on changes, so a warm start needs no child
 * process.
 */
final class InterpreterProbes {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final String STAMP = "stamp ";
    private static final int MAX_BYTES = 1 << 20;

    private final Path folder;
    private final Map<String, String> variables;

    InterpreterProbes(EnvironmentRequest wish) {
        this.folder = wish.cache().resolve("probes");
        this.variables = wish.machine().childVariables(Map.of());
    }

    /** Returns the cached result, or a new one. */
    InterpreterProbe of(Path command) {
        Path executable = command.toAbsolutePath();
        return kept(executable).orElseGet(() -> InterpreterProbe.ask(executable, variables));
    }

    private Optional<InterpreterProbe> kept(Path command) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(RegularFile.text(file(command), MAX_BYTES)));
        } catch (IOException e) {
            return Optional.empty();
        }
        InterpreterProbe probe = new InterpreterProbe(command, facts(read));
        return properties(probe).equals(read) ? Optional.of(probe) : Optional.empty();
    }

    private static Map<String, String> facts(Properties read) {
        Map<String, String> facts = new TreeMap<>();
        read.stringPropertyNames().stream()
                .filter(name -> !name.startsWith(STAMP))
                .forEach(name -> facts.put(name, read.getProperty(name)));
        return facts;
    }

    /** Caches a result that led to an environment. A failure to write it is logged and ignored. */
    InterpreterProbe keep(InterpreterProbe probe) {
        if (kept(probe.command()).isEmpty()) {
            try {
                write(probe);
            } catch (IOException e) {
                LOG.debug("The probe result of {} was not cached", probe.command(), e);
            }
        }
        return probe;
    }

    private void write(InterpreterProbe probe) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        properties(probe).store(text, probe.command().toString());
        AtomicFolder.<IOException>within(
                folder, there -> AtomicFile.write(file(probe.command()), text.toByteArray(), FileAccess.UMASK));
    }

    private Path file(Path command) {
        return folder.resolve(CacheKey.of(command.toString(), InterpreterProbe.SCRIPT) + ".properties");
    }

    private static Properties properties(InterpreterProbe probe) {
        Properties properties = new Properties();
        properties.putAll(probe.facts());
        probe.watched().forEach(file -> properties.setProperty(STAMP + file, stamp(file)));
        return properties;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return is.size() + " " + is.lastModifiedTime().toMillis();
        } catch (IOException e) {
            return "absent";
        }
    }
}
