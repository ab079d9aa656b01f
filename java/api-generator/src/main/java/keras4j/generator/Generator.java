package keras4j.generator;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import keras4j.generator.CatalogueFile.Entry;

/** Command that writes the typed API: {@code Generator <catalogue.json> <output directory>}. */
public final class Generator {
    /** The kinds that become packages, in the order of the documentation. */
    private static final List<String> KINDS = List.of(
            "layer",
            "application",
            "optimizer",
            "assignment",
            "schedule",
            "loss",
            "metric",
            "callback",
            "initializer",
            "regularizer",
            "constraint",
            "quantization",
            "quantizer");

    private final Path out;
    private final Set<Path> written = new HashSet<>();

    private Generator(Path out) {
        this.out = out;
    }

    /**
     * Writes the sources of the typed API, and deletes those of an earlier catalogue.
     *
     * @param args the catalogue and the output directory
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        CatalogueFile facts = CatalogueFile.read(Path.of(args[0]));
        Generator generator = new Generator(Path.of(args[1]));
        for (String kind : KINDS) {
            generator.kind(
                    kind,
                    facts.entries().stream()
                            .filter(entry -> entry.kind().equals(kind) && entry.makeable())
                            .toList());
        }
        generator.describe("activation", "Activation functions, as constants for static import.");
        generator.write("activation", Activations.type(facts.names().getOrDefault("activation", List.of())));
        generator.tidy();
    }

    private void kind(String kind, List<Entry> entries) throws IOException {
        if (JavaNames.hasPackage(kind)) {
            describe(
                    kind,
                    "Keras' " + JavaNames.holder(kind).simpleName().toLowerCase(Locale.ROOT)
                            + " as typed values, created by {@link " + JavaNames.holder(kind) + "}.");
        }
        write(kind, Kinds.parent(kind));
        ChoiceArguments choices = new ChoiceArguments(entries);
        write(kind, Kinds.holder(kind, entries, choices));
        for (Entry entry : entries) {
            write(kind, new TypedClassWriter(entry, choices).type());
        }
        for (TypeSpec choice : choices.types()) {
            write(kind, choice);
        }
    }

    private void write(String kind, TypeSpec type) throws IOException {
        String text = JavaFile.builder(JavaNames.packageOf(kind), type)
                .indent("    ")
                .skipJavaLangImports(true)
                .build()
                .toString();
        put(kind, type.name(), text);
    }

    private void describe(String kind, String sentence) throws IOException {
        put(kind, "package-info", """
                /** %s */
                @NullMarked
                package %s;

                import org.jspecify.annotations.NullMarked;
                """.formatted(sentence, JavaNames.packageOf(kind)));
    }

    /** Writes a file if its text has changed, so that an unchanged API is not compiled again. */
    private void put(String kind, String name, String text) throws IOException {
        Path file = out.resolve(JavaNames.packageOf(kind).replace('.', '/')).resolve(name + ".java");
        written.add(file);
        Files.createDirectories(file.getParent());
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    /** Deletes the files of an earlier catalogue. */
    private void tidy() throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!written.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
