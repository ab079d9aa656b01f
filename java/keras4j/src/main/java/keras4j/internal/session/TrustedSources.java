package keras4j.internal.session;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keras4j.expr.CustomObject;

/**
 * Consent to custom objects: the Python that may run besides that of this program itself.
 *
 * @param sources the SHA-256 of each trusted source
 */
public record TrustedSources(Set<String> sources) {
    public static final TrustedSources OWN = new TrustedSources(Set.of());

    public TrustedSources {
        sources = Set.copyOf(sources);
    }

    public TrustedSources and(Collection<CustomObject> objects) {
        Set<String> more = new HashSet<>(sources);
        objects.forEach(object -> more.add(object.sha256()));
        return new TrustedSources(more);
    }

    /** Refuses untrusted custom objects that came with a file or a spec. */
    public void admit(String subject, List<CustomObject> objects) {
        for (CustomObject object : objects) {
            if (!object.own() && !sources.contains(object.sha256())) {
                throw new SecurityException("Keras: custom object " + object.name() + " of " + subject + " (SHA-256 "
                        + object.sha256() + ") must be trusted before it runs, got Python from elsewhere; read its"
                        + " source(), then use keras.trusting(fitted.customObjects())");
            }
        }
    }
}
