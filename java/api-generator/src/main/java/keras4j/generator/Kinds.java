package keras4j.generator;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import keras4j.generator.Facts.Argument;
import keras4j.generator.Facts.Entry;

/** What belongs to a kind as a whole: the class that its members extend, and the factories. */
final class Kinds {
    private Kinds() {}

    static TypeSpec parent(String kind) {
        return TypeSpec.classBuilder(Words.kind(kind))
                .addJavadoc("A Keras $L, as a value; {@link $T} makes them.\n", kind, Words.holder(kind))
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .superclass(Kernel.COVER)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(Kernel.CALL, "call")
                        .addStatement("super(call)")
                        .build())
                .build();
    }

    static TypeSpec holder(String kind, List<Entry> entries) {
        TypeSpec.Builder holder = TypeSpec.classBuilder(Words.holder(kind))
                .addJavadoc(
                        "Makes every {@link $T}: what Keras requires goes in here, the rest is set on the result.\n",
                        Words.kind(kind))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        entries.forEach(entry -> mixes(entry).forEach(mix -> holder.addMethod(factory(entry, mix))));
        return holder.build();
    }

    /** One list of forms for each mix of a value and an open value. */
    private static List<List<Form>> mixes(Entry entry) {
        List<List<Form>> mixes = List.of(List.of());
        for (Argument argument : entry.required()) {
            List<List<Form>> longer = new ArrayList<>();
            for (List<Form> mix : mixes) {
                Form.firstOf(entry, argument).forEach(form -> {
                    List<Form> more = new ArrayList<>(mix);
                    more.add(form);
                    longer.add(more);
                });
            }
            mixes = longer;
        }
        return mixes;
    }

    private static MethodSpec factory(Entry entry, List<Form> mix) {
        MethodSpec.Builder factory = MethodSpec.methodBuilder(Words.factory(entry.name()))
                .addJavadoc("$L\n\n@see <a href=\"$L\">$L</a>\n", entry.summary(), entry.page(), entry.symbol())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(Covers.className(entry));
        StringBuilder calls = new StringBuilder("return $T.NEW");
        for (int i = 0; i < mix.size(); i++) {
            Form form = mix.get(i);
            String name = Words.camel(entry.required().get(i).name());
            factory.addParameter(form.type(), name).varargs(form.varargs());
            calls.append('.').append(name).append('(').append(name).append(')');
        }
        return factory.addStatement(calls.toString(), Covers.className(entry)).build();
    }
}
