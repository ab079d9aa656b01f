package keras4j.python;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders that appear whole or not at all: built aside, published by one rename. */
final class Folders {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final String ASIDE = ".building-";

    private Folders() {}

    /** Fills a folder. */
    interface Work {
        void into(Path folder) throws IOException, InterruptedException;
    }

    /** Lets the work fill a folder beside the target and renames it to the target. */
    static Path publish(Path target, Work work) throws IOException, InterruptedException {
        aside(target.resolveSibling("."), folder -> {
            work.into(folder);
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        });
        return target;
    }

    /** Lets the work use a folder that is gone afterwards. */
    static void aside(Path parent, Work work) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(parent.normalize()), ASIDE);
        try {
            work.into(folder);
        } finally {
            delete(folder);
        }
    }

    /** Deletes what killed builds have left in a cache; nobody else builds while its lock is held. */
    static void sweep(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache, 2)) {
            files.filter(file -> file.getFileName().toString().startsWith(ASIDE))
                    .toList()
                    .forEach(Folders::delete);
        }
    }

    /** Takes a published folder away: out of sight first, so that nobody finds half of it. */
    static void discard(Path folder) throws IOException {
        Path aside = folder.resolveSibling(ASIDE + "discarded-" + folder.getFileName());
        Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        delete(aside);
    }

    /** Deletes as much as can be deleted: an orphan of a killed build may still write into its folder; the next sweep gets it. */
    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException e) {
            LOG.debug("{} is not deleted yet", folder, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
