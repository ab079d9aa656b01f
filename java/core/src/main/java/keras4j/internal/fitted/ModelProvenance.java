package keras4j.internal.fitted;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import keras4j.model.TrainingDataFingerprint;
import org.jspecify.annotations.Nullable;

/**
 * Provenance of a model: time, versions and training rows.
 *
 * @param created the time of creation, in whole seconds
 * @param versions the versions of all software involved
 * @param data the fingerprint of the training rows; null if they came in batches, or the model was never fitted here
 */
public record ModelProvenance(
        Instant created,
        SortedMap<String, String> versions,
        @Nullable TrainingDataFingerprint data) {
    public ModelProvenance {
        created = created.truncatedTo(ChronoUnit.SECONDS);
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    public static ModelProvenance now(Map<String, String> versions, @Nullable TrainingDataFingerprint data) {
        return new ModelProvenance(Instant.now(), new TreeMap<>(versions), data);
    }
}
