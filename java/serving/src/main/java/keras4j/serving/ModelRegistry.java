package keras4j.serving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import keras4j.fitted.Fitted;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import keras4j.scoring.Scorer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models that a server answers with. A reload warms new versions up, then exchanges all models at once, and frees the old
 * ones after their last request.
 */
final class ModelRegistry {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.serving");

    private final Scorer scorer;
    private final List<ModelSource> sources;
    private volatile @Nullable Map<String, ModelVersions> models;

    ModelRegistry(Scorer scorer, List<ModelSource> sources) {
        this.scorer = scorer;
        this.sources = List.copyOf(sources);
    }

    /** Returns whether the models are warm. */
    boolean ready() {
        return models != null;
    }

    /** Returns the models by name. */
    Map<String, ModelVersions> models() {
        Map<String, ModelVersions> warm = models;
        if (warm == null) {
            throw HttpProblem.unavailable("the models are being prepared; try again later");
        }
        return warm;
    }

    /** Reads the models from their sources. */
    synchronized void reload() {
        Map<String, ModelVersions> before = models == null ? Map.of() : models;
        Map<String, ModelVersions> now = read(before);
        for (ServedModel model : all(now)) {
            if (!all(before).contains(model)) {
                model.warmUp(scorer);
                LOG.info("Serving {}", model);
            }
        }
        models = now;
        all(before).stream().filter(model -> !all(now).contains(model)).forEach(model -> retire(model, now));
    }

    private Map<String, ModelVersions> read(Map<String, ModelVersions> before) {
        Map<String, ModelVersions> now = new LinkedHashMap<>();
        for (ModelSource source : sources) {
            for (ModelVersions model : source.read(before)) {
                if (now.putIfAbsent(model.name(), model) != null) {
                    throw new IllegalStateException(
                            "Serving: models must have distinct names, got '" + Quoted.cut(model.name()) + "' twice");
                }
            }
        }
        return now;
    }

    private static Collection<ServedModel> all(Map<String, ModelVersions> models) {
        List<ServedModel> all = new ArrayList<>();
        models.values().forEach(each -> all.addAll(each.versions().values()));
        return all;
    }

    /** Frees a model after its last request, unless another version has the same content. */
    private void retire(ServedModel model, Map<String, ModelVersions> now) {
        List<Fitted> unused = model.models().stream()
                .filter(fitted ->
                        all(now).stream().noneMatch(other -> other.models().contains(fitted)))
                .toList();
        model.retire(() -> {
            unused.forEach(scorer::release);
            LOG.info("No longer serving {}", model);
        });
    }

    /** Returns the only model, for paths that name none. */
    private static ModelVersions only(Map<String, ModelVersions> all) {
        if (all.size() != 1) {
            throw HttpProblem.notFound("this path needs exactly one model, got " + all.size()
                    + "; use /models/{name}/predict with one of " + Quoted.of(all.keySet()));
        }
        return all.values().iterator().next();
    }

    /** Returns the versions of a name; without a name, those of the only model. */
    ModelVersions versions(@Nullable String name) {
        Map<String, ModelVersions> all = models();
        if (name == null) {
            return only(all);
        }
        ModelVersions found = all.get(name);
        if (found == null) {
            throw HttpProblem.notFound("the model must be one of " + Quoted.of(all.keySet()) + ", got '"
                    + Quoted.cut(name) + "'" + NearestName.quotedHint(name, all.keySet()));
        }
        return found;
    }

    /** Returns a version of a name; without a version, the preferred one. */
    ServedModel model(@Nullable String name, @Nullable String version) {
        ModelVersions versions = versions(name);
        return versions.find(version)
                .orElseThrow(() -> HttpProblem.notFound("the version of " + versions.name() + " must be one of "
                        + Quoted.of(versions.accepted()) + ", got '" + Quoted.cut(version) + "'"));
    }

    /** Applies a function to a version, which stays usable until the function returns. */
    <T> T use(@Nullable String name, @Nullable String version, Function<ServedModel, T> function) {
        while (true) {
            ServedModel model = model(name, version);
            if (model.enter()) {
                try {
                    return function.apply(model);
                } finally {
                    model.leave();
                }
            }
        }
    }
}
