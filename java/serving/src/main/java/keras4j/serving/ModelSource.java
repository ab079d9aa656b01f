package keras4j.serving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import keras4j.fitted.ModelStore;
import org.jspecify.annotations.Nullable;

/** Origin of the models of a server. */
interface ModelSource {
    /**
     * Returns the models as they are now.
     *
     * @param served the models that are served, of which unchanged ones are taken over
     */
    List<ModelVersions> read(Map<String, ModelVersions> served);

    /** Returns a source of one model that does not change. */
    static ModelSource of(ServedModel model) {
        return served -> List.of(ModelVersions.of(model));
    }

    /**
     * Returns a source of the newest and of all tagged versions of each name in a store.
     *
     * @param tag the tag of the versions that answer if a request names none, and that a served name must have; null for
     *     the newest ones of all names
     */
    static ModelSource of(ModelStore store, @Nullable String tag) {
        return served -> {
            List<ModelVersions> models = new ArrayList<>();
            for (String name : store.names()) {
                if (tag == null || isPresent(store, name, tag)) {
                    models.add(versions(store, name, tag, served));
                }
            }
            return models;
        };
    }

    private static boolean isPresent(ModelStore store, String name, String tag) {
        Integer tagged = store.tags(name).get(tag);
        return tagged != null && store.versions(name).contains(tagged);
    }

    private static ModelVersions versions(
            ModelStore store, String name, @Nullable String tag, Map<String, ModelVersions> served) {
        List<Integer> present = store.versions(name);
        Map<String, Integer> tags = new LinkedHashMap<>(store.tags(name));
        tags.values().retainAll(present);
        TreeSet<Integer> numbers = new TreeSet<>(tags.values());
        numbers.add(present.get(present.size() - 1));
        Map<String, ServedModel> versions = new LinkedHashMap<>();
        numbers.forEach(number -> versions.put(String.valueOf(number), version(store, name, number, served)));
        Map<String, String> named = new LinkedHashMap<>();
        tags.forEach((each, number) -> named.put(each, String.valueOf(number)));
        named.putIfAbsent("latest", String.valueOf(numbers.last()));
        return new ModelVersions(
                name,
                versions,
                named,
                named.getOrDefault(tag == null ? "latest" : tag, String.valueOf(numbers.last())));
    }

    /** Returns the model that is served already, because a version of a store never changes, or reads it. */
    private static ServedModel version(ModelStore store, String name, int number, Map<String, ModelVersions> served) {
        String version = String.valueOf(number);
        ModelVersions before = served.get(name);
        ServedModel model = before == null ? null : before.versions().get(version);
        return model == null ? new ServedModel(name, version, store.load(name, number)) : model;
    }
}
