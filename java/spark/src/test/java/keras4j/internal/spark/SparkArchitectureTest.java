package keras4j.internal.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import keras4j.spark.KerasScorer;
import org.junit.jupiter.api.Test;

/** Tests of the dependencies of the module for Spark. */
class SparkArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrls(List.of(
                    KerasScorer.class.getProtectionDomain().getCodeSource().getLocation()));

    @Test
    void the_internal_package_does_not_know_the_public_one() {
        noClasses()
                .that()
                .resideInAPackage("keras4j.internal.spark")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("keras4j.spark")
                .check(CLASSES);
    }

    @Test
    void onnx_runtime_is_known_to_one_class_since_it_may_be_missing() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.ExecutorScorers(\\$WithoutPython)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("keras4j.onnx")
                .check(CLASSES);
    }

    @Test
    void others_are_spark_and_what_it_brings() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "scala..",
                        "keras4j..",
                        "org.apache.spark..",
                        "org.apache.hadoop.fs..",
                        "org.apache.hadoop.conf..",
                        "com.fasterxml.jackson.annotation..",
                        "org.json4s..",
                        "org.jspecify..",
                        "org.dflib..")
                .check(CLASSES);
    }

    @Test
    void no_public_signature_names_an_internal_type() {
        for (JavaClass type : CLASSES) {
            if (type.getPackageName().equals("keras4j.spark") && isPublic(type)) {
                type.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .forEach(method -> Stream.concat(
                                        Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                                .forEach(named -> requireExported(method, named)));
            }
        }
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static void requireExported(Object where, JavaType named) {
        named.getAllInvolvedRawTypes()
                .forEach(type ->
                        assertFalse(type.getPackageName().startsWith("keras4j.internal"), where + " names " + type));
    }
}
