package keras4j.internal.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletion by names in an open folder. No symbolic link is followed, so nothing outside of the folder is deleted, even
 * if others exchange its entries meanwhile. Where a file system has no such operation, files are left where they are.
 */
final class Deletion {
    static final Logger LOG = LoggerFactory.getLogger("keras4j");
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private Deletion() {}

    /** Operation on an open folder. */
    @FunctionalInterface
    interface Work {
        void in(SecureDirectoryStream<Path> folder) throws IOException;
    }

    /** Opens a folder for the work, if its file system can delete by names in it. */
    static void open(Path folder, Work work) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            if (stream instanceof SecureDirectoryStream<Path> open) {
                work.in(open);
            }
        }
    }

    /** Returns the names of the entries of a folder. */
    static List<Path> names(SecureDirectoryStream<Path> folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try {
            folder.forEach(entry -> names.add(entry.getFileName()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Returns whether an entry is a folder; a symbolic link is not. */
    static boolean isFolder(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }

    /** Deletes as much as possible of a file or a folder that this process made; a later sweep deletes the rest. */
    static void deleteQuietly(Path path) {
        try {
            open(TemporarySibling.folder(path), folder -> delete(folder, path.getFileName()));
        } catch (IOException e) {
            LOG.debug("{} is not deleted yet", path, e);
        }
    }

    /** Deletes a file, or a folder with its content, if it exists. */
    static void delete(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        try {
            if (isFolder(folder, name)) {
                try (SecureDirectoryStream<Path> inside = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                    deleteAll(inside);
                }
                folder.deleteDirectory(name);
            } else {
                folder.deleteFile(name);
            }
        } catch (NoSuchFileException gone) {
            LOG.debug("{} has been deleted by another", name);
        }
    }

    /**
     * Deletes an entry of a folder that others may write in, if it is a plain file of the user, or a folder of the user
     * into which nobody else may go.
     */
    static void deleteOwn(SecureDirectoryStream<Path> folder, Path name, UserPrincipal user) throws IOException {
        PosixFileAttributes entry = folder.getFileAttributeView(
                        name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (!entry.owner().equals(user)) {
            LOG.debug("{} is left where it is: it belongs to {}", name, entry.owner());
        } else if (entry.isRegularFile()) {
            folder.deleteFile(name);
        } else if (entry.isDirectory()) {
            deletePrivate(folder, name, user);
        }
    }

    /** Deletes a folder if, once open, it is still the user's, and nobody else's to write in or read. */
    private static void deletePrivate(SecureDirectoryStream<Path> folder, Path name, UserPrincipal user)
            throws IOException {
        try (SecureDirectoryStream<Path> inside = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            PosixFileAttributes opened =
                    inside.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
            if (!opened.owner().equals(user) || !OWNER.containsAll(opened.permissions())) {
                LOG.debug("{} is left where it is: others may use it", name);
                return;
            }
            deleteAll(inside);
        }
        folder.deleteDirectory(name);
    }

    private static void deleteAll(SecureDirectoryStream<Path> folder) throws IOException {
        for (Path name : names(folder)) {
            delete(folder, name);
        }
    }
}
