package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Contents and dependencies of the jars. */
class SupplyIT {
    private static final Path TARGET = DocumentBlock.ROOT.resolve("java/keras4j/target");
    private static final String VERSION = System.getProperty("keras4j.version");
    private static final Path JAR = TARGET.resolve("keras4j-" + VERSION + ".jar");
    private static final Path CORE = DocumentBlock.ROOT.resolve("java/core/target/keras4j-core-" + VERSION + ".jar");

    /** As in the bill: SPDX identifiers. */
    private static final Set<String> LICENCES = Set.of("Apache-2.0", "MIT");

    /** jep's is Zlib; dflib's file is Apache 2.0, but its pom says only "Apache License", which is taken for the first. */
    private static final Set<String> EXCEPTIONS = Set.of("jep: The zlib/libpng License", "dflib: Apache-1.0");

    @Test
    void the_bill_of_materials_has_what_maven_resolves() throws IOException {
        Pattern artifact = Pattern.compile("^ +([^:\\s]+):([^:]+):jar:(?:([a-z][^:]*):)?([^:]+):", Pattern.MULTILINE);
        Set<String> resolved = artifact.matcher(Files.readString(TARGET.resolve("resolved.txt")))
                .results()
                .map(found -> "pkg:maven/" + found.group(1) + "/" + found.group(2) + "@" + found.group(4) + "?"
                        + (found.group(3) == null ? "" : "classifier=" + found.group(3) + "&") + "type=jar")
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> billed = new TreeSet<>();
        components().forEach(component -> billed.add(component.path("purl").asText()));
        assertEquals(resolved, billed);
        assertTrue(billed.size() > 5, billed::toString);
    }

    @Test
    void every_licence_is_one_that_is_allowed() throws IOException {
        Set<String> others = new TreeSet<>();
        for (JsonNode component : components()) {
            for (String licence : licences(component)) {
                if (!LICENCES.contains(licence)) {
                    others.add(component.path("name").asText() + ": " + licence);
                }
            }
        }
        assertEquals(EXCEPTIONS, others);
    }

    private static JsonNode components() throws IOException {
        return new ObjectMapper().readTree(TARGET.resolve("bom.json").toFile()).path("components");
    }

    private static List<String> licences(JsonNode component) {
        JsonNode licences = component.path("licenses");
        if (licences.isEmpty()) {
            return List.of("none");
        }
        return StreamSupport.stream(licences.spliterator(), false)
                .map(each -> each.path("license"))
                .map(each -> each.path("id").asText(each.path("name").asText("none")))
                .toList();
    }

    @Test
    void the_jars_tell_neither_when_nor_where_they_were_made() throws IOException {
        requireReproducible(CORE, 500);
        requireReproducible(JAR, 100);
        requireReproducible(DocumentBlock.ROOT.resolve("java/onnx/target/keras4j-onnx-" + VERSION + ".jar"), 5);
        requireReproducible(
                DocumentBlock.ROOT.resolve("java/micrometer/target/keras4j-micrometer-" + VERSION + ".jar"), 1);
        requireReproducible(
                DocumentBlock.ROOT.resolve(
                        "java/spring-boot-starter/target/keras4j-spring-boot-starter-" + VERSION + ".jar"),
                5);
        requireReproducible(DocumentBlock.ROOT.resolve("java/tracking/target/keras4j-tracking-" + VERSION + ".jar"), 5);
        requireReproducible(DocumentBlock.ROOT.resolve("java/jupyter/target/keras4j-jupyter-" + VERSION + ".jar"), 1);
        requireReproducible(DocumentBlock.ROOT.resolve("java/serving/target/keras4j-serving-" + VERSION + ".jar"), 5);
        requireReproducible(DocumentBlock.ROOT.resolve("java/spark/target/keras4j-spark-" + VERSION + ".jar"), 5);
    }

    /** Returns the date in the POM to two seconds, which is what ZIP files have. */
    private static LocalDateTime buildDate() {
        LocalDateTime date = LocalDateTime.ofInstant(Instant.parse(System.getProperty("keras4j.date")), ZoneOffset.UTC);
        return date.minusSeconds(date.getSecond() % 2);
    }

    private static void requireReproducible(Path file, int classes) throws IOException {
        LocalDateTime date = buildDate();
        try (ZipFile jar = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(jar.entries());
            assertTrue(entries.size() > classes, "the jar has its classes");
            for (ZipEntry entry : entries) {
                assertEquals(date, entry.getTimeLocal(), entry::getName);
                String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(DocumentBlock.ROOT.toString()), entry::getName);
            }
        }
    }

    @Test
    void the_jar_has_the_bills_of_the_python_half() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            for (String backend : List.of("jax", "tensorflow")) {
                ZipEntry entry = jar.getEntry("keras4j/locks/" + backend + ".cdx.json");
                byte[] bill = Files.readAllBytes(DocumentBlock.ROOT.resolve("python/locks/" + backend + ".cdx.json"));
                assertEquals(
                        new String(bill, StandardCharsets.UTF_8),
                        new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }
}
