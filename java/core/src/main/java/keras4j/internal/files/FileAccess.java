package keras4j.internal.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Access that a new file gives. A file that is replaced keeps its own mode, owner and group. */
public enum FileAccess {
    /** Reading and writing by this user only (mode 600), for files with rows of data. */
    PRIVATE,
    /** Reading and writing as the umask of this process allows. */
    UMASK;

    /** Read and write permissions of the owner. */
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<PosixFilePermission> GROUP =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    /** Returns the attributes with which a file is created. */
    FileAttribute<?>[] attributes() {
        return this == PRIVATE ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
    }

    /**
     * Gives a file the mode, owner and group of another. A system lets few users give a file away: the owner stays then
     * this user, and a group that can't be given loses its permissions.
     */
    static void copy(PosixFileAttributes from, PosixFileAttributeView to) throws IOException {
        PosixFileAttributes own = to.readAttributes();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(from.permissions());
        if (!own.group().equals(from.group()) && !isDone(() -> to.setGroup(from.group()))) {
            permissions.removeAll(GROUP);
        }
        to.setPermissions(permissions);
        if (!own.owner().equals(from.owner())) {
            isDone(() -> to.setOwner(from.owner()));
        }
    }

    /** Change of a file that the system may refuse. */
    @FunctionalInterface
    private interface Change {
        void run() throws IOException;
    }

    private static boolean isDone(Change change) throws IOException {
        try {
            change.run();
            return true;
        } catch (FileSystemException refused) {
            return false;
        }
    }
}
