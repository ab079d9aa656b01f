package keras4j.internal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests of the access that a file gets from the one that it replaces, on a system that grants or refuses. */
class FileAccessTest {
    private final List<String> changes = new ArrayList<>();

    /** Returns the attributes of a file of a user and a group. */
    private static PosixFileAttributes attributes(String user, String group, String mode) {
        return (PosixFileAttributes) Proxy.newProxyInstance(
                FileAccessTest.class.getClassLoader(),
                new Class<?>[] {PosixFileAttributes.class},
                (it, method, given) -> switch (method.getName()) {
                    case "owner" -> new Principal(user);
                    case "group" -> new Principal(group);
                    default -> PosixFilePermissions.fromString(mode);
                });
    }

    private record Principal(String getName) implements GroupPrincipal {}

    /** Returns the view of a new file of ann, in the group staff, that records what is granted. */
    private PosixFileAttributeView view(Set<String> refused) {
        return (PosixFileAttributeView) Proxy.newProxyInstance(
                FileAccessTest.class.getClassLoader(),
                new Class<?>[] {PosixFileAttributeView.class},
                (it, method, given) -> {
                    if (method.getName().equals("readAttributes")) {
                        return attributes("ann", "staff", "rw-------");
                    }
                    if (refused.contains(method.getName())) {
                        throw new FileSystemException("a", null, "Operation not permitted");
                    }
                    changes.add(
                            given[0] instanceof Principal principal
                                    ? method.getName() + " " + principal.getName()
                                    : PosixFilePermissions.toString(permissions(given[0])));
                    return null;
                });
    }

    @SuppressWarnings("unchecked")
    private static Set<PosixFilePermission> permissions(Object given) {
        return (Set<PosixFilePermission>) given;
    }

    private List<String> copied(PosixFileAttributes from, String... refused) throws IOException {
        changes.clear();
        FileAccess.copy(from, view(Set.of(refused)));
        return changes;
    }

    @Test
    void mode_owner_and_group_are_those_of_the_old_file() throws IOException {
        assertEquals(List.of("rw-r-----"), copied(attributes("ann", "staff", "rw-r-----")));
        assertEquals(
                List.of("setGroup team", "rw-rw-r--", "setOwner bob"), copied(attributes("bob", "team", "rw-rw-r--")));
        assertEquals(List.of("---------"), copied(attributes("ann", "staff", "---------")));
    }

    @Test
    void a_group_that_can_not_be_given_loses_its_permissions() throws IOException {
        PosixFileAttributes old = attributes("bob", "team", "rwxrwxr--");
        assertEquals(List.of("rwx---r--"), copied(old, "setGroup", "setOwner"));
        assertEquals(List.of("setGroup team", "rwxrwxr--"), copied(old, "setOwner"));
    }

    @Test
    void a_mode_that_can_not_be_given_is_an_error() {
        assertThrows(
                FileSystemException.class, () -> copied(attributes("ann", "staff", "rw-rw-rw-"), "setPermissions"));
    }
}
