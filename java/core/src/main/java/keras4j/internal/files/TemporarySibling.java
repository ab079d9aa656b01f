package keras4j.internal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Temporary file or folder in the folder of its target. Its name identifies the process that writes it, but not the
 * target, whose name may be as long as the file system allows.
 */
final class TemporarySibling {
    private static final String START = ".keras4j.tmp-";
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Pattern NAME = Pattern.compile(Pattern.quote(START) + "[0-9a-f]{8}-\\d{1,18}-\\d+");
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Duration STALE_AFTER = Duration.ofHours(1);

    private TemporarySibling() {}

    /** Returns a free temporary name beside a target, and deletes leftovers of ended processes there. */
    static Path of(Path target) throws IOException {
        ProcessFiles others = others(target);
        others.sweep();
        return target.resolveSibling(others.own() + COUNT.incrementAndGet());
    }

    /**
     * Creates a temporary folder beside a target, which only this user may read and write, and deletes leftovers of
     * ended processes there.
     */
    static Path privateFolder(Path target) throws IOException {
        ProcessFiles others = others(target);
        others.sweep();
        return Files.createTempDirectory(others.folder(), others.own(), OWNER_ONLY);
    }

    /** Returns whether a file or folder has the name of a temporary sibling. */
    static boolean is(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    private static ProcessFiles others(Path target) throws IOException {
        return new ProcessFiles(folder(target), START, STALE_AFTER);
    }

    /** Returns the parent folder of a target. */
    static Path folder(Path target) throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("it is not a file");
        }
        return folder;
    }

    /** Forces the entries of a folder to the disk. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
