package keras4j.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** JShell in this JVM, so that all blocks share its one Python; a rejected snippet or an exception is a failure. */
final class Shell implements AutoCloseable {
    private final JShell shell;

    /** @param classPath what the snippets see */
    Shell(String classPath) {
        shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(classPath);
    }

    /** Runs what the block says, snippet by snippet. */
    void run(DocumentBlock block) {
        String rest = block.text();
        while (!rest.isBlank()) {
            CompletionInfo snippet = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (!snippet.completeness().isComplete()) {
                throw new AssertionError(block + ": not a complete snippet: " + rest);
            }
            shell.eval(snippet.source()).forEach(event -> check(block, event));
            rest = snippet.remaining();
        }
    }

    /** The folder that a variable of the snippets holds. */
    Path folder(String variable) {
        String quoted = shell.eval(variable + ".toString()").get(0).value();
        return Path.of(quoted.substring(1, quoted.length() - 1));
    }

    private void check(DocumentBlock block, SnippetEvent event) {
        JShellException thrown = event.exception();
        if (thrown != null) {
            throw new AssertionError(
                    block + ": " + event.snippet().source().strip() + " threw " + thrown.getMessage(), thrown);
        }
        if (event.status() != Snippet.Status.VALID) {
            throw new AssertionError(
                    block + ": " + event.snippet().source().strip() + " is refused: " + reasons(event));
        }
    }

    private List<String> reasons(SnippetEvent event) {
        return shell.diagnostics(event.snippet())
                .map(reason -> Objects.requireNonNull(reason.getMessage(null)))
                .toList();
    }

    @Override
    public void close() {
        shell.close();
    }
}
