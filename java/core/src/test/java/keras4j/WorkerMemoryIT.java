package keras4j;

import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.recipe.Selectors.allPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import keras4j.data.Datasets;
import keras4j.resample.Resampling;
import keras4j.tune.Progress;
import org.junit.jupiter.api.Test;

/** A worker that trains one network after another doesn't grow with each. */
class WorkerMemoryIT {
    /** Each with batches of another size: another program. */
    private static final int NETWORKS = 16;

    @Test
    void a_worker_forgets_what_it_compiled() {
        var layers = block("hidden", dense(16).activation(RELU), dropout(0.2));
        var spec = classifier("many", input(), layers, output()).batchSize(between(9, 8 + NETWORKS)).seed(1);
        Workflow open = workflow(recipe("species ~ .").normalize(allPredictors()), spec);
        List<Double> megabytes = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void onSearch(Progress progress) {
                megabytes.add(ofWorker());
            }
        };
        var folds = Resampling.holdout(0.8).seed(1);
        Tuning tuning = Tuning.of(open, folds, Models.grid(NETWORKS), metrics(ACCURACY)).workers(1);
        Keras.open().listening(listener).tune(tuning, Datasets.iris());

        assertEquals(NETWORKS, megabytes.size());
        assertTrue(most(megabytes, 8, 16) < most(megabytes, 0, 8) + 40, megabytes::toString);
    }

    private static double most(List<Double> megabytes, int from, int to) {
        return megabytes.subList(from, to).stream().mapToDouble(each -> each).max().orElseThrow();
    }

    /** The resident memory of the largest process that this one has started. */
    private static double ofWorker() {
        return ProcessHandle.current().children().mapToDouble(WorkerMemoryIT::resident).max().orElseThrow();
    }

    private static double resident(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
