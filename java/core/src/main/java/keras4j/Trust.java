package keras4j;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keras4j.expr.CustomObject;

/**
 * Whose Python may run: what this program made itself, and what it consented to.
 *
 * @param sources the SHA-256 of the sources that it consented to
 */
record Trust(Set<String> sources) {
    static final Trust OWN = new Trust(Set.of());

    Trust {
        sources = Set.copyOf(sources);
    }

    Trust and(Collection<CustomObject> objects) {
        Set<String> more = new HashSet<>(sources);
        objects.forEach(object -> more.add(object.sha256()));
        return new Trust(more);
    }

    /** Refuses what came with a file or a spec and that nobody consented to. */
    void admit(String subject, List<CustomObject> objects) {
        for (CustomObject object : objects) {
            if (!object.own() && !sources.contains(object.sha256())) {
                throw new SecurityException("Keras: custom object " + object.name() + " of " + subject + " (SHA-256 "
                        + object.sha256() + ") must be trusted before it runs, got Python from elsewhere; read its"
                        + " source(), then use keras.trusting(fitted.customObjects())");
            }
        }
    }
}
