package keras4j.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Atomic folder writer: the folder is filled within a temporary folder that only this user may enter, and published by
 * one rename, so that it appears with all of its files or not at all.
 */
public final class AtomicFolder {
    private AtomicFolder() {}

    /**
     * Action on a folder.
     *
     * @param <E> a checked exception of the action, beside {@link IOException}
     */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void into(Path folder) throws IOException, E;
    }

    /**
     * Writes a folder that does not exist yet or is empty, and forces it to the disk like a file of {@link AtomicFile}.
     *
     * @param files bytes by path within the folder, with slashes
     * @param access the access to the files
     * @throws IOException there is no folder; or it is complete and only its parent could not be forced to the disk, as
     *     the message then says
     */
    public static void create(Path folder, Map<String, byte[]> files, FileAccess access) throws IOException {
        Path target = folder.toAbsolutePath();
        AtomicFolder.<RuntimeException>use(TemporarySibling.privateFolder(target), temporary -> {
            Path content = Files.createDirectory(temporary.resolve("content"));
            fill(content, files, access);
            rename(content, target);
        });
        AtomicFile.settle(target, () -> {});
    }

    /**
     * Has the work fill a folder that only this user may read, then publishes it. The files are not forced to the disk.
     * Missing parents of the folder are created.
     *
     * @return the folder
     */
    public static <E extends Exception> Path publish(Path folder, Work<E> work) throws IOException, E {
        Path target = folder.toAbsolutePath();
        scratch(target, temporary -> {
            work.into(temporary);
            rename(temporary, target);
        });
        return folder;
    }

    /** Has the work use a temporary folder beside a target; it is deleted afterwards. */
    public static <E extends Exception> void scratch(Path target, Work<E> work) throws IOException, E {
        Path absolute = target.toAbsolutePath();
        Files.createDirectories(TemporarySibling.folder(absolute));
        use(TemporarySibling.privateFolder(absolute), work);
    }

    /**
     * Has the work use a folder; if it or parents of it are missing, they are created and forced to the disk. Those are
     * deleted again if the work fails and has left them empty.
     */
    public static <E extends Exception> void within(Path folder, Work<E> work) throws IOException, E {
        Path target = folder.toAbsolutePath();
        if (Files.isDirectory(target)) {
            work.into(target);
        } else {
            within(TemporarySibling.folder(target), parent -> {
                Files.createDirectories(target);
                boolean done = false;
                try {
                    TemporarySibling.force(parent);
                    work.into(target);
                    done = true;
                } finally {
                    if (!done) {
                        deleteEmpty(target);
                    }
                }
            });
        }
    }

    private static void deleteEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException used) {
            Deletion.LOG.debug("{} stays: {}", folder, used.getMessage());
        }
    }

    /** Deletes a published folder; a rename comes first, so that no reader finds a part of it. */
    public static void discard(Path folder) throws IOException {
        Path aside = TemporarySibling.of(folder.toAbsolutePath());
        rename(folder, aside);
        Deletion.deleteQuietly(aside);
    }

    /**
     * Deletes all temporary files and folders in a folder and its direct subfolders, also those of running processes.
     * The caller holds a lock that keeps every other writer away.
     */
    public static void sweepAll(Path folder) throws IOException {
        Deletion.open(folder, open -> {
            for (Path name : Deletion.names(open)) {
                if (TemporarySibling.is(name)) {
                    Deletion.deleteOwn(open, name, ProcessFiles.user());
                } else if (Deletion.isFolder(open, name)) {
                    sweepWithin(open, name);
                }
            }
        });
    }

    private static void sweepWithin(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        try (SecureDirectoryStream<Path> inside = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            for (Path each : Deletion.names(inside)) {
                if (TemporarySibling.is(each)) {
                    Deletion.deleteOwn(inside, each, ProcessFiles.user());
                }
            }
        }
    }

    /** Runs the work on a temporary folder and deletes the folder, if it still has this name. */
    private static <E extends Exception> void use(Path temporary, Work<E> work) throws IOException, E {
        try {
            work.into(temporary);
        } finally {
            Deletion.deleteQuietly(temporary);
        }
    }

    private static void rename(Path folder, Path target) throws IOException {
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void fill(Path aside, Map<String, byte[]> files, FileAccess access) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = aside.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            AtomicFile.writeAside(path, file.getValue(), access);
        }
        try (Stream<Path> all = Files.walk(aside)) {
            for (Path within : all.filter(Files::isDirectory).toList()) {
                TemporarySibling.force(within);
            }
        }
    }
}
