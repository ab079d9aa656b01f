package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images of docs/deployment.md: their steps in roots of Debian packages, which have a JRE, and neither a Python, a C
 * compiler nor a JDK. Needs the rights of root, mmdebstrap, unshare and Debian's archive.
 */
@Tag("full")
class ImagesIT {
    private static final Path CERTIFICATES = Path.of("/etc/ssl/certs/ca-certificates.crt");
    private static final String LOADER =
            "org/springframework/boot/spring-boot-loader/3.5.7/spring-boot-loader-3.5.7.jar";

    private final Path folder;

    ImagesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private static List<String> dockerfiles() {
        return DocumentBlock.of(DocumentBlock.ROOT.resolve("docs/deployment.md")).stream()
                .filter(block -> block.is("dockerfile"))
                .map(DocumentBlock::text)
                .toList();
    }

    /** A root as that of a slim image, with what this machine needs to reach the package indexes. */
    private Path root() throws IOException, InterruptedException {
        Path root = folder.resolve("root");
        run("mmdebstrap", "--variant=minbase", "bookworm", root.toString(), "http://deb.debian.org/debian");
        for (Path file : List.of(Path.of("/etc/resolv.conf"), Path.of("/etc/pip.conf"), CERTIFICATES)) {
            if (Files.exists(file)) {
                Path target = root.resolve(file.toString().substring(1));
                Files.createDirectories(target.resolveSibling(""));
                run("cp", "-L", file.toString(), target.toString());
            }
        }
        Path repository = Files.createDirectory(root.resolve("repository"));
        Path python = Path.of(System.getProperty("maven.repo.local"), "org/bytedeco/cpython/3.13.5-1.5.12");
        run("cp", python.resolve("cpython-3.13.5-1.5.12-linux-x86_64.jar").toString(), repository.toString());
        for (String absent : List.of("usr/bin/python3", "usr/bin/gcc", "usr/bin/javac")) {
            assertTrue(Files.notExists(root.resolve(absent)), absent);
        }
        return root;
    }

    private void run(String... command) throws IOException, InterruptedException {
        ExampleProcess ended = ExampleProcess.run(List.of(command), folder, Map.of());
        assertEquals(0, ended.status(), ended::output);
    }

    /** Writes the classes of README's program, and returns their folder. */
    private Path program() throws IOException, InterruptedException {
        DocumentBlock readme = DocumentBlock.of(DocumentBlock.ROOT.resolve("README.md")).stream()
                .filter(DocumentBlock::isProgram)
                .findFirst()
                .orElseThrow();
        Path source = Files.writeString(folder.resolve("Digits.java"), readme.text());
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path javac = Path.of(System.getProperty("java.home"), "bin/javac");
        String path = System.getProperty("java.class.path");
        run(javac.toString(), "-cp", path, "-d", classes.toString(), source.toString());
        return classes;
    }

    /** Returns the jars of the class path; a folder of classes is packed. */
    private List<Path> jars() throws IOException, InterruptedException {
        List<Path> jars = new ArrayList<>();
        Path jar = Path.of(System.getProperty("java.home"), "bin/jar");
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path file = Path.of(entry);
            if (Files.isDirectory(file) && file.toString().contains("/java/") && file.endsWith("target/classes")) {
                Path packed = folder.resolve(file.resolve("../..").normalize().getFileName() + ".jar");
                run(jar.toString(), "--create", "--file", packed.toString(), "-C", file.toString(), ".");
                jars.add(packed);
            } else if (file.toString()
                    .matches(".*/(jep|dflib|jackson|slf4j-api|jspecify|hipparchus|keras4j)[^/]*\\.jar")) {
                jars.add(file);
            }
        }
        return jars;
    }

    private void train(int which, Path context) throws IOException, InterruptedException {
        Dockerfile image = new Dockerfile(context, root());
        Map<String, String> repository = Map.of("JAVA_TOOL_OPTIONS", "-Dkeras4j.repository=/repository");
        String built = image.build(dockerfiles().get(which), repository);
        assertTrue(built.contains("Ready: Python 3.13.5 (the environment of keras4j, /opt/keras4j/envs/jax-"), built);
        long start = System.nanoTime();
        String trained = image.start(repository);
        assertTrue(GettingStartedIT.accuracy(trained) > 0.85, trained);
        System.out.println("Started and trained in " + (System.nanoTime() - start) / 1_000_000_000 + " s");
    }

    @Test
    void a_slim_image_trains_without_a_compiler_a_python_or_a_home() throws Exception {
        assertEquals(2, dockerfiles().size());
        Path lib = Files.createDirectories(folder.resolve("context/lib"));
        Path classes = program();
        Path jar = Path.of(System.getProperty("java.home"), "bin/jar");
        run(jar.toString(), "--create", "--file", lib.resolve("digits.jar").toString(), "-C", classes.toString(), ".");
        for (Path each : jars()) {
            run("cp", each.toString(), lib.toString());
        }
        train(0, folder.resolve("context"));
    }

    @Test
    void a_fat_jar_trains_there_too() throws Exception {
        Path context = Files.createDirectories(folder.resolve("context"));
        fatJar(context.resolve("app.jar"), program());
        train(1, context);
    }

    /** Writes a jar as Spring Boot's plugin does: its loader, the classes and, uncompressed, the libraries. */
    private void fatJar(Path file, Path classes) throws IOException, InterruptedException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Main-Class", "org.springframework.boot.loader.launch.JarLauncher");
        main.putValue("Start-Class", "Digits");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                JarFile loader = new JarFile(
                        Path.of(System.getProperty("maven.repo.local"), LOADER).toFile());
                Stream<Path> programs = Files.list(classes)) {
            for (JarEntry entry : loader.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .toList()) {
                add(jar, entry.getName(), loader.getInputStream(entry).readAllBytes());
            }
            for (Path program : programs.toList()) {
                add(jar, "BOOT-INF/classes/" + program.getFileName(), Files.readAllBytes(program));
            }
            for (Path library : jars()) {
                add(jar, "BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
            }
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        jar.putNextEntry(entry);
        jar.write(bytes);
        jar.closeEntry();
    }
}
