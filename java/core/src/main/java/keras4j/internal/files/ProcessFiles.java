package keras4j.internal.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and folders of one folder that become useless when the process that wrote them ends.
 *
 * @param folder the folder, in which others may write too
 * @param start the prefix of their names
 * @param stale the age at which a file is removed if its process cannot be checked because it ran elsewhere
 */
public record ProcessFiles(Path folder, String start, Duration stale) {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j");
    private static final Path THIS_PROCESS = Path.of("/proc/self");
    /** Identifier of this machine and container, beyond which process ids are not comparable. */
    public static final String PLACE = place();

    /** Returns the prefix of the names of this process' own files; digits follow. */
    public String own() {
        return start + PLACE + "-" + ProcessHandle.current().pid() + "-";
    }

    /**
     * Removes what processes of this user that have ended left: plain files, and folders that nobody else may enter.
     * Others' files stay.
     */
    public void sweep() throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(start) + "([0-9a-f]{8})-(\\d{1,18})-\\d+");
        UserPrincipal user = user();
        Deletion.open(folder, open -> {
            for (Path entry : Deletion.names(open)) {
                Matcher matcher = name.matcher(entry.toString());
                if (matcher.matches()) {
                    remove(open, entry, matcher, user);
                }
            }
        });
    }

    private void remove(SecureDirectoryStream<Path> open, Path entry, Matcher name, UserPrincipal user)
            throws IOException {
        try {
            if (isStale(open, entry, name.group(1), Long.parseLong(name.group(2)))) {
                Deletion.deleteOwn(open, entry, user);
            }
        } catch (FileSystemException anothers) {
            LOG.debug("{} was left in {}: {}", entry, folder, anothers.getMessage());
        }
    }

    private boolean isStale(SecureDirectoryStream<Path> open, Path entry, String place, long pid) throws IOException {
        return ProcessHandle.of(pid).isEmpty() && (place.equals(PLACE) || isOld(open, entry));
    }

    private boolean isOld(SecureDirectoryStream<Path> open, Path entry) throws IOException {
        Instant written = open.getFileAttributeView(entry, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .lastModifiedTime()
                .toInstant();
        return written.isBefore(Instant.now().minus(stale));
    }

    /** Returns the user of this process. */
    static UserPrincipal user() throws IOException {
        if (Files.exists(THIS_PROCESS)) {
            return Files.getOwner(THIS_PROCESS);
        }
        return THIS_PROCESS
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
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
