package keras4j;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a model was made, with what, and from which rows.
 *
 * @param created when, in whole seconds
 * @param versions the versions of all that took part
 * @param data the rows that it was fitted to; null where they came in batches, or it was never fitted here
 */
record Provenance(
        Instant created,
        SortedMap<String, String> versions,
        @Nullable TrainingRows data) {
    Provenance {
        created = created.truncatedTo(ChronoUnit.SECONDS);
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    static Provenance now(Map<String, String> versions, @Nullable TrainingRows data) {
        return new Provenance(Instant.now(), new TreeMap<>(versions), data);
    }
}
