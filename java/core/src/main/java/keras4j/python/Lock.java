package keras4j.python;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A lock: every package that pip installs, with its version and hashes, good for CPython 3.11 to 3.13.
 *
 * @param name {@code jax}, {@code tensorflow}, {@code build} (what makes Jep's wheel), {@code dev} or {@code older}
 * @param text pip's requirements format
 */
record Lock(String name, String text) {
    private static final Pattern ENTRY = Pattern.compile("(?m)^([a-z0-9-]+)==([^ \\\\]+).*\\n(?: +.*\\n?)*");

    static Lock of(String name) {
        return new Lock(name, Packed.text("locks/" + name + ".lock"));
    }

    /** The version of a package; the first one where Python's version decides. */
    String version(String packageName) {
        return ENTRY.matcher(text)
                .results()
                .filter(entry -> entry.group(1).equals(packageName))
                .findFirst()
                .map(entry -> entry.group(2))
                .orElseThrow(() -> new IllegalStateException(name + ".lock lacks " + packageName));
    }

    /** The entries of one package, as a lock. */
    Lock only(String packageName) {
        return new Lock(packageName, join(entry -> entry.group(1).equals(packageName)));
    }

    /** The entries of all other packages, as a lock. */
    Lock without(String packageName) {
        return new Lock(name, join(entry -> !entry.group(1).equals(packageName)));
    }

    private String join(Predicate<MatchResult> wanted) {
        return String.join(
                "",
                ENTRY.matcher(text)
                        .results()
                        .filter(wanted)
                        .map(MatchResult::group)
                        .toList());
    }

    /** What a person names when asked what this lock installs: {@code keras 3.15.1, jax 0.10.2}. */
    String headline() {
        return String.join(
                ", ", required().stream().map(p -> p.name() + " " + p.version()).toList());
    }

    /** What an environment of this backend must have, in these versions. */
    List<Pin> required() {
        String distribution = name.equals("tensorflow") ? "tensorflow-cpu" : name;
        return List.of(new Pin("keras", version("keras")), new Pin(name, version(distribution)));
    }

    /** A package and its version. */
    record Pin(String name, String version) {
        @Override
        public String toString() {
            return name + "==" + version;
        }
    }
}
