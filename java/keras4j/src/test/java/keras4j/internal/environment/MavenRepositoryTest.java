package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;
import keras4j.environment.Settings;
import keras4j.internal.text.Sha256Sum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenRepositoryTest {
    private static final byte[] BYTES = "the Python of keras4j".getBytes(StandardCharsets.UTF_8);
    private static final String SUM = Sha256Sum.of(BYTES);
    private static final RepositoryFile FILE = new RepositoryFile("org/example/python-1.jar", SUM, BYTES.length);
    private static final String NETWORK =
            "Check the network and the mirrors and proxies of Maven's settings.xml, or set"
                    + " keras4j.repository to a URL or a folder.";

    private final Path home;
    private final HttpServer server;
    private final String url;
    private final List<String> requests = new ArrayList<>();
    private byte[] answer = BYTES;

    MavenRepositoryTest(@TempDir Path home) throws IOException {
        this.home = home;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/maven", this::serve);
        server.createContext("/locked", this::serve).setAuthenticator(new BasicAuthenticator("realm") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals("me") && password.equals("secret");
            }
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        exchange.sendResponseHeaders(200, BYTES.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void settingsFile(String content) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".m2"));
        Files.writeString(folder.resolve("settings.xml"), "<settings>" + content + "</settings>");
    }

    private static String mirror(String url, String of) {
        return "<mirrors><mirror><id>company</id><url>" + url + "</url><mirrorOf>" + of
                + "</mirrorOf></mirror></mirrors>";
    }

    private Settings settings() {
        return Settings.defaults().withCache(home.resolve("cache")).withProgress(line -> {});
    }

    private Path fetch(Settings settings) throws IOException, InterruptedException {
        MachineFacts machine =
                FakePython.machine(Map.of("PASSWORD", "secret"), Path.of("/java"), "Linux amd64", "4.3.1");
        return new MavenRepository(EnvironmentRequest.of(settings, machine, "jax"), home)
                .fetch(FILE, home.resolve("cache/pythons"));
    }

    private void refused(EnvironmentProblem problem, String message, Settings settings) throws IOException {
        EnvironmentException refusal = assertThrows(EnvironmentException.class, () -> fetch(settings));
        assertEquals(
                message,
                String.valueOf(refusal.getMessage()).replace(url, "URL").replace(home.toString(), "HOME"));
        assertEquals(problem, refusal.problem());
        assertEquals(List.of(), kept(), "nothing is kept");
    }

    private List<Path> kept() throws IOException {
        Path folder = home.resolve("cache/pythons");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void the_mirror_of_mavens_settings_is_used_and_the_file_is_fetched_once() throws Exception {
        settingsFile(mirror(url + "/maven/", "external:*"));
        Path fetched = fetch(settings());
        assertArrayEquals(BYTES, Files.readAllBytes(fetched));
        assertEquals(List.of("/maven/org/example/python-1.jar"), requests);
        assertEquals(fetched, fetch(settings().withOffline(true)));
        assertEquals(1, requests.size(), "it is kept in the cache");
    }

    @Test
    void the_credentials_of_the_mirror_are_given_and_may_come_from_a_variable() throws Exception {
        settingsFile(mirror(url + "/locked", "*") + "<servers><server><id>company</id><username>me</username>"
                + "<password>${env.PASSWORD}</password></server></servers>");
        assertArrayEquals(BYTES, Files.readAllBytes(fetch(settings())));
    }

    @Test
    void the_proxy_of_mavens_settings_is_used() throws Exception {
        settingsFile(mirror("http://repository.example/maven", "central")
                + "<proxies><proxy><id>p</id><host>127.0.0.1</host><port>"
                + server.getAddress().getPort() + "</port></proxy></proxies>");
        assertArrayEquals(BYTES, Files.readAllBytes(fetch(settings())));
        assertEquals(List.of("http://repository.example/maven/org/example/python-1.jar"), requests);
    }

    @Test
    void an_explicit_repository_takes_precedence_and_a_folder_needs_no_network() throws Exception {
        settingsFile(mirror("http://127.0.0.1:9/closed", "*"));
        assertArrayEquals(BYTES, Files.readAllBytes(fetch(settings().withRepository(url + "/maven"))));
        Path folder = Files.createDirectories(home.resolve("folder"));
        Files.write(folder.resolve("python-1.jar"), BYTES);
        Settings offline = settings().withOffline(true).withRepository(folder.toString());
        Files.delete(home.resolve("cache/pythons/python-1.jar"));
        assertArrayEquals(BYTES, Files.readAllBytes(fetch(offline)));
    }

    @Test
    void a_mirror_may_be_a_folder() throws Exception {
        Path folder = Files.createDirectories(home.resolve("mirror"));
        Files.write(folder.resolve("python-1.jar"), BYTES);
        settingsFile(mirror(folder.toUri().toString(), "central"));
        assertArrayEquals(BYTES, Files.readAllBytes(fetch(settings())));
    }

    @Test
    void the_local_repository_of_maven_is_looked_at_first() throws Exception {
        Path file = home.resolve(".m2/repository/org/example/python-1.jar");
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, BYTES);
        assertArrayEquals(BYTES, Files.readAllBytes(fetch(settings().withOffline(true))));
    }

    @Test
    void offline_names_the_address_and_the_way_out() throws IOException {
        settingsFile(mirror(url + "/maven", "*"));
        refused(
                EnvironmentProblem.OFFLINE,
                "Offline: the Python of keras4j is not in the cache, and it would be downloaded from"
                        + " URL/maven/org/example/python-1.jar. Start once without keras4j.offline, or put the file into a folder"
                        + " and set keras4j.repository to it.",
                settings().withOffline(true));
    }

    @Test
    void a_folder_that_lacks_the_file() throws IOException {
        refused(
                EnvironmentProblem.OFFLINE,
                "Folder HOME/empty: it must have python-1.jar, the Python of keras4j. Download org/example/python-1.jar from Maven"
                        + " Central on another machine, and copy it there.",
                settings().withRepository(home.resolve("empty").toString()));
    }

    @Test
    void another_file_than_the_pinned_one() throws IOException {
        answer = "the Python of somebody".substring(0, BYTES.length).getBytes(StandardCharsets.UTF_8);
        refused(
                EnvironmentProblem.CHECKSUM,
                "URL/maven/org/example/python-1.jar: its SHA-256 must be " + SUM + ", got " + Sha256Sum.of(answer)
                        + ". Set keras4j.repository to a repository with the file of Maven Central.",
                settings().withRepository(url + "/maven"));
    }

    @Test
    void half_a_download() {
        answer = new byte[5];
        EnvironmentException refusal =
                assertThrows(EnvironmentException.class, () -> fetch(settings().withRepository(url + "/maven")));
        String message =
                String.valueOf(refusal.getMessage()).replace(url, "URL").replaceFirst("\\([^)]*\\)", "(REASON)");
        assertEquals(
                "Maven repository: the download of URL/maven/org/example/python-1.jar ended after 0.0 MB of 0.0 MB (REASON). Check"
                        + " the network and start again; nothing was kept.",
                message);
        assertEquals(EnvironmentProblem.NO_REGISTRY, refusal.problem());
    }

    @Test
    void a_repository_that_asks_for_credentials_or_lacks_the_file() throws IOException {
        String start = "Maven repository: URL/locked/org/example/python-1.jar";
        refused(
                EnvironmentProblem.NO_REGISTRY,
                start.replace("locked", "none")
                        + " must answer with status 200, got 404. Let the repository mirror Maven Central, or set"
                        + " keras4j.repository to a URL or a folder that has the file.",
                settings().withRepository(url + "/none"));
        for (int status : new int[] {401, 407, 500}) {
            server.createContext("/status" + status, exchange -> {
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
        }
        assertEquals(
                "Give the credentials of the server in Maven's settings.xml.",
                EnvironmentProblems.repositoryStatus(url, 401).remedy());
        assertEquals(
                "Give the credentials of the proxy in Maven's settings.xml; a proxy that asks for Basic credentials also needs"
                        + " -Djdk.http.auth.tunneling.disabledSchemes=.",
                EnvironmentProblems.repositoryStatus(url, 407).remedy());
        refused(
                EnvironmentProblem.NO_REGISTRY,
                "Maven repository: URL/status500/org/example/python-1.jar must answer with status 200, got 500. Start again later,"
                        + " or set keras4j.repository to another URL or to a folder.",
                settings().withRepository(url + "/status500"));
    }

    @Test
    void a_repository_that_cannot_be_reached() {
        EnvironmentException refusal =
                assertThrows(EnvironmentException.class, () -> fetch(settings().withRepository("http://127.0.0.1:9")));
        String message = String.valueOf(refusal.getMessage());
        assertEquals(
                "Maven repository: http://127.0.0.1:9/org/example/python-1.jar cannot be reached (java.net.ConnectException). "
                        + NETWORK,
                message);
    }

    @Test
    void settings_of_maven_that_cannot_be_read_or_decrypted() throws IOException {
        settingsFile("<mirrors>");
        EnvironmentException broken = assertThrows(EnvironmentException.class, () -> fetch(settings()));
        assertEquals(
                "Correct the file, or set keras4j.repository to the URL or the folder of a Maven repository.",
                broken.remedy());
        settingsFile(mirror(url + "/locked", "*") + "<servers><server><id>company</id><username>me</username>"
                + "<password>{COQLCE6DU6GtcS5P=}</password></server></servers>");
        refused(
                EnvironmentProblem.NO_REGISTRY,
                "Maven's settings HOME/.m2/settings.xml: the password of company is encrypted, which only Maven can read. Fetch"
                        + " the file with Maven (mvn dependency:get"
                        + " -Dartifact=org.bytedeco:cpython:3.13.5-1.5.12:jar:<platform>): keras4j takes it from the local"
                        + " repository.",
                settings());
    }

    @Test
    void only_a_mirror_of_central_counts() throws IOException {
        settingsFile(mirror(url, "*,!central"));
        assertEquals(
                "https://repo.maven.apache.org/maven2",
                MavenSettings.read(home, Map.of()).url());
        settingsFile(mirror(url, "other,central"));
        assertEquals(url, MavenSettings.read(home, Map.of()).url());
    }
}
