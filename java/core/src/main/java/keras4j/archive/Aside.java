package keras4j.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is written beside the place where it is to be, under a name that tells whose it is, until it is whole. */
final class Aside {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Duration STALE = Duration.ofHours(1);
    /** Tells the processes that this one sees by their numbers from those of other machines and containers. */
    static final String PLACE = place();

    private Aside() {}

    /** A free name beside a target; what processes that are gone left for the same target is removed. */
    static Path of(Path target) throws IOException {
        sweep(target);
        String process = PLACE + "-" + ProcessHandle.current().pid();
        return target.resolveSibling(prefix(target) + process + "-" + COUNT.incrementAndGet());
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".tmp-";
    }

    /** Removes what processes that are gone left behind; where they can't be seen, because they ran elsewhere, after an hour. */
    static void sweep(Path target) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(prefix(target)) + "([0-9a-f]{8})-(\\d{1,18})-\\d+");
        try (Stream<Path> files = Files.list(folder(target))) {
            for (Path file : files.toList()) {
                Matcher matcher = name.matcher(file.getFileName().toString());
                if (matcher.matches() && isStale(file, matcher.group(1), Long.parseLong(matcher.group(2)))) {
                    delete(file);
                }
            }
        }
    }

    /** Removes a file, or a folder with all that is in it, if it is there. */
    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } else {
            Files.deleteIfExists(path);
        }
    }

    /** The folder that a target is in. */
    static Path folder(Path target) throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("it is not a file");
        }
        return folder;
    }

    /** Has the disk keep the names in a folder. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean isStale(Path file, String place, long pid) throws IOException {
        return ProcessHandle.of(pid).isEmpty() && (place.equals(PLACE) || isOld(file));
    }

    private static boolean isOld(Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return written.isBefore(Instant.now().minus(STALE));
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
