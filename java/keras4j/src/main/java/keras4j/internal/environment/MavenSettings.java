package keras4j.internal.environment;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Maven's settings for downloads from Maven Central: the mirror, the proxy and the credentials of {@code settings.xml}.
 *
 * @param url the root of the repository, without a slash at the end
 * @param login the credentials for the repository, or {@code null}
 * @param proxy the proxy, or {@code null}
 * @param proxyLogin the credentials for the proxy, or {@code null}
 */
record MavenSettings(
        String url,
        @Nullable PasswordAuthentication login,
        @Nullable InetSocketAddress proxy,
        @Nullable PasswordAuthentication proxyLogin) {
    private static final String CENTRAL = "https://repo.maven.apache.org/maven2";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.([^}]+)}");

    /** Reads {@code ~/.m2/settings.xml}; without one, Maven Central is used directly. */
    static MavenSettings read(Path home, Map<String, String> variables) {
        Path file = home.resolve(".m2/settings.xml");
        return Files.isRegularFile(file) ? of(file, variables) : new MavenSettings(CENTRAL, null, null, null);
    }

    private static MavenSettings of(Path file, Map<String, String> variables) {
        try (InputStream in = Files.newInputStream(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new SettingsFile(file, factory.newDocumentBuilder().parse(in), variables).settings();
        } catch (IOException | SAXException | ParserConfigurationException unreadable) {
            throw EnvironmentProblems.mavenSettings(file, String.valueOf(unreadable.getMessage()));
        }
    }

    /** Returns the settings for another repository, with the same proxy. */
    MavenSettings withUrl(String other) {
        return new MavenSettings(other.replaceFirst("/+$", ""), null, proxy, proxyLogin);
    }

    /** Returns the selector of the proxy; without one in the settings, that of the JVM. */
    ProxySelector selector() {
        return proxy == null ? ProxySelector.getDefault() : ProxySelector.of(proxy);
    }

    /** Returns the source of the credentials. */
    Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY ? proxyLogin : login;
            }
        };
    }

    /** The elements of a settings file. */
    private record SettingsFile(Path file, Document document, Map<String, String> variables) {
        MavenSettings settings() {
            Optional<Element> mirror = children("mirrors", "mirror").stream()
                    .filter(each -> mirrorsCentral(text(each, "mirrorOf")))
                    .findFirst();
            String id = mirror.map(each -> text(each, "id")).orElse("central");
            String url = mirror.map(each -> text(each, "url")).orElse(CENTRAL);
            Optional<PasswordAuthentication> login = children("servers", "server").stream()
                    .filter(each -> text(each, "id").equals(id))
                    .findFirst()
                    .flatMap(this::login);
            Optional<Element> proxy = children("proxies", "proxy").stream()
                    .filter(each -> !text(each, "active").equals("false") && !isExempt(each, url))
                    .findFirst();
            return new MavenSettings(
                    url.replaceFirst("/+$", ""),
                    login.orElse(null),
                    proxy.map(this::address).orElse(null),
                    proxy.flatMap(this::login).orElse(null));
        }

        private static boolean mirrorsCentral(String pattern) {
            List<String> words = Arrays.asList(pattern.split("\\s*,\\s*"));
            return !words.contains("!central")
                    && (words.contains("central") || words.contains("*") || words.contains("external:*"));
        }

        private boolean isExempt(Element proxy, String url) {
            String host = String.valueOf(java.net.URI.create(url).getHost());
            return Arrays.stream(text(proxy, "nonProxyHosts").split("[|,]"))
                    .filter(pattern -> !pattern.isBlank())
                    .map(pattern -> Pattern.quote(pattern.strip()).replace("*", "\\E.*\\Q"))
                    .anyMatch(host::matches);
        }

        private InetSocketAddress address(Element proxy) {
            String port = text(proxy, "port");
            return new InetSocketAddress(text(proxy, "host"), port.isEmpty() ? 8080 : Integer.parseInt(port));
        }

        private Optional<PasswordAuthentication> login(Element holder) {
            String name = text(holder, "username");
            String password = text(holder, "password");
            if (password.matches("(?s).*\\{.+}.*")) {
                throw EnvironmentProblems.encryptedPassword(file, text(holder, "id"));
            }
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PasswordAuthentication(name, password.toCharArray()));
        }

        private List<Element> children(String list, String name) {
            return elements(document.getDocumentElement(), list).stream()
                    .flatMap(each -> elements(each, name).stream())
                    .toList();
        }

        private static List<Element> elements(Element parent, String name) {
            List<Element> found = new ArrayList<>();
            NodeList nodes = parent.getChildNodes();
            for (int i = 0; i < nodes.getLength(); i++) {
                Node node = nodes.item(i);
                if (node instanceof Element element && element.getTagName().equals(name)) {
                    found.add(element);
                }
            }
            return found;
        }

        private String text(Element parent, String name) {
            String text = elements(parent, name).stream()
                    .findFirst()
                    .map(each -> each.getTextContent().strip())
                    .orElse("");
            return VARIABLE.matcher(text)
                    .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                            variables.getOrDefault(match.group(1), match.group())));
        }
    }
}
