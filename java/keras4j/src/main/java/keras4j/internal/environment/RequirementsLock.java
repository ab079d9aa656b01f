package keras4j.internal.environment;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Lock file: every package that pip installs, with its version and hashes, valid for CPython 3.11 to 3.13.
 *
 * @param name {@code jax}, {@code jax-cuda12}, {@code jax-cuda13}, {@code tensorflow}, {@code build} (the build requirements of Jep's wheel), {@code dev} or
 *     {@code older}
 * @param text pip's requirements format
 */
record RequirementsLock(String name, String text) {
    private static final Pattern ENTRY = Pattern.compile("(?m)^([a-z0-9-]+)==([^ \\\\]+).*\\n(?: +.*\\n?)*");

    static RequirementsLock of(String name) {
        return new RequirementsLock(name, JarResources.text("locks/" + name + ".lock"));
    }

    /** Returns the version of a package; the first one if it depends on Python's version. */
    String version(String packageName) {
        return ENTRY.matcher(text)
                .results()
                .filter(entry -> entry.group(1).equals(packageName))
                .findFirst()
                .map(entry -> entry.group(2))
                .orElseThrow(() -> new IllegalStateException(name + ".lock lacks " + packageName));
    }

    /** Returns a lock with the entries of one package only. */
    RequirementsLock only(String packageName) {
        return new RequirementsLock(packageName, join(entry -> entry.group(1).equals(packageName)));
    }

    /** Returns a lock with the entries of all other packages. */
    RequirementsLock without(String packageName) {
        return new RequirementsLock(name, join(entry -> !entry.group(1).equals(packageName)));
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

    /** Returns a summary for people: {@code keras 3.15.1, jax 0.10.2}. */
    String headline() {
        return String.join(
                ", ", required().stream().map(p -> p.name() + " " + p.version()).toList());
    }

    /** Returns the packages that an environment of this backend must have, in these versions. */
    List<Pin> required() {
        boolean jax = name.startsWith("jax");
        Pin backend = jax ? new Pin("jax", version("jax")) : new Pin("tensorflow", version("tensorflow-cpu"));
        return List.of(new Pin("keras", version("keras")), backend);
    }

    /** Package and its version. */
    record Pin(String name, String version) {
        @Override
        public String toString() {
            return name + "==" + version;
        }
    }
}
