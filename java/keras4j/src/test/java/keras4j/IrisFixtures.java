package keras4j;

import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.recipe.Selectors.allPredictors;

import java.util.stream.Stream;
import keras4j.data.Datasets;
import keras4j.expr.Point;
import keras4j.spec.AnyLayer;
import keras4j.spec.Spec;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;

/** Iris rows and workflows for tests of searches. */
public final class IrisFixtures {
    public static final DataFrame FRAME = Datasets.iris();

    public static final Spec NETWORK = classifier(
                    "iris",
                    input(),
                    block("hidden", dense(arg("units", 8)).activation(RELU), dropout(arg("rate", 0.1))),
                    output())
            .learnRate(0.02)
            .epochs(4)
            .batchSize(16)
            .seed(1);

    /** Two widths of a layer, and a rate. */
    public static final Workflow OPEN = workflow(
            recipe("species ~ .").normalize(allPredictors()),
            NETWORK.with("hidden_units", between(4, 12)).with("hidden_rate", between(0.1, 0.3)));

    /** One network after as many preparations, which are as many tasks that compile the same. */
    public static final Workflow PREPARED = workflow(
            recipe("species ~ .")
                    .imputeKnn(allPredictors(), 5)
                    .open("neighbors", between(2, 9))
                    .normalize(allPredictors()),
            NETWORK);

    private IrisFixtures() {}

    /** A network that can be built with 4 units and not with 5. */
    static Spec folding() {
        return classifier(
                        "folding",
                        input(),
                        block("hidden", dense(arg("units", 8))),
                        block("folded", AnyLayer.of("keras.layers.Reshape").with("target_shape", java.util.List.of(4))),
                        output())
                .seed(1)
                .with("hidden_units", between(4, 5));
    }

    public static Point point(int units, double rate) {
        return Point.of("hidden_units", units).with("hidden_rate", rate);
    }

    /** The worker processes of this JVM that live. */
    static Stream<ProcessHandle> workers() {
        return workers(ProcessHandle.current());
    }

    static Stream<ProcessHandle> workers(ProcessHandle parent) {
        return parent.children()
                .filter(child -> child.info().commandLine().orElse("").contains("keras4j_runtime.worker"));
    }
}
