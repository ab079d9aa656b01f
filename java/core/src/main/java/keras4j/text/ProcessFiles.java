package keras4j.text;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files, and folders, in a folder that are of no use once the process is gone that wrote them.
 *
 * @param folder where they lie
 * @param start how their names begin
 * @param stale the age at which one goes whose process can't be seen from here, because it ran elsewhere
 */
public record ProcessFiles(Path folder, String start, Duration stale) {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessFiles.class);
    /** Tells the processes that this one sees by their numbers from those of other machines and containers. */
    public static final String PLACE = place();

    /** How the names of this process' own files begin; digits follow. */
    public String own() {
        return start + PLACE + "-" + ProcessHandle.current().pid() + "-";
    }

    /** Removes what processes that are gone left behind, but for what others may not remove. */
    public void sweep() throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(start) + "([0-9a-f]{8})-(\\d{1,18})-\\d+");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher matcher = name.matcher(file.getFileName().toString());
                if (matcher.matches() && isStale(matcher.group(1), Long.parseLong(matcher.group(2)), file)) {
                    remove(file);
                }
            }
        }
    }

    private static void remove(Path file) throws IOException {
        try {
            delete(file);
        } catch (FileSystemException anothers) {
            LOG.debug("{} was left where it is: {}", file, anothers.getMessage());
        }
    }

    /** Removes a file, or a folder with all that is in it, if it is there. */
    public static void delete(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private boolean isStale(String place, long pid, Path file) throws IOException {
        return ProcessHandle.of(pid).isEmpty() && (place.equals(PLACE) || isOld(file));
    }

    private boolean isOld(Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return written.isBefore(Instant.now().minus(stale));
    }

    /** Eight digits: this boot of this machine and this container, as Linux tells them; elsewhere this process. */
    private static String place() {
        String seen;
        try {
            seen = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            seen = UUID.randomUUID().toString();
        }
        return "%08x".formatted(seen.hashCode());
    }
}
