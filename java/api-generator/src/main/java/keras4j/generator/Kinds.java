package keras4j.generator;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import keras4j.generator.Facts.Entry;

/** What belongs to a kind as a whole: the class that its members extend, and the factories. */
final class Kinds {
    private Kinds() {}

    static TypeSpec parent(String kind) {
        return TypeSpec.classBuilder(Words.kind(kind))
                .addJavadoc("$L, as a value; {@link $T} makes them.\n", Words.sort(kind), Words.holder(kind))
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .superclass(kind.equals("application") ? Words.kind("layer") : Kernel.COVER)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(Kernel.CALL, "call")
                        .addStatement("super(call)")
                        .build())
                .build();
    }

    static TypeSpec holder(String kind, List<Entry> entries, Choices choices) {
        TypeSpec.Builder holder = TypeSpec.classBuilder(Words.holder(kind))
                .addJavadoc(
                        "Makes every {@link $T}: what Keras requires goes in here, the rest is set on the result.\n",
                        Words.kind(kind))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        entries.forEach(entry -> new Covers(entry, choices).factories().forEach(holder::addMethod));
        return holder.build();
    }
}
