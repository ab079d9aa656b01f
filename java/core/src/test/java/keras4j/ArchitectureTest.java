package keras4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.code.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may see which, and what only one of them may do. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Keras.class.getProtectionDomain().getCodeSource().getLocation());

    /** Each package, and the others that it may use. */
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>();

    private static void arrow(String from, String... to) {
        ARROWS.put(from, Set.of(to));
    }

    static {
        String[] typed = {
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
            "quantizer"
        };
        arrow("text");
        arrow("expr", "text");
        arrow("catalogue", "text", "expr");
        arrow("activation", "expr");
        arrow("initializer", "expr");
        arrow("regularizer", "expr");
        arrow("constraint", "expr");
        arrow("schedule", "expr");
        arrow("loss", "expr");
        arrow("metric", "expr");
        arrow("optimizer", "expr", "schedule");
        arrow("callback", "expr", "schedule");
        arrow("quantizer", "expr");
        arrow("layer", "expr", "activation", "initializer", "regularizer", "constraint", "quantizer");
        arrow("application", "expr", "activation", "layer");
        arrow("code", "expr");
        arrow(
                "spec",
                Stream.concat(Stream.of("text", "expr", "catalogue", "code"), Arrays.stream(typed))
                        .toArray(String[]::new));
        arrow("data", "text");
        arrow("measure", "text", "data", "plot");
        arrow("resample", "text", "data");
        arrow("recipe", "text", "expr", "data");
        arrow("interval");
        arrow("plot");
        arrow("tune", "text", "expr", "resample", "measure", "plot");
        arrow("archive", "text", "expr", "catalogue", "code");
        arrow("python", "text");
    }

    static Set<String> packages() {
        return ARROWS.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_sees_only_those_before_it(String name) {
        Set<String> seen = new TreeSet<>(ARROWS.get(name));
        seen.add(name);
        String[] allowed = seen.stream().map(each -> "keras4j." + each).toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("keras4j." + name)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("keras4j..")).or(resideInAnyPackage(allowed)))
                .check(CLASSES);
    }

    @Test
    void every_package_has_its_arrows() {
        Set<String> found = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("keras4j") && !name.equals("keras4j.cli"))
                .map(name -> name.substring("keras4j.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(ARROWS.keySet(), found);
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
    void there_are_no_cycles() {
        slices().matching("keras4j.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void only_the_python_package_sees_jep() {
        noClasses()
                .that()
                .resideOutsideOfPackage("keras4j.python")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jep..")
                .check(CLASSES);
    }

    @Test
    void only_the_python_package_and_the_command_line_start_processes() {
        noClasses()
                .that()
                .resideOutsideOfPackages("keras4j.python", "keras4j.cli")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(CLASSES);
    }

    @Test
    void what_reads_archives_opens_no_connection_and_few_files() {
        noClasses()
                .that()
                .resideInAPackage("keras4j.archive")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "javax.net..", "java.rmi..", "javax.naming..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("keras4j.archive")
                .and()
                .haveNameNotMatching(".*\\.(Aside|AtomicFile|AtomicFolder|OtherFormats|Reading)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Files.class, FileChannel.class, File.class)
                .check(CLASSES);
    }

    @Test
    void only_the_command_line_prints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("keras4j.cli")
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void only_the_code_package_makes_programs() {
        noClasses()
                .that()
                .resideOutsideOfPackage("keras4j.code")
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
                .resideInAPackage("keras4j.python")
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
