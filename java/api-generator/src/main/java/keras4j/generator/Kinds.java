package keras4j.generator;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import keras4j.generator.CatalogueFile.Entry;

/** Generator of the types that a kind has once: the superclass of its members, and the class with their factories. */
final class Kinds {
    private Kinds() {}

    static TypeSpec parent(String kind) {
        return TypeSpec.classBuilder(JavaNames.kind(kind))
                .addJavadoc(
                        "$L as an immutable value, created by {@link $T}.\n",
                        JavaNames.sort(kind),
                        JavaNames.holder(kind))
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .superclass(kind.equals("application") ? JavaNames.kind("layer") : KernelTypes.KERAS_OBJECT)
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("Wraps a call.\n\n@param call the call that makes the Keras object\n")
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(KernelTypes.CALL, "call")
                        .addStatement("super(call)")
                        .build())
                .build();
    }

    static TypeSpec holder(String kind, List<Entry> entries, ChoiceArguments choices) {
        TypeSpec.Builder holder = TypeSpec.classBuilder(JavaNames.holder(kind))
                .addJavadoc(
                        "Factories of every {@link $T}. They take the required arguments; all others have withers.\n",
                        JavaNames.kind(kind))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        entries.forEach(
                entry -> new TypedClassWriter(entry, choices).factories().forEach(holder::addMethod));
        return holder.build();
    }
}
