package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java block of every document runs, prints what the document shows, and makes the pictures that it shows. */
class DocsIT {
    /** Those of Spark, Spring Boot and tracking are run where these are. */
    private static final List<String> ELSEWHERE = List.of("spark.md", "spring-boot.md", "tracking.md");

    static List<Path> documents() {
        return DocumentBlock.documents().stream()
                .filter(document -> ELSEWHERE.stream().noneMatch(document::endsWith))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void the_blocks_of_a_document_run_in_order_and_print_what_it_shows(Path document, @TempDir Path folder)
            throws Exception {
        try (Shell shell = new Shell(System.getProperty("java.class.path"))) {
            DocumentRun.of(document, shell, folder);
            if (!Pictures.shown(document).isEmpty()) {
                Pictures.check(document, shell.folder("pictures"));
            }
        }
    }

    @Test
    void a_refused_snippet_is_a_failure_that_tells_file_and_line() {
        String failure = failureOf("int one = \"one\";");
        assertTrue(failure.startsWith("docs/wrong.md:7: int one = \"one\"; is refused: [incompatible types"), failure);
    }

    @Test
    void an_exception_is_a_failure_that_tells_file_and_line() {
        assertEquals("docs/wrong.md:7: int one = 1 / 0; threw / by zero", failureOf("int one = 1 / 0;"));
    }

    private static String failureOf(String snippet) {
        DocumentBlock wrong = new DocumentBlock(DocumentBlock.ROOT.resolve("docs/wrong.md"), 7, "java", snippet);
        try (Shell shell = new Shell(System.getProperty("java.class.path"))) {
            return String.valueOf(
                    assertThrows(AssertionError.class, () -> shell.run(wrong)).getMessage());
        }
    }
}
