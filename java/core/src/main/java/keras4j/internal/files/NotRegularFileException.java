package keras4j.internal.files;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Signals that a path names anything but a regular file. */
public final class NotRegularFileException extends FileSystemException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param leadsTo the target of a symbolic link
     */
    NotRegularFileException(Path file, @Nullable Path leadsTo, String kind) {
        super(file.toString(), leadsTo == null ? null : leadsTo.toString(), kind);
    }

    /** Returns the text for a message: the requirement, what was found, and for a link the way out. */
    public String requirement() {
        String remedy =
                getOtherFile() == null ? "" : "; name the file that it leads to, " + Quoted.file(getOtherFile());
        return "must be a regular file, got " + getReason() + " at " + Quoted.file(getFile()) + remedy;
    }
}
