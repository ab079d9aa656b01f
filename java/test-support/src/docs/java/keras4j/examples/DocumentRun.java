package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Run of the blocks of a document, in order, which compares what they print with what the document shows. */
final class DocumentRun {
    private static final String ANYTHING = "…";

    private final Shell shell;
    private final Path folder;
    private String printed = "";

    private DocumentRun(Shell shell, Path folder) {
        this.shell = shell;
        this.folder = folder;
    }

    /**
     * Runs all blocks of a document.
     *
     * @param shell runs the snippets
     * @param folder receives complete programs
     */
    static void of(Path document, Shell shell, Path folder) throws Exception {
        of(document, UnaryOperator.identity(), shell, folder);
    }

    /**
     * Runs all blocks of a document with other texts.
     *
     * @param change replaces what differs in the test, such as the address of a server
     * @param shell runs the snippets
     * @param folder receives complete programs
     */
    static void of(Path document, UnaryOperator<String> change, Shell shell, Path folder) throws Exception {
        DocumentRun run = new DocumentRun(shell, folder);
        for (DocumentBlock block : DocumentBlock.of(document)) {
            run.run(new DocumentBlock(block.file(), block.line(), block.language(), change.apply(block.text())));
        }
    }

    private void run(DocumentBlock block) throws Exception {
        if (block.isProgram()) {
            printed = Printed.by(new DocumentProgram(block, folder)::run);
        } else if (block.is("java")) {
            printed = Printed.by(() -> shell.run(block));
        } else if (block.is("sh")) {
            printed = ANYTHING;
        } else if (block.isOutput() && !printed.equals(ANYTHING) && !Expected.matches(block.text(), printed)) {
            assertEquals(block.text(), printed, block + " shows another output");
        }
    }
}
