package keras4j.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Pythons what they are, and keeps good answers until a file that they depend on changes: a warm start needs no child. */
final class Probes {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final String STAMP = "stamp ";

    private final Path folder;
    private final Map<String, String> variables;

    Probes(Wish wish) {
        this.folder = wish.cache().resolve("probes");
        this.variables = wish.machine().childVariables(Map.of());
    }

    /** The kept answer, or a new one. */
    Probe of(Path command) {
        Path executable = command.toAbsolutePath();
        return kept(executable).orElseGet(() -> Probe.ask(executable, variables));
    }

    private Optional<Probe> kept(Path command) {
        Properties read = new Properties();
        try (InputStream in = Files.newInputStream(file(command))) {
            read.load(in);
        } catch (IOException e) {
            return Optional.empty();
        }
        Map<String, String> facts = new TreeMap<>();
        read.stringPropertyNames().stream()
                .filter(name -> !name.startsWith(STAMP))
                .forEach(name -> facts.put(name, read.getProperty(name)));
        Probe probe = new Probe(command, facts);
        return properties(probe).equals(read) ? Optional.of(probe) : Optional.empty();
    }

    /** Keeps an answer that led to an environment. That it cannot be written is no reason to fail. */
    Probe keep(Probe probe) {
        if (kept(probe.command()).isEmpty()) {
            try {
                Files.createDirectories(folder);
                Path aside = Files.createTempFile(folder, ".probe", null);
                try (OutputStream out = Files.newOutputStream(aside)) {
                    properties(probe).store(out, probe.command().toString());
                }
                Files.move(aside, file(probe.command()), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                LOG.debug("The answer of {} was not kept", probe.command(), e);
            }
        }
        return probe;
    }

    private Path file(Path command) {
        return folder.resolve(Digest.of(command.toString(), Probe.SCRIPT) + ".properties");
    }

    private static Properties properties(Probe probe) {
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
