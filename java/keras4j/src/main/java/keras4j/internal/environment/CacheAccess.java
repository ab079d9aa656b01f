package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;

/** Permissions of folders in the cache: an image is built by one user and run by another. */
final class CacheAccess {
    private CacheAccess() {}

    /** Gives a finished folder, private until now, the permissions of the folder that it lies in. */
    static void share(Path folder) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(Files.getPosixFilePermissions(folder.resolveSibling("")));
        }
    }
}
