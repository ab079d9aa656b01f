package keras4j.serving;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the dependencies of serving: the core and the JDK's server; only its command names the engines. */
class ServingArchitectureTest {
    private static final JavaClasses SERVING = new ClassFileImporter()
            .importUrls(
                    List.of(Serving.class.getProtectionDomain().getCodeSource().getLocation()));

    @Test
    void serving_knows_the_core_and_the_server_of_the_jdk_only() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.net.ssl..",
                        "jdk.jfr..",
                        "com.sun.net.httpserver..",
                        "com.fasterxml.jackson..",
                        "keras4j..",
                        "org.dflib..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(SERVING);
    }

    @Test
    void only_the_command_knows_an_engine() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(ServeCommand.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("keras4j", "keras4j.onnx..", "keras4j.session..", "keras4j.python..", "jep..")
                .check(SERVING);
    }

    @Test
    void serving_opens_no_file_and_starts_no_process() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Files.class, File.class)
                .check(SERVING);
    }
}
