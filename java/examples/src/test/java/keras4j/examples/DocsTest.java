package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keras4j.environment.EnvironmentProblem;
import org.junit.jupiter.api.Test;

/** Checks of the documents that need not run their Java blocks. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
    /** Those of blocks that are tested; a Mermaid graph is compared with the code where the rooms are. */
    private static final Set<String> LANGUAGES =
            Set.of("java", "sh", "text", "python", "xml", "mermaid", "module-info", "dockerfile", "properties");

    @Test
    void every_guide_has_blocks_that_run() {
        for (String name : List.of(
                "README.md",
                "docs/getting-started.md",
                "docs/guide.md",
                "docs/data.md",
                "docs/predicting.md",
                "docs/models.md",
                "docs/serving.md",
                "docs/serving-over-http.md",
                "docs/spring-boot.md",
                "docs/tracking.md",
                "docs/keeping.md",
                "docs/environment.md",
                "docs/tuning.md",
                "docs/decisions.md")) {
            Path file = DocumentBlock.ROOT.resolve(name);
            assertTrue(DocumentBlock.documents().contains(file), name);
            assertTrue(
                    DocumentBlock.of(file).stream().anyMatch(block -> block.is("java")), name + " has no Java block");
        }
    }

    @Test
    void every_block_is_of_a_kind_that_is_tested() {
        for (Path file : DocumentBlock.allDocuments()) {
            DocumentBlock before = null;
            for (DocumentBlock block : DocumentBlock.of(file)) {
                assertTrue(LANGUAGES.contains(block.language()), block + " is of unknown kind: " + block.language());
                assertFalse(block.text().isBlank(), block + " is empty");
                assertTrue(
                        !block.isOutput() || (before != null && (before.is("java") || before.is("sh"))),
                        block + " shows the output of nothing");
                before = block;
            }
        }
    }

    @Test
    void the_readme_begins_with_the_two_commands_and_ci_runs_the_second() throws IOException {
        DocumentBlock commands =
                DocumentBlock.of(DocumentBlock.ROOT.resolve("README.md")).get(0);
        assertEquals("mvn -q compile exec:exec\nmvn -B verify", commands.text());
        List<String> script = Files.readAllLines(DocumentBlock.ROOT.resolve(".ci/run"));
        String test = commands.text().lines().skip(1).findFirst().orElseThrow();
        assertEquals(
                List.of("#!/usr/bin/env bash", "set -euo pipefail", "cd \"$(dirname \"${BASH_SOURCE[0]}\")/..\"", test),
                script);
        assertTrue(Files.isExecutable(DocumentBlock.ROOT.resolve(".ci/run")));
    }

    @Test
    void the_dependency_that_is_shown_is_this_project() {
        for (Path file : DocumentBlock.allDocuments()) {
            for (DocumentBlock block : DocumentBlock.of(file)) {
                if (block.is("xml")) {
                    assertEquals(
                            """
                            <dependency>
                              <groupId>io.github.keras4j</groupId>
                              <artifactId>%s</artifactId>
                              <version>%s</version>
                            </dependency>""".formatted(artifact(block.text()), System.getProperty("keras4j.version")), block.text());
                }
            }
        }
    }

    private static String artifact(String dependency) {
        return Stream.of(
                        "keras4j-onnx",
                        "keras4j-serving",
                        "keras4j-micrometer",
                        "keras4j-spring-boot-starter",
                        "keras4j-tracking",
                        "keras4j-jupyter",
                        "keras4j-spark")
                .filter(dependency::contains)
                .findFirst()
                .orElse("keras4j");
    }

    @Test
    void every_link_to_a_file_leads_to_one() throws IOException {
        for (Path file : DocumentBlock.allDocuments()) {
            LINK.matcher(Files.readString(file))
                    .results()
                    .map(link -> link.group(1))
                    .forEach(link -> {
                        Path target = file.resolveSibling(link);
                        assertTrue(Files.exists(target), file + " names " + link);
                    });
        }
    }

    @Test
    void every_file_to_imitate_is_there() throws IOException {
        Pattern named = Pattern.compile("`((?:java|python)/[^` ]+\\.(?:java|py))`");
        List<String> files = named.matcher(Files.readString(DocumentBlock.ROOT.resolve("CONTRIBUTING.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertTrue(files.size() > 5, files::toString);
        files.forEach(file -> assertTrue(Files.isRegularFile(DocumentBlock.ROOT.resolve(file)), file));
    }

    @Test
    void the_messages_in_the_readme_are_those_of_the_library() throws IOException {
        String messages = Files.readString(DocumentBlock.ROOT.resolve(
                "java/keras4j/src/main/java/keras4j/internal/environment/EnvironmentProblems.java"));
        List<String> shown = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(DocumentBlock.ROOT.resolve("README.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertEquals(8, shown.size(), shown::toString);
        shown.forEach(message -> Stream.of(message.split("…"))
                .forEach(part -> assertTrue(messages.contains(part), "no message has " + part)));
    }

    @Test
    void every_problem_of_the_environment_is_explained() throws IOException {
        String guide = Files.readString(DocumentBlock.ROOT.resolve("docs/environment.md"));
        for (EnvironmentProblem problem : EnvironmentProblem.values()) {
            assertTrue(guide.contains("`" + problem + "`"), problem::toString);
        }
    }

    @Test
    void a_shown_output_may_leave_out_what_differs_and_nothing_else() {
        assertTrue(Expected.matches("a …\nc", "a b\nb\nc\n"));
        assertFalse(Expected.matches("a …\nc", "a b\nd"));
        assertFalse(Expected.matches("a.c", "abc"));
    }
}
