package keras4j.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.archive.ReadOptions;
import keras4j.fitted.Fitted;
import keras4j.fitted.ModelStore;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Location of a model: a file, a resource, or a store.
 *
 * @param name the name of the model, in a store as well
 * @param location the location
 * @param version a version or a tag in a store; null for the newest version
 */
record ModelLocation(String name, String location, @Nullable String version) {
    Fitted read(ResourceLoader loader, ReadOptions options) {
        Resource resource = loader.getResource(location);
        if (!resource.exists()) {
            throw refused(
                    "location must be a file, a class path resource (classpath:…) or the folder of a store, got ");
        }
        try {
            Path file = resource.isFile() ? resource.getFilePath() : null;
            return file != null && Files.isDirectory(file)
                    ? read(ModelStore.at(file).reading(options))
                    : read(resource, file, options);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "keras4j.models." + name + ": location must be readable, got " + Quoted.cut(location), unreadable);
        }
    }

    private Fitted read(Resource resource, @Nullable Path file, ReadOptions options) throws IOException {
        if (version != null) {
            throw refused("a version must go with a location that is the folder of a store, got ");
        }
        return file == null ? Fitted.ofBytes(resource.getContentAsByteArray(), options) : Fitted.load(file, options);
    }

    private Fitted read(ModelStore store) {
        if (version == null) {
            return store.load(name);
        }
        return version.matches("[1-9][0-9]{0,8}")
                ? store.load(name, Integer.parseInt(version))
                : store.load(name, version);
    }

    private IllegalStateException refused(String requirement) {
        return new IllegalStateException("keras4j.models." + name + ": " + requirement + Quoted.cut(location));
    }
}
