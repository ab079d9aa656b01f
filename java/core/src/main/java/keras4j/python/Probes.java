package keras4j.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Pythons what they are, and keeps good answers until a file that they depend on changes: a warm start needs no child. */
final class Probes {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");

    private final Path folder;
    private final Map<String, String> variables;

    Probes(Request request) {
        this.folder = request.cache().resolve("probes");
        this.variables = request.machine().childVariables(Map.of());
    }

    /** The kept answer, or a new one. */
    Probe of(Path command) {
        Path executable = command.toAbsolutePath();
        return kept(executable).orElseGet(() -> Probe.ask(executable, variables));
    }

    private Optional<Probe> kept(Path command) {
        try {
            JsonNode kept = Probe.JSON.readTree(file(command).toFile());
            JsonNode facts = kept.path("facts");
            return facts.isObject() && stamps(command, facts).equals(kept.path("stamps"))
                    ? Optional.of(new Probe(command, facts))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps an answer that led to an environment. That it cannot be written is no reason to fail. */
    Probe keep(Probe probe) {
        ObjectNode node = Probe.JSON.createObjectNode();
        node.set("stamps", stamps(probe.command(), probe.facts()));
        node.set("facts", probe.facts());
        try {
            Files.createDirectories(folder);
            Path aside = Files.createTempFile(folder, ".probe", null);
            Files.write(aside, Probe.JSON.writeValueAsBytes(node));
            Files.move(aside, file(probe.command()), StandardCopyOption.ATOMIC_MOVE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            LOG.debug("The answer of {} was not kept", probe.command(), e);
        }
        return probe;
    }

    private Path file(Path command) {
        String script = Lock.resource("/keras4j/runtime/keras4j_runtime/probe.py");
        return folder.resolve(Digest.of(command.toString(), script) + ".json");
    }

    private static ObjectNode stamps(Path command, JsonNode facts) {
        ObjectNode stamps = Probe.JSON.createObjectNode();
        stamps.put(command.toString(), stamp(command));
        facts.path("watched").forEach(file -> stamps.put(file.asText(), stamp(Path.of(file.asText()))));
        return stamps;
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
