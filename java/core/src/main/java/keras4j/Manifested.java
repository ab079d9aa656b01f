package keras4j;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import keras4j.archive.ArchiveException;
import keras4j.archive.Rule;
import keras4j.data.Input;
import keras4j.data.Outcome;
import org.jspecify.annotations.Nullable;

/** What the manifest of an archive says of a fitted model, in words. */
final class Manifested {
    private static final String VERSION = "version.";
    private static final String DATA = "data";
    private static final String SUM = "data.sha256";
    private static final String CREATED = "created";
    /** Which version of which name a signing store published it as; the members know nothing of it. */
    static final String PUBLISHED = "published";

    private Manifested() {}

    /** @param parameters how many the model has */
    static SortedMap<String, String> of(Fitted fitted, long parameters) {
        SortedMap<String, String> about = new TreeMap<>();
        Provenance provenance = fitted.provenance();
        about.put("name", fitted.name());
        about.put(CREATED, provenance.created().toString());
        provenance.versions().forEach((of, version) -> about.put(VERSION + of, version));
        if (provenance.data() != null) {
            about.put(DATA, provenance.data().shapes());
            about.put(SUM, provenance.data().sha256());
        }
        if (fitted.origin().seed() != null) {
            about.put("seed", fitted.origin().seed().toString());
        }
        about.put(
                "inputs",
                fitted.schema().inputs().stream().map(Manifested::said).collect(Collectors.joining(", ")));
        about.put(
                "outcomes",
                fitted.schema().outcomes().stream().map(Manifested::said).collect(Collectors.joining(", ")));
        about.put("parameters", String.valueOf(parameters));
        return about;
    }

    private static String said(Input input) {
        return input.name() + " " + shape(input.shape()) + " " + input.dtype();
    }

    private static String said(Outcome outcome) {
        return outcome.name() + " "
                + (outcome.classifies() ? outcome.levels().size() + " classes" : shape(outcome.shape()));
    }

    private static String shape(java.util.List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /** What only the manifest knows. */
    static Provenance provenance(Map<String, String> about) {
        SortedMap<String, String> versions = new TreeMap<>();
        about.forEach((key, value) -> {
            if (key.startsWith(VERSION)) {
                versions.put(key.substring(VERSION.length()), value);
            }
        });
        Instant created = Instant.parse(Objects.requireNonNullElse(about.get(CREATED), "nothing"));
        return new Provenance(created, versions, data(about));
    }

    private static @Nullable TrainingRows data(Map<String, String> about) {
        String shapes = about.get(DATA);
        String sum = about.get(SUM);
        return shapes == null || sum == null ? null : new TrainingRows(sum, shapes);
    }

    /** Refuses a manifest that says something else than the members hold. */
    static void check(SortedMap<String, String> held, Map<String, String> about) {
        SortedSet<String> keys = new TreeSet<>(held.keySet());
        keys.addAll(about.keySet());
        keys.remove(PUBLISHED);
        for (String key : keys) {
            if (!Objects.equals(held.get(key), about.get(key))) {
                throw new ArchiveException(
                        Rule.ARCHIVE_MANIFEST,
                        "Fitted: manifest must say of the members that " + key + " is " + held.get(key) + ", got "
                                + about.get(key));
            }
        }
    }
}
