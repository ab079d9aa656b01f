package keras4j.internal.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** C library of this process: glibc with its version, or musl. */
final class CLibrary {
    private static final Pattern GLIBC = Pattern.compile("GNU C Library .* release version (\\d+\\.\\d+)");

    private CLibrary() {}

    /** Returns {@code glibc 2.36}, {@code musl}, or nothing where it is not known, as on other systems than Linux. */
    static String current() {
        return JvmPlatform.isLinux() ? of(JvmPlatform.libraries(JvmPlatform.maps())) : "";
    }

    static String of(List<String> libraries) {
        if (libraries.stream().anyMatch(path -> path.contains("/ld-musl-") || path.contains("/libc.musl-"))) {
            return "musl";
        }
        return libraries.stream()
                .filter(path -> path.endsWith("/libc.so.6") || path.matches(".*/libc-2\\.\\d+\\.so"))
                .findFirst()
                .map(path -> glibc(Path.of(path)))
                .orElse("");
    }

    private static String glibc(Path library) {
        try {
            // The library tells its version when it is run as a program; the text is in the file.
            Matcher banner = GLIBC.matcher(Files.readString(library, StandardCharsets.ISO_8859_1));
            return banner.find() ? "glibc " + banner.group(1) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Returns whether a library is a glibc that is older than a version. */
    static boolean isOlder(String libc, int major, int minor) {
        if (!libc.startsWith("glibc ")) {
            return false;
        }
        String[] numbers = libc.substring("glibc ".length()).split("\\.", -1);
        int first = Integer.parseInt(numbers[0]);
        return first < major || (first == major && Integer.parseInt(numbers[1]) < minor);
    }
}
