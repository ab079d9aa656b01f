package keras4j.internal.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import keras4j.internal.text.Sha256Sum;
import org.jspecify.annotations.Nullable;

/**
 * Maven repository from which files are fetched: the one that the settings of keras4j name, a URL or a folder; else the
 * local repository, and if that lacks the file, the one of Maven's own settings.
 */
final class MavenRepository {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int OK = 200;

    private final EnvironmentRequest wish;
    private final Path home;

    MavenRepository(EnvironmentRequest wish) {
        this(wish, Path.of(System.getProperty("user.home")));
    }

    MavenRepository(EnvironmentRequest wish, Path home) {
        this.wish = wish;
        this.home = home;
    }

    /** Returns the file in a folder of the cache, fetching it if it is missing. The lock of the cache must be held. */
    Path fetch(RepositoryFile file, Path folder) throws IOException, InterruptedException {
        Path target = folder.resolve(file.name());
        if (Files.isRegularFile(target) && sum(target).equals(file.sha256())) {
            return target;
        }
        return fetched(file, folder, target);
    }

    private Path fetched(RepositoryFile file, Path folder, Path target) throws IOException, InterruptedException {
        Path aside = Files.createDirectories(folder).resolve(file.name() + ".part");
        try {
            require(file, copied(file, aside), aside);
            return Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static void require(RepositoryFile file, String origin, Path fetched) throws IOException {
        String sum = sum(fetched);
        if (!sum.equals(file.sha256())) {
            throw EnvironmentProblems.checksum(
                    origin,
                    file.sha256(),
                    sum,
                    "Set keras4j.repository to a repository with the file of Maven Central.");
        }
    }

    /** Copies the file from the first place that has it, and returns the place. */
    private String copied(RepositoryFile file, Path aside) throws IOException, InterruptedException {
        String named = wish.settings().repository();
        if (named != null && !isUrl(named)) {
            return fromFolder(Path.of(named), file, aside);
        }
        Path kept = inFolder(localRepository(), file);
        if (named == null && kept != null) {
            return local(kept, file, aside);
        }
        MavenSettings settings = MavenSettings.read(home, wish.machine().variables());
        MavenSettings repository = named == null ? settings : settings.withUrl(named);
        if (repository.url().startsWith("file:")) {
            return fromFolder(Path.of(URI.create(repository.url())), file, aside);
        }
        String url = repository.url() + "/" + file.path();
        if (wish.settings().offline()) {
            throw EnvironmentProblems.offlinePython(url);
        }
        download(repository, url, file, aside);
        return url;
    }

    private String fromFolder(Path folder, RepositoryFile file, Path aside) throws IOException {
        Path source = inFolder(folder, file);
        if (source == null) {
            throw EnvironmentProblems.notInFolder(folder, file);
        }
        return local(source, file, aside);
    }

    private static boolean isUrl(String repository) {
        return repository.matches("(?i)(https?://|file:).*");
    }

    private Path localRepository() {
        String set = System.getProperty("maven.repo.local", "");
        return set.isEmpty() ? home.resolve(".m2/repository") : Path.of(set);
    }

    private static @Nullable Path inFolder(Path folder, RepositoryFile file) {
        for (Path source : new Path[] {folder.resolve(file.path()), folder.resolve(file.name())}) {
            if (Files.isRegularFile(source)) {
                return source;
            }
        }
        return null;
    }

    private String local(Path source, RepositoryFile file, Path aside) throws IOException {
        wish.progress().step("Copying " + file.name() + " from " + source.resolveSibling(""));
        Files.copy(source, aside, StandardCopyOption.REPLACE_EXISTING);
        return source.toString();
    }

    private void download(MavenSettings repository, String url, RepositoryFile file, Path aside)
            throws IOException, InterruptedException {
        wish.progress().step("Downloading Python (" + ByteCount.of(file.bytes()) + ") from " + url);
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_TIMEOUT)
                .proxy(repository.selector())
                .authenticator(repository.authenticator())
                .build();
        HttpResponse<InputStream> answer = answer(client, url);
        try (InputStream in = answer.body()) {
            if (answer.statusCode() != OK) {
                throw EnvironmentProblems.repositoryStatus(url, answer.statusCode());
            }
            copy(in, file, aside, url);
        }
    }

    private static HttpResponse<InputStream> answer(HttpClient client, String url) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | IllegalArgumentException unreachable) {
            throw EnvironmentProblems.noRepository(url, unreachable.toString());
        }
    }

    private void copy(InputStream in, RepositoryFile file, Path aside, String url) throws IOException {
        long done = 0;
        try (OutputStream out = Files.newOutputStream(aside)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = read(in, buffer, url, done, file); read >= 0; read = read(in, buffer, url, done, file)) {
                out.write(buffer, 0, read);
                done += read;
                wish.progress().bytes(done, file.bytes());
            }
        }
        if (done < file.bytes()) {
            throw EnvironmentProblems.halfDownload(url, done, file.bytes(), "the connection was closed");
        }
    }

    private static int read(InputStream in, byte[] buffer, String url, long done, RepositoryFile file) {
        try {
            return in.read(buffer);
        } catch (IOException broken) {
            throw EnvironmentProblems.halfDownload(url, done, file.bytes(), String.valueOf(broken.getMessage()));
        }
    }

    private static String sum(Path file) throws IOException {
        Sha256Sum sum = new Sha256Sum();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.add(java.nio.ByteBuffer.wrap(buffer, 0, read));
            }
        }
        return sum.hex();
    }
}
