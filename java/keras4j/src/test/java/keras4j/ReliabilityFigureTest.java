package keras4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of the counts in the reliability document. */
class ReliabilityFigureTest {
    @ParameterizedTest
    @EnumSource
    void each_figure_is_a_row_of_the_document_with_its_counts(ReliabilityFigure figure) throws IOException {
        assertTrue(Files.readString(Path.of("../../docs/reliability.md")).contains(figure.row()), figure::row);
    }
}
