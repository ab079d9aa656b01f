package keras4j.serving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Served versions of one name.
 *
 * @param versions the models by version, in order
 * @param tags the version of each tag
 * @param preferred the version that answers if a request names none
 */
record ModelVersions(String name, Map<String, ServedModel> versions, Map<String, String> tags, String preferred) {
    static ModelVersions of(ServedModel only) {
        return new ModelVersions(only.name(), Map.of(only.version(), only), Map.of(), only.version());
    }

    /** Returns the model of a version or of a tag; without either, the preferred one. */
    Optional<ServedModel> find(@Nullable String version) {
        String found = version == null ? preferred : tags.getOrDefault(version, version);
        return Optional.ofNullable(versions.get(found));
    }

    /** Returns the model that answers if a request names no version. */
    ServedModel model() {
        return find(null).orElseThrow();
    }

    /** Returns versions and tags, as a request may name them. */
    List<String> accepted() {
        List<String> all = new ArrayList<>(versions.keySet());
        all.addAll(new TreeSet<>(tags.keySet()));
        return all;
    }

    static Map<String, ModelVersions> byName(List<ModelVersions> all) {
        Map<String, ModelVersions> models = new LinkedHashMap<>();
        all.forEach(each -> models.put(each.name(), each));
        return models;
    }
}
