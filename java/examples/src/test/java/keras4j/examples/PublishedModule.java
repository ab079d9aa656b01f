package keras4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Module in the file repository that the build makes.
 *
 * @param name the artifact's name
 */
record PublishedModule(String name) {
    static final Path REPOSITORY = DocumentBlock.ROOT.resolve("target/published");

    private static final Path GROUP = REPOSITORY.resolve("io/github/keras4j");
    private static final String VERSION = System.getProperty("keras4j.version");

    /** Returns the names of all modules. */
    static List<String> names() throws IOException {
        try (var folders = Files.list(GROUP)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    Path jar() throws Exception {
        return file(".jar");
    }

    Element pom() throws Exception {
        return xml(file(".pom"));
    }

    /** Returns a file by the end of its name, such as {@code -sources.jar}. */
    Path file(String end) throws Exception {
        return GROUP.resolve(name).resolve(VERSION).resolve(name + "-" + fileVersion() + end);
    }

    /** Returns the version in the names of files: that of a snapshot has the time of its newest deployment. */
    private String fileVersion() throws Exception {
        if (!VERSION.endsWith("-SNAPSHOT")) {
            return VERSION;
        }
        Element metadata = xml(GROUP.resolve(name).resolve(VERSION).resolve("maven-metadata.xml"));
        return VERSION.replace("SNAPSHOT", text(metadata, "versioning", "snapshot", "timestamp"))
                + "-"
                + text(metadata, "versioning", "snapshot", "buildNumber");
    }

    private static Element xml(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    /** Returns the text at a path of elements; empty if there is none. */
    static String text(Element element, String... path) {
        Element at = element;
        for (String name : path) {
            List<Element> found = children(at, name);
            if (found.isEmpty()) {
                return "";
            }
            at = found.get(0);
        }
        return at.getTextContent().strip();
    }

    static List<Element> children(Element element, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                children.add(child);
            }
        }
        return children;
    }
}
