package keras4j.onnx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import keras4j.fitted.Fitted;
import org.junit.jupiter.api.Test;

/** Tests of the dependencies of scoring: the core, ONNX Runtime and nothing of Python. */
class ScorerArchitectureTest {
    private static final JavaClasses SCORING = new ClassFileImporter()
            .importUrls(List.of(
                    OnnxScorer.class.getProtectionDomain().getCodeSource().getLocation()));

    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrls(
                    List.of(Fitted.class.getProtectionDomain().getCodeSource().getLocation()));

    private static final String[] OF_PYTHON = {
        "keras4j",
        "jep..",
        "keras4j.cli..",
        "keras4j.environment..",
        "keras4j.python..",
        "keras4j.session..",
        "keras4j.internal.environment..",
        "keras4j.internal.python..",
        "keras4j.internal.session..",
        "keras4j.internal.trial.."
    };

    @Test
    void scoring_knows_the_core_and_the_runtime_only() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "keras4j..", "ai.onnxruntime..", "org.slf4j..", "org.jspecify..", "org.dflib..")
                .check(SCORING);
    }

    @Test
    void neither_scoring_nor_the_core_knows_python_or_starts_processes() {
        for (JavaClasses each : List.of(SCORING, CORE)) {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(OF_PYTHON)
                    .check(each);
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(ProcessBuilder.class, Process.class)
                    .check(each);
        }
    }
}
