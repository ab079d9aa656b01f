package keras4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static keras4j.examples.PublishedModule.children;
import static keras4j.examples.PublishedModule.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Published modules: the metadata that Maven Central demands, the BOM, the module names and the packages of the jars. */
class PublishedIT {
    private static final PublishedModule PARENT = new PublishedModule("keras4j-parent");
    private static final PublishedModule BOM = new PublishedModule("keras4j-bom");
    private static final PublishedModule CORE = new PublishedModule("keras4j-core");
    private static final PublishedModule KERAS4J = new PublishedModule("keras4j");
    private static final PublishedModule ONNX = new PublishedModule("keras4j-onnx");
    private static final PublishedModule SERVING = new PublishedModule("keras4j-serving");
    private static final PublishedModule MICROMETER = new PublishedModule("keras4j-micrometer");
    private static final PublishedModule SPRING = new PublishedModule("keras4j-spring-boot-starter");
    private static final PublishedModule TRACKING = new PublishedModule("keras4j-tracking");
    private static final PublishedModule JUPYTER = new PublishedModule("keras4j-jupyter");
    private static final PublishedModule SPARK = new PublishedModule("keras4j-spark");
    private static final PublishedModule NATIVES = new PublishedModule("keras4j-natives");
    private static final List<String> PLATFORMS =
            List.of("linux-x86_64", "linux-aarch64", "macos-aarch64", "windows-x86_64");
    private static final List<PublishedModule> JARS =
            List.of(CORE, KERAS4J, ONNX, SERVING, MICROMETER, SPRING, TRACKING, JUPYTER, SPARK);
    private static final String VERSION = System.getProperty("keras4j.version");
    private static final boolean RELEASE = Boolean.getBoolean("keras4j.release");

    /** The elements that a POM may inherit. */
    private static final List<List<String>> DEMANDED = List.of(
            List.of("groupId"),
            List.of("version"),
            List.of("url"),
            List.of("licenses", "license", "name"),
            List.of("licenses", "license", "url"),
            List.of("developers", "developer", "name"),
            List.of("scm", "connection"),
            List.of("scm", "developerConnection"),
            List.of("scm", "url"));

    @Test
    void twelve_modules_are_published() throws IOException {
        assertEquals(
                List.of(
                        "keras4j",
                        "keras4j-bom",
                        "keras4j-core",
                        "keras4j-jupyter",
                        "keras4j-micrometer",
                        "keras4j-natives",
                        "keras4j-onnx",
                        "keras4j-parent",
                        "keras4j-serving",
                        "keras4j-spark",
                        "keras4j-spring-boot-starter",
                        "keras4j-tracking"),
                PublishedModule.names());
    }

    @Test
    void every_pom_has_what_maven_central_demands() throws Exception {
        for (PublishedModule module : List.of(
                PARENT, BOM, CORE, KERAS4J, NATIVES, ONNX, SERVING, MICROMETER, SPRING, TRACKING, JUPYTER, SPARK)) {
            Element pom = module.pom();
            assertFalse(text(pom, "name").isEmpty(), module + " has no name");
            assertFalse(text(pom, "description").isEmpty(), module + " has no description");
            boolean inherits = text(pom, "parent", "artifactId").equals(PARENT.name());
            for (List<String> element : DEMANDED) {
                String[] path = element.toArray(String[]::new);
                String own = text(pom, path);
                assertFalse(
                        (inherits && own.isEmpty() ? text(PARENT.pom(), path) : own).isEmpty(),
                        module + ": " + element);
            }
        }
    }

    @Test
    void a_jar_depends_on_published_modules_only() throws Exception {
        assertEquals(Set.of(), ownDependencies(CORE));
        assertEquals(Set.of(), ownDependencies(NATIVES));
        assertEquals(Set.of(CORE.name(), NATIVES.name()), ownDependencies(KERAS4J));
        assertEquals(Set.of(CORE.name()), ownDependencies(ONNX));
        assertEquals(Set.of(CORE.name(), KERAS4J.name(), ONNX.name()), ownDependencies(SERVING));
        assertEquals(Set.of(), ownDependencies(MICROMETER));
        assertEquals(Set.of(CORE.name(), MICROMETER.name(), KERAS4J.name(), ONNX.name()), ownDependencies(SPRING));
        assertEquals(Set.of(KERAS4J.name()), ownDependencies(TRACKING));
        assertEquals(Set.of(CORE.name()), ownDependencies(JUPYTER));
        assertEquals(Set.of(KERAS4J.name(), ONNX.name()), ownDependencies(SPARK));
    }

    private static Set<String> ownDependencies(PublishedModule module) throws Exception {
        return children(module.pom(), "dependencies").stream()
                .flatMap(dependencies -> children(dependencies, "dependency").stream())
                .filter(dependency -> text(dependency, "groupId").equals("io.github.keras4j"))
                .filter(dependency -> children(dependency, "scope").stream()
                        .noneMatch(scope -> scope.getTextContent().equals("test")))
                .map(dependency -> text(dependency, "artifactId"))
                .collect(Collectors.toSet());
    }

    /** {@link ConsumerIT} imports it. */
    @Test
    void the_bom_has_the_jars_and_inherits_no_other_version() throws Exception {
        Element pom = BOM.pom();
        assertEquals(List.of(), children(pom, "parent"));
        assertEquals(VERSION, text(pom, "version"));
        Element managed = children(pom, "dependencyManagement").get(0);
        assertEquals(
                Stream.concat(
                                Stream.of(
                                        CORE.name(),
                                        KERAS4J.name(),
                                        ONNX.name(),
                                        SERVING.name(),
                                        MICROMETER.name(),
                                        SPRING.name(),
                                        TRACKING.name(),
                                        JUPYTER.name(),
                                        SPARK.name()),
                                PLATFORMS.stream().map(platform -> NATIVES.name() + " " + platform))
                        .toList(),
                children(children(managed, "dependencies").get(0), "dependency").stream()
                        .map(dependency ->
                                (text(dependency, "artifactId") + " " + text(dependency, "classifier")).strip())
                        .toList());
    }

    @Test
    void the_jars_are_modules_without_a_common_package() throws Exception {
        ModuleDescriptor core = descriptor(CORE);
        ModuleDescriptor keras4j = descriptor(KERAS4J);
        assertEquals("keras4j.core", core.name());
        assertEquals("keras4j", keras4j.name());
        assertModule(ONNX, "keras4j.onnx");
        assertModule(SERVING, "keras4j.serving");
        assertModule(MICROMETER, "keras4j.micrometer");
        assertModule(SPRING, "keras4j.spring");
        assertModule(TRACKING, "keras4j.tracking");
        assertModule(JUPYTER, "keras4j.jupyter");
        assertModule(SPARK, "keras4j.spark", "keras4j.internal.spark");
        Set<String> common = new HashSet<>(core.packages());
        common.retainAll(keras4j.packages());
        assertEquals(Set.of(), common);
        for (ModuleDescriptor module : List.of(core, keras4j)) {
            assertTrue(module.packages().size() > 5, module::toString);
            module.packages().forEach(name -> assertTrue((name + ".").startsWith("keras4j."), name));
        }
    }

    /** Checks the name of a module, and that it has the package of that name and others that are given. */
    private static void assertModule(PublishedModule module, String name, String... others) throws Exception {
        ModuleDescriptor descriptor = descriptor(module);
        assertEquals(name, descriptor.name());
        Set<String> packages = new HashSet<>(List.of(others));
        packages.add(name);
        assertEquals(packages, descriptor.packages());
    }

    @Test
    void each_platform_has_a_jar_with_its_natives_only() throws Exception {
        for (String platform : PLATFORMS) {
            try (ZipFile jar = new ZipFile(NATIVES.file("-" + platform + ".jar").toFile())) {
                List<String> wheels = jar.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.endsWith(".whl"))
                        .toList();
                assertEquals(3, wheels.size(), wheels::toString);
                wheels.forEach(
                        wheel -> assertTrue(wheel.startsWith("META-INF/keras4j/natives/" + platform + "/"), wheel));
            }
        }
    }

    private static ModuleDescriptor descriptor(PublishedModule module) throws Exception {
        try (ZipFile jar = new ZipFile(module.jar().toFile())) {
            String manifest = new String(
                    jar.getInputStream(jar.getEntry("META-INF/MANIFEST.MF")).readAllBytes(), UTF_8);
            assertTrue(manifest.contains("Automatic-Module-Name: "), manifest);
        }
        return ModuleFinder.of(module.jar()).findAll().iterator().next().descriptor();
    }

    @Test
    void a_release_has_sources_and_javadoc() throws Exception {
        for (PublishedModule module :
                Stream.concat(JARS.stream(), Stream.of(NATIVES)).toList()) {
            for (String end : List.of("-sources.jar", "-javadoc.jar")) {
                assertEquals(RELEASE, Files.exists(module.file(end)), module + end);
            }
        }
        if (RELEASE) {
            requireEntry(CORE.file("-sources.jar"), "keras4j/layer/Layers.java");
            requireEntry(CORE.file("-javadoc.jar"), "keras4j/layer/Layers.html");
            requireEntry(KERAS4J.file("-sources.jar"), "keras4j/Keras.java");
            requireEntry(KERAS4J.file("-javadoc.jar"), "keras4j/Keras.html");
        }
    }

    private static void requireEntry(Path file, String name) throws IOException {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            assertTrue(jar.getEntry(name) != null, file + " has no " + name);
            boolean documented = file.toString().endsWith("-javadoc.jar");
            assertFalse(
                    documented && jar.stream().anyMatch(entry -> entry.getName().matches("keras4j/(internal|cli)/.*")),
                    file + " documents internal packages");
        }
    }
}
