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
import keras4j.generator.Facts.Entry;

/** Writes the typed API: {@code Generator <catalogue.json> <output directory>}. */
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

    public static void main(String[] args) throws IOException {
        Facts facts = Facts.read(Path.of(args[0]));
        Generator generator = new Generator(Path.of(args[1]));
        for (String kind : KINDS) {
            generator.kind(
                    kind,
                    facts.entries().stream()
                            .filter(entry -> entry.kind().equals(kind) && entry.makeable())
                            .toList());
        }
        generator.describe("activation", "Activation functions: constants, to be imported statically.");
        generator.write("activation", Activations.type(facts.names().getOrDefault("activation", List.of())));
        generator.tidy();
    }

    private void kind(String kind, List<Entry> entries) throws IOException {
        if (Words.hasPackage(kind)) {
            describe(
                    kind,
                    "Keras' " + Words.holder(kind).simpleName().toLowerCase(Locale.ROOT) + " as typed values; {@link "
                            + Words.holder(kind) + "} makes them.");
        }
        write(kind, Kinds.parent(kind));
        Choices choices = new Choices(entries);
        write(kind, Kinds.holder(kind, entries, choices));
        for (Entry entry : entries) {
            write(kind, new Covers(entry, choices).type());
        }
        for (TypeSpec choice : choices.types()) {
            write(kind, choice);
        }
    }

    private void write(String kind, TypeSpec type) throws IOException {
        String text = JavaFile.builder(Words.packageOf(kind), type)
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
                """.formatted(sentence, Words.packageOf(kind)));
    }

    /** Writes only what changed, so that an unchanged API is not compiled again. */
    private void put(String kind, String name, String text) throws IOException {
        Path file = out.resolve(Words.packageOf(kind).replace('.', '/')).resolve(name + ".java");
        written.add(file);
        Files.createDirectories(file.getParent());
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    /** Deletes what an earlier catalogue had. */
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
