package keras4j.internal.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and folders of one folder that become useless when the process that wrote them ends.
 *
 * @param folder the folder
 * @param start the prefix of their names
 * @param stale the age at which a file is removed if its process cannot be checked because it ran elsewhere
 */
public record ProcessFiles(Path folder, String start, Duration stale) {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j");
    /** Identifier of this machine and container, beyond which process ids are not comparable. */
    public static final String PLACE = place();

    /** Returns the prefix of the names of this process' own files; digits follow. */
    public String own() {
        return start + PLACE + "-" + ProcessHandle.current().pid() + "-";
    }

    /** Removes the files of processes that have ended, except those that this process may not remove. */
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

    /** Deletes a file, or a folder with its content, if it exists. */
    public static void delete(Path path) throws IOException {
        Files.walkFileTree(path, new Deletion());
    }

    /**
     * Deletes as much as possible of a file or a folder. A process that still writes into the folder may keep the rest,
     * which a later sweep deletes.
     */
    static void deleteQuietly(Path path) {
        try {
            delete(path);
        } catch (IOException e) {
            LOG.debug("{} is not deleted yet", path, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }

    private boolean isStale(String place, long pid, Path file) throws IOException {
        return ProcessHandle.of(pid).isEmpty() && (place.equals(PLACE) || isOld(file));
    }

    private boolean isOld(Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return written.isBefore(Instant.now().minus(stale));
    }

    /** Returns eight digits for this boot of the machine and this container on Linux, or for this process elsewhere. */
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
