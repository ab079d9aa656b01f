package keras4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted is told. */
class FigureTest {
    @ParameterizedTest
    @EnumSource
    void each_figure_is_a_row_of_the_document_with_its_count(Figure figure) throws IOException {
        String row = String.format(Locale.ROOT, "| %s | %,d |", figure.row(), figure.full());
        assertTrue(Files.readString(Path.of("../../docs/reliability.md")).contains(row), row);
    }
}
