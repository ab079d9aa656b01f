package keras4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keras4j.code.Program;
import keras4j.fitted.Fitted;
import keras4j.internal.text.StatusLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the allowed dependencies between packages, and of restricted operations. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrls(List.of(
                    Keras.class.getProtectionDomain().getCodeSource().getLocation(),
                    Fitted.class.getProtectionDomain().getCodeSource().getLocation()));

    private static final String ROOT_ROOM = "root";

    /** The packages of generated classes, one room in the picture. */
    private static final Set<String> GENERATED = Set.of(
            "layer",
            "activation",
            "initializer",
            "regularizer",
            "constraint",
            "optimizer",
            "schedule",
            "loss",
            "metric",
            "callback",
            "application",
            "quantizer");

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** The arrows of the picture in docs/architecture.md. */
    private static final Map<String, Set<String>> PICTURE = picture();

    /** The rooms that each room uses. */
    private static final Map<String, Set<String>> USES = uses();

    private static String document() {
        try {
            return Files.readString(ROOT.resolve("docs/architecture.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Set<String>> picture() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        Pattern.compile("^  ([a-z.0-9]+) --> ([a-z.0-9]+)$", Pattern.MULTILINE)
                .matcher(document())
                .results()
                .forEach(arrow -> arrows.computeIfAbsent(arrow.group(1), room -> new TreeSet<>())
                        .add(arrow.group(2)));
        return arrows;
    }

    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            Set<String> used = uses.computeIfAbsent(room(type), room -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith("keras4j"))
                    .map(ArchitectureTest::room)
                    .filter(room -> !room.equals(room(type)))
                    .forEach(used::add);
        }
        return uses;
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName().replaceFirst("^keras4j\\.?", "");
        return name.isEmpty() ? ROOT_ROOM : GENERATED.contains(name) ? "generated" : name;
    }

    private static Set<String> reachable(String room, Map<String, Set<String>> arrows) {
        Set<String> seen = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(arrows.getOrDefault(room, Set.of()));
        while (!next.isEmpty()) {
            String found = next.pop();
            if (seen.add(found)) {
                next.addAll(arrows.getOrDefault(found, Set.of()));
            }
        }
        return seen;
    }

    static Set<String> rooms() {
        return USES.keySet();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_uses_only_those_that_its_arrows_lead_to(String room) {
        Set<String> others = new TreeSet<>(USES.get(room));
        others.removeAll(reachable(room, PICTURE));
        assertEquals(Set.of(), others);
    }

    @Test
    void every_arrow_of_the_picture_is_needed() {
        PICTURE.forEach((room, arrows) -> arrows.forEach(arrow -> {
            assertTrue(USES.getOrDefault(room, Set.of()).contains(arrow), room + " does not use " + arrow);
            assertTrue(
                    arrows.stream().filter(other -> !other.equals(arrow)).noneMatch(other -> reachable(other, PICTURE)
                            .contains(arrow)),
                    room + " --> " + arrow + " follows from its other arrows");
        }));
        assertTrue(PICTURE.size() > 20, "the picture has arrows");
    }

    @Test
    void rooms_form_no_circle() {
        USES.keySet().forEach(room -> assertFalse(reachable(room, USES).contains(room), room));
    }

    @Test
    void the_document_names_types_methods_and_modules_that_exist() throws IOException {
        List<String> spans = Pattern.compile("`([^`\n]+)`")
                .matcher(document())
                .results()
                .map(span -> span.group(1))
                .toList();
        for (String span : spans) {
            if (span.matches("[A-Z][A-Za-z]+(\\.[a-z][A-Za-z]+)?")) {
                String[] parts = span.split("\\.", -1);
                String source = source(parts[0]);
                assertTrue(parts.length == 1 || source.contains(" " + parts[1] + "("), span);
            } else if (span.endsWith(".py")) {
                assertTrue(Files.exists(ROOT.resolve("python/keras4j_runtime").resolve(span)), span);
            }
        }
        assertTrue(spans.size() > 50, "the document has code spans");
    }

    private static String source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("java"))) {
            Path file = files.filter(each -> each.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no " + type));
            return Files.readString(file);
        }
    }

    @Test
    void no_public_signature_of_an_exported_package_names_an_internal_type() {
        for (JavaClass type : CLASSES) {
            if (isExported(type)) {
                Stream<JavaType> supertypes =
                        Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream());
                supertypes.forEach(above -> requireExported(type, above));
                type.getCodeUnits().stream().filter(ArchitectureTest::isOpen).forEach(unit -> Stream.concat(
                                Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                        .forEach(named -> requireExported(unit, named)));
                type.getFields().stream()
                        .filter(ArchitectureTest::isOpen)
                        .forEach(field -> requireExported(field, field.getType()));
            }
        }
    }

    private static boolean isExported(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().contains(".internal")
                && type.getEnclosingClass().map(ArchitectureTest::isExported).orElse(true);
    }

    private static boolean isOpen(JavaMember member) {
        return (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static void requireExported(Object where, JavaType named) {
        named.getAllInvolvedRawTypes()
                .forEach(type ->
                        assertFalse(type.getPackageName().startsWith("keras4j.internal"), where + " names " + type));
    }

    @Test
    void the_core_sees_no_python() {
        noClasses()
                .that(DescribedPredicate.describe("are of the core", ArchitectureTest::isOfTheCore))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of the module with Python",
                        type -> type.getPackageName().startsWith("keras4j") && !isOfTheCore(type)))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("jep..")
                .check(CLASSES);
    }

    private static boolean isOfTheCore(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().toString().contains("/core/"))
                .orElse(true);
    }

    @Test
    void nothing_sees_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackage("keras4j.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("keras4j.cli")
                .check(CLASSES);
    }

    @Test
    void only_the_python_room_sees_jep() {
        noClasses()
                .that()
                .resideOutsideOfPackages("keras4j.internal.python", "keras4j.internal.environment")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jep..")
                .check(CLASSES);
    }

    @Test
    void only_the_python_package_and_the_command_line_start_processes() {
        noClasses()
                .that()
                .resideOutsideOfPackages("keras4j.internal.python", "keras4j.internal.environment", "keras4j.cli")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(CLASSES);
    }

    @Test
    void what_reads_archives_opens_no_connection_and_few_files() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "keras4j.archive",
                        "keras4j.internal.archive",
                        "keras4j.internal.hdf5",
                        "keras4j.internal.kerasfile")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "javax.net..", "java.rmi..", "javax.naming..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "keras4j.archive",
                        "keras4j.internal.archive",
                        "keras4j.internal.hdf5",
                        "keras4j.internal.kerasfile")
                .and()
                .haveNameNotMatching(".*\\.(OtherFormats|ReadOptions|MemberArchive)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Files.class, FileChannel.class, File.class)
                .check(CLASSES);
    }

    @Test
    void only_the_command_line_and_the_status_line_print() {
        noClasses()
                .that()
                .resideOutsideOfPackage("keras4j.cli")
                .and()
                .doNotBelongToAnyOf(StatusLine.class)
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void only_the_code_package_makes_programs() {
        noClasses()
                .that()
                .resideOutsideOfPackages("keras4j.code", "keras4j.internal.code")
                .should()
                .callConstructorWhere(call("of Program", target -> target.isEquivalentTo(Program.class), ""))
                .check(CLASSES);
    }

    @Test
    void nothing_reads_java_objects() {
        noClasses()
                .should()
                .callMethodWhere(call("of readObject", owner -> owner.isAssignableTo(ObjectInput.class), "readObject"))
                .orShould()
                .callConstructorWhere(
                        call("of a stream of objects", owner -> owner.isAssignableTo(ObjectInputStream.class), ""))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaCall<?>> call(
            String words, java.util.function.Predicate<JavaClass> owner, String name) {
        return DescribedPredicate.describe(
                words,
                call -> owner.test(call.getTargetOwner())
                        && (name.isEmpty() || call.getName().equals(name)));
    }

    @Test
    void no_method_of_ours_begins_with_get() {
        methods()
                .that(DescribedPredicate.describe("are not asked for by others", ArchitectureTest::ours))
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .check(CLASSES);
    }

    /** Written by us, and no override of a method that another library names. */
    private static boolean ours(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                        .noneMatch(above -> above.getMethods().stream()
                                .anyMatch(other -> other.getName().equals(method.getName())));
    }

    @Test
    void no_class_is_named_by_an_empty_word() {
        noClasses()
                .that()
                .resideOutsideOfPackage("keras4j.application") // ConvNeXtBase is Keras' name.
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Base|Data|Info)")
                .check(CLASSES);
    }

    @Test
    void a_rule_that_does_not_hold_fails() {
        assertThrows(AssertionError.class, () -> noClasses()
                .that()
                .resideInAPackage("keras4j.internal.python")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jep..")
                .check(CLASSES));
        assertThrows(AssertionError.class, () -> methods()
                .that(DescribedPredicate.describe("are not asked for by others", ArchitectureTest::ours))
                .should()
                .haveNameNotMatching("predict")
                .check(CLASSES));
    }
}
