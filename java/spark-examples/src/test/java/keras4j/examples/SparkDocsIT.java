package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Pattern;
import keras4j.spark.LocalCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples and the blocks of docs/spark.md run on two executors in JVMs of their own. */
class SparkDocsIT {
    @BeforeAll
    static void settings() {
        LocalCluster.settings().forEach(System::setProperty);
    }

    @Test
    void the_blocks_of_the_document_run_in_order_and_print_what_it_shows(@TempDir Path folder) throws Exception {
        try (Shell shell = new Shell(System.getProperty("java.class.path"))) {
            DocumentRun.of(DocumentBlock.ROOT.resolve("docs/spark.md"), shell, folder);
        }
    }

    @Test
    void a_dataset_is_scored() throws Exception {
        String printed = Printed.by(() -> SparkScoring.main(new String[0]));
        assertTrue(printed.contains("|-- .pred_class: string"), printed);
        int rows = Pattern.compile("^(?:setosa|versicolor|virginica) (\\d+)$", Pattern.MULTILINE)
                .matcher(printed)
                .results()
                .mapToInt(count -> Integer.parseInt(count.group(1)))
                .sum();
        assertEquals(100_000, rows, printed);
    }

    @Test
    void a_search_runs_on_executors() throws Exception {
        String printed = Printed.by(() -> SparkTuning.main(new String[0]));
        assertTrue(printed.contains("Tuned 9 candidates on 3 folds, best accuracy 0.9"), printed);
        assertTrue(printed.contains("Evaluation accuracy 0.9"), printed);
    }
}
