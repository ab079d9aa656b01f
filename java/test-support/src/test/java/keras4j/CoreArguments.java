package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import keras4j.activation.Activation;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.archive.Verifier;
import keras4j.code.Program;
import keras4j.data.Batches;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Input;
import keras4j.data.Input.PredictorColumn;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.explain.PermutationImportance;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Domain;
import keras4j.expr.Expr;
import keras4j.expr.Hyperparameter;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.NumberRange;
import keras4j.expr.OpenRange;
import keras4j.expr.Point;
import keras4j.expr.Signature;
import keras4j.expr.Space;
import keras4j.expr.Value;
import keras4j.expr.WholeDomain;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.fitted.ModelStore;
import keras4j.initializer.Initializer;
import keras4j.layer.Layer;
import keras4j.layer.Layers;
import keras4j.loss.Loss;
import keras4j.loss.Losses;
import keras4j.measure.Aggregate;
import keras4j.measure.Measure;
import keras4j.measure.Measures;
import keras4j.measure.PerformanceCurve;
import keras4j.measure.PerformanceCurves;
import keras4j.measure.TruthEstimates;
import keras4j.model.Evaluation;
import keras4j.model.Network;
import keras4j.model.TrainingHistory;
import keras4j.optimizer.Optimizer;
import keras4j.optimizer.Optimizers;
import keras4j.plot.Chart;
import keras4j.plot.ChartPoints;
import keras4j.plot.ChartTable;
import keras4j.plot.ChartVariable;
import keras4j.plot.Charts;
import keras4j.plot.DiagramNode;
import keras4j.plot.ModelDiagram;
import keras4j.plot.Report;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.Formula;
import keras4j.recipe.PreprocessingLayers;
import keras4j.recipe.Recipe;
import keras4j.recipe.Selector;
import keras4j.recipe.Selectors;
import keras4j.resample.Folds;
import keras4j.resample.Holdout;
import keras4j.resample.Nested;
import keras4j.resample.Resampling;
import keras4j.resample.RowSplit;
import keras4j.resample.Strata;
import keras4j.scoring.Scorer;
import keras4j.spec.Arguments;
import keras4j.spec.Block;
import keras4j.spec.FineTuning;
import keras4j.spec.ModelMode;
import keras4j.spec.Spec;
import keras4j.tune.Budget;
import keras4j.tune.Candidate;
import keras4j.tune.Criterion;
import keras4j.tune.NonAdaptiveSearch;
import keras4j.tune.Runner;
import keras4j.tune.Sampler;
import keras4j.tune.Search;
import keras4j.tune.SearchSession;
import keras4j.tune.Study;
import keras4j.tune.Task;
import keras4j.tune.Trial;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuned;
import keras4j.tune.TunedSet;
import keras4j.tune.Tuning;
import keras4j.tune.TuningOptions;
import keras4j.tune.Workers;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.dflib.IntSeries;
import org.dflib.Series;

/** Good arguments of the types of {@code java/core}. */
class CoreArguments extends GoodArguments {
    private static final Path ARCHIVES = Path.of("../keras4j/src/test/resources/keras4j/fitted/archives");

    record Row(double x1, double x2) {}

    CoreArguments(Path folder) throws Exception {
        plain(folder);
        given();
        expressions();
        data();
        models(folder);
        preparation();
        resampling();
        scores();
        pictures();
        searches();
    }

    static DataFrame frame() {
        return DataFrame.foldByRow("x1", "x2", "g", "y", "z", "w")
                .of(
                        0.5, 1.0, "a", 1.0, "p", 1.0, 1.5, 2.0, "b", 2.0, "q", 2.0, 2.5, 2.5, "a", 3.0, "p", 1.0, 3.5,
                        5.0, "b", 4.5, "q", 1.0, 4.5, 3.0, "a", 5.0, "p", 2.0, 5.5, 7.0, "b", 6.5, "q", 1.0, 6.5, 3.0,
                        "a", 7.0, "p", 1.0, 7.5, 9.0, "b", 8.0, "q", 1.0);
    }

    private void plain(Path folder) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SecretKey secret = new SecretKeySpec(new byte[32], "HmacSHA256");
        type(int.class, () -> 2);
        type(Integer.class, () -> 2);
        type(long.class, () -> 2L);
        type(Long.class, () -> 2L);
        type(double.class, () -> 0.5);
        type(Double.class, () -> 0.5);
        type(float.class, () -> 0.5f);
        type(boolean.class, () -> true);
        type(Boolean.class, () -> true);
        type(byte.class, () -> (byte) 1);
        type(String.class, () -> "name");
        type(Object.class, () -> 2);
        type(Path.class, () -> folder.resolve("file-" + System.nanoTime()));
        type(Duration.class, () -> Duration.ofSeconds(5));
        type(Instant.class, () -> Instant.EPOCH);
        type(Throwable.class, () -> new IOException("good"));
        type(SecretKey.class, () -> secret);
        type(java.security.PrivateKey.class, pair::getPrivate);
        type(java.security.PublicKey.class, pair::getPublic);
        type(Signer.class, () -> Signer.of(secret));
        type(Verifier.class, () -> Verifier.of(secret));
        type(JsonNode.class, () -> JsonNodeFactory.instance.numberNode(2));
        type(Executor.class, () -> Runnable::run);
        type(Comparator.class, () -> Comparator.comparing(Object::toString));
        type(Consumer.class, () -> any -> {});
        type(BiFunction.class, () -> (one, other) -> "both");
        type(UnaryOperator.class, () -> UnaryOperator.identity());
        type(Predicate.class, () -> any -> true);
        type(Stream.class, () -> Stream.of(Point.of("num_hidden", 2)));
        type(Class.class, () -> Row.class);
        type(Record.class, () -> new Row(1, 2));
        type(ByteBuffer.class, () -> ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()));
        type(java.io.ObjectOutput.class, () -> new java.io.ObjectOutputStream(java.io.OutputStream.nullOutputStream()));
        parameter(
                "pem",
                () -> "-----BEGIN PUBLIC KEY-----\n"
                        + java.util.Base64.getMimeEncoder()
                                .encodeToString(pair.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        parameter(
                "Signer.pem",
                () -> "-----BEGIN PRIVATE KEY-----\n"
                        + java.util.Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private void given() {
        byte[] archive = archive("format-1.keras4j");
        parameter("Fitted.ofBytes.bytes", () -> archive);
        parameter("KerasFile.of.bytes", () -> Fitted.ofBytes(archive).kerasBytes());
        parameter("Fitted.load.file", () -> ARCHIVES.resolve("format-1.keras4j"));
        parameter("Fitted.describe.file", () -> ARCHIVES.resolve("format-1.keras4j"));
        parameter("ModelStore.version", () -> 1);
        parameter("Examples.weights.weights", () -> new float[] {1, 2, 3});
        parameter("Labels.recodedTo.levels", () -> List.of("q", "p"));
        parameter("Labels.of.levels", () -> List.of("q", "p"));
        parameter("Labels.of.codes", () -> new int[] {0, 1, 1});
        parameter("Outcome.classes.name", () -> "z");
        parameter("Outcome.classes.column", () -> "z");
        parameter("Outcome.numbers.columns", () -> List.of("y"));
        parameter("Outcome.numbers.names", () -> List.of("y"));
        parameter("Tensor.of.values", () -> new float[] {1, 2, 3, 4});
        parameter("Tensor.ofInts.values", () -> new int[] {1, 2, 3, 4});
        parameter("Tensor.ofBytes.values", () -> new byte[] {1, 2, 3, 4});
        parameter("Tensor.shape", () -> new int[] {2, 2});
        parameter("Tensor.wrap.shape", () -> new int[] {2});
        parameter("Literal.value", () -> 2L);
        parameter("CustomObject.source", () -> "def name(x):\n    return x * 2\n");
        parameter("NumberRange.check.value", () -> Expr.of(0.5));
        parameter("OpenRange.oneOf.others", () -> new Object[] {3});
        parameter("Point.number.name", () -> "num_hidden");
        parameter("Space.and.other", () -> Space.of(Hyperparameter.of("other", OpenRange.between(1, 4))));
        parameter("Evaluation.metric.name", () -> "loss");
        parameter("TrainingHistory.metric.name", () -> "loss");
        parameter("Aggregate.this", () -> Aggregate.mean(Measure.RMSE, "name"));
        parameter("CriterionScore.of.aggregate", () -> Aggregate.mean(Measure.RMSE, "name"));
        parameter("ConfusionMatrix.of.cases", CoreArguments::binary);
        parameter("Measure.event.this", () -> Measure.PRECISION);
        parameter("Measure.of.name", () -> "rmse");
        parameter("PerformanceCurve.of.cases", CoreArguments::binary);
        parameter("PerformanceCurve.of.level", () -> "p");
        parameter("TruthEstimates.weights.weights", () -> new double[] {1, 2, 3});
        parameter("TruthEstimates.weights.column", () -> Series.ofDouble(1, 2, 3));
        parameter("TruthEstimates.of.probabilities", () -> new double[][] {{0.5, 0.5}, {0.4, 0.6}, {0.8, 0.2}});
        parameter("Spec.of.blocks", () ->
                new Block[] {Block.input(), Block.of("hidden", Layers.dense(4)), Block.output()});
        parameter("Spec.new.blocks", () -> List.of(Block.input(), Block.of("hidden", Layers.dense(4)), Block.output()));
        parameter("Spec.new.arguments", Map::of);
        parameter("FineTuning.new.arguments", Map::of);
        parameter("Spec.with.name", () -> "num_hidden");
        parameter("FineTuning.with.name", () -> "fit_epochs");
        parameter("FitSettings.with.name", () -> "fit_epochs");
        parameter("CompileSettings.with.name", () -> "fit_epochs");
        parameter("CompileSettings.loss.loss", () -> "mse");
        parameter("CompileSettings.optimizer.optimizer", () -> "adam");
        parameter("CompileSettings.metrics.first", () -> "mae");
        parameter("CompileSettings.metrics.others", () -> new String[] {"mse"});
        parameter("CompileSettings.weightedMetrics.first", () -> "mae");
        parameter("CompileSettings.weightedMetrics.others", () -> new String[] {"mse"});
        parameter("Spec.at.point", () -> Point.of("num_hidden", 2));
        parameter("Spec.at.this", () -> spec().with("num_hidden", OpenRange.between(1, 3)));
        parameter(
                "Workflow.at.this",
                () -> new Workflow(
                        Recipe.of(Formula.of("y ~ x1")), spec().with("num_hidden", OpenRange.between(1, 3)), null));
        parameter("AnyLayer.of.symbol", () -> "keras.layers.Dense");
        parameter("AnyLayer.with.name", () -> "units");
        parameter("Block.columns.this", () -> Block.input());
        parameter("Block.mode.this", () -> Block.output());
        parameter("Block.columns.others", () -> new String[] {"other"});
        parameter("Spec.program.classes", () -> 0);
        parameter("Study.of.others", () -> new Criterion[] {Criterion.of(Measure.MAE)});
        parameter("Task.fromJson.json", () -> new Task(0, List.of(new Trial(Point.of("num_hidden", 2), 0))).json());
        parameter("TrialResult.fromJson.json", () -> TrialResult.of(Criterion.of(Measure.RMSE), 0.5)
                .json());
        parameter("Workflow.fromJson.json", () -> new Workflow(Recipe.of(Formula.of("y ~ x1 + x2")), spec(), null)
                .json());
        parameter("Folds.fromJson.json", () -> Resampling.folds(2).seed(1).of(8).json());
        parameter("Spec.fromJson.json", () -> new JsonMapper()
                .readTree(spec().json().toString()));
        parameter("Scorer.frame", CoreArguments::tensorFrame);
        parameter("Scorer.x", () -> Tensor.of(new float[][] {{1, 2, 3}, {3, 4, 5}, {5, 6, 7}}));
        parameter("Scorer.column", () -> "x");
        parameter("Resampling.of.rows", () -> 8);
        parameter("of.n", () -> 8);
        parameter("Chart.size.width", () -> 300);
        parameter("Chart.size.height", () -> 300);
        parameter("Chart.save.file", () -> Files.createTempFile("chart", ".svg"));
        parameter("ChartVariable.errors.errors", () -> new double[] {1, 2});
        parameter("ThreeWay.validation", () -> 0.25);
        parameter("Resampling.threeWay.validation", () -> 0.25);
        type(ModelDiagram.Edge.class, () -> new ModelDiagram.Edge(0, 0));
        type(keras4j.tune.Grid.class, () -> Search.grid(2));
        type(keras4j.tune.BatchingRule.class, () -> keras4j.tune.BatchingRule.ALONE);
        type(Sampler.class, () -> (space, direction, tried, count, seed) -> List.of());
        type(
                Runner.Factory.class,
                () -> (tuning, rows, folds) -> Runner.of(trial -> TrialResult.of(Criterion.of(Measure.RMSE), 0.5)));
        type(SearchSession.class, () -> results -> java.util.Collections.emptyIterator());
        parameter("Charts.categories", () -> List.of("a", "b"));
        parameter("Charts.names", () -> List.of("a", "b"));
        parameter("Charts.importance.values", () -> new double[] {1, 2});
        parameter("Charts.importance.errors", () -> new double[] {1, 2});
        parameter("Charts.bars.series", () -> Map.of("one", List.of(1.0, 2.0)));
        parameter("Charts.confusion.classes", () -> List.of("a", "b"));
        parameter("Charts.confusion.counts", () -> new double[][] {{1, 2}, {3, 4}});
        parameter("Charts.heatMap.rows", () -> List.of("a", "b"));
        parameter("Charts.heatMap.columns", () -> List.of("a", "b"));
        parameter("Charts.heatMap.values", () -> new double[][] {{1, 2}, {3, 4}});
    }

    private static DataFrame tensorFrame() {
        return DataFrame.foldByColumn("x", "y").of(new float[] {1, 2, 3}, new float[] {3, 4, 5}, 1.0, 2.0);
    }

    private static byte[] archive(String name) {
        try {
            return Files.readAllBytes(ARCHIVES.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void expressions() {
        type(Expr.class, () -> Expr.of(2));
        type(Call.class, () -> Call.of("keras.layers.Dense").with("units", Expr.of(2)));
        type(Domain.class, () -> new WholeDomain(1, 4, false));
        type(OpenRange.class, () -> OpenRange.between(1, 4));
        type(Value.class, () -> OpenRange.between(1, 4));
        type(HyperparameterExpr.class, () -> new HyperparameterExpr(new WholeDomain(1, 4, false), "name", List.of()));
        type(Hyperparameter.class, () -> Hyperparameter.of("num_hidden", OpenRange.between(1, 4)));
        type(Space.class, () -> Space.of(Hyperparameter.of("num_hidden", OpenRange.between(1, 4))));
        type(Point.class, () -> Point.of("num_hidden", 2));
        type(NumberRange.class, () -> NumberRange.of("[0, 1]"));
        type(Signature.class, () -> Signature.of("keras.layers.Dense", "units [1, inf)"));
        type(CustomObject.class, () -> CustomObject.of("scaled", "def scaled(x):\n    return x * 2\n"));
        type(Layer.class, () -> Layers.dense(2));
        type(Activation.class, () -> Activation.RELU);
        type(Optimizer.class, Optimizers::adam);
        type(Loss.class, Losses::meanSquaredError);
        type(Initializer.class, keras4j.initializer.Initializers::zeros);
        type(keras4j.callback.Callback.class, keras4j.callback.Callbacks::terminateOnNaN);
        type(keras4j.metric.Metric.class, keras4j.metric.Metrics::meanSquaredError);
        type(keras4j.regularizer.Regularizer.class, () -> keras4j.regularizer.Regularizers.l2());
        type(keras4j.constraint.Constraint.class, keras4j.constraint.Constraints::nonNeg);
        type(keras4j.schedule.Schedule.class, () -> keras4j.schedule.Schedules.exponentialDecay(0.1, 10, 0.5));
        parameter("CompileSettings.optimizer.optimizer", Optimizers::adam);
        parameter("NumberRange.text", () -> "[0, 1]");
        parameter("Signature.symbol", () -> "keras.layers.Dense");
    }

    private void data() {
        type(DataFrame.class, CoreArguments::frame);
        type(Series.class, () -> frame().getColumn("w"));
        type(IntSeries.class, () -> Series.ofInt(0, 1));
        type(Tensor.class, () -> Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}));
        type(TensorSeries.class, () -> TensorSeries.of(Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}})));
        type(Labels.class, () -> Labels.of("p", "q", "p"));
        type(Target.class, () -> Labels.of("p", "q", "p"));
        type(
                Examples.class,
                () -> Examples.of(Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}), Labels.of("p", "q", "p")));
        type(
                Batches.class,
                () -> Batches.of(
                        Examples.of(Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}), Labels.of("p", "q", "p")), 2));
        type(
                Schema.class,
                () -> Schema.of(
                        Examples.of(Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}), Labels.of("p", "q", "p"))));
        type(PredictorColumn.class, () -> new PredictorColumn("x1", List.of(), DType.FLOAT32));
        type(Input.class, () -> new Input("x", List.of(new PredictorColumn("x1", List.of(), DType.FLOAT32))));
        type(Outcome.class, () -> Outcome.classes(frame(), "z"));
        type(IntFunction.class, () -> (IntFunction<Stream<Examples>>)
                pass -> Stream.of(Examples.of(Tensor.of(new float[][] {{1, 2}}), Labels.of("p"))));
        type(Supplier.class, () -> () -> Stream.of(Examples.of(Tensor.of(new float[][] {{1, 2}}), Labels.of("p"))));
    }

    private void models(Path folder) throws IOException {
        byte[] archive = Files.readAllBytes(ARCHIVES.resolve("format-1.keras4j"));
        byte[] conformal = Files.readAllBytes(ARCHIVES.resolve("format-1-conformal.keras4j"));
        SecretKey secret =
                new SecretKeySpec("a secret of thirty-two bytes ...".getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
        ReadOptions options = ReadOptions.DEFAULT.signedBy(Verifier.of(secret));
        Fitted fitted = Fitted.ofBytes(archive);
        type(Fitted.class, () -> fitted);
        type(ReadOptions.class, () -> ReadOptions.DEFAULT);
        type(Conformal.class, () -> Conformal.ofBytes(conformal, options));
        type(KerasFile.class, () -> KerasFile.of(fitted.kerasBytes()));
        type(ModelStore.class, () -> {
            ModelStore store = ModelStore.at(Files.createTempDirectory(folder, "store"));
            store.publish("name", fitted);
            return store;
        });
        type(Evaluation.class, () -> Evaluation.of(Map.of("loss", 0.5)));
        type(TrainingHistory.class, () -> TrainingHistory.of(Map.of("loss", List.of(0.5, 0.25))));
        type(Network.Weight.class, () -> new Network.Weight("kernel", true, Tensor.of(new float[][] {{1, 2}})));
        type(
                Network.Layer.class,
                () -> new Network.Layer(
                        "name",
                        "Dense",
                        "(None, 2)",
                        true,
                        List.of(new Network.Weight(
                                "kernel", true, Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}})))));
        type(
                Network.class,
                () -> new Network("net", List.of(new Network.Layer("name", "Dense", "(None, 2)", true, List.of()))));
        type(Scorer.class, () -> new Scorer() {
            @Override
            public List<Tensor> outputs(Fitted model, List<Tensor> x) {
                return List.of(Tensor.of(new float[x.get(0).rows()], x.get(0).rows(), 1));
            }

            @Override
            public List<Tensor> outputsWithVariance(Fitted model, List<Tensor> x) {
                return List.of();
            }

            @Override
            public float[] predict(Fitted model, float... row) {
                return new float[1];
            }
        });
    }

    private void preparation() {
        type(Selector.class, () -> Selectors.columns("x1", "x2"));
        type(Formula.class, () -> Formula.of("y ~ x1 + x2"));
        type(Recipe.class, () -> Recipe.of(Formula.of("y ~ x1 + x2")));
        type(FittedRecipe.class, () -> Recipe.of(Formula.of("y ~ x1 + x2")).fit(frame()));
        type(PreprocessingLayers.Layer.class, () -> new PreprocessingLayers.Layer("Rescaling", Map.of("scale", 2)));
        type(Block.class, () -> Block.of("hidden", Layers.dense(4)));
        type(Spec.class, CoreArguments::spec);
        type(FineTuning.class, () -> FineTuning.of("tuned"));
        type(Workflow.class, () -> new Workflow(Recipe.of(Formula.of("y ~ x1 + x2")), spec(), null));
        type(Arguments.Argument.class, () -> new Arguments.Argument("name", Optional.empty(), Optional.empty()));
        type(Program.class, () -> Program.of("name", "x = 1\n"));
        parameter("Formula.text", () -> "y ~ x1");
    }

    private static Spec spec() {
        return Spec.of("net", ModelMode.REGRESSOR, Block.input(), Block.of("hidden", Layers.dense(4)), Block.output());
    }

    private void resampling() {
        type(RowSplit.class, () -> RowSplit.of("name", new int[] {0, 1}, new int[] {2}));
        type(Folds.class, () -> Resampling.folds(2).seed(1).of(8));
        type(Holdout.class, () -> Resampling.holdout(0.75).seed(1));
        type(Strata.class, () -> Strata.of("z"));
        type(Nested.class, () -> Resampling.nested(Resampling.folds(2), Resampling.folds(2)));
        type(Resampling.class, () -> Resampling.folds(2).seed(1));
    }

    private void scores() {
        type(TruthEstimates.class, () -> TruthEstimates.of(new double[] {1, 2, 3}, new double[] {1, 2, 4}));
        type(Measure.class, () -> Measure.RMSE);
        type(Measures.class, () -> Measures.of(Measure.RMSE, Measure.MAE));
        type(Aggregate.class, () -> Aggregate.mean(Measure.RMSE, "y"));
        type(
                PermutationImportance.class,
                () -> new PermutationImportance(Measure.RMSE, 0.5, Map.of("name", List.of(0.5, 0.6))));
        type(PerformanceCurve.class, () -> PerformanceCurve.of(PerformanceCurve.Kind.ROC, binary(), "p"));
        type(PerformanceCurves.class, () -> binary().roc());
    }

    private static TruthEstimates binary() {
        return TruthEstimates.of(Labels.of("p", "q", "p"), new double[][] {{0.5, 0.5}, {0.4, 0.6}, {0.8, 0.2}});
    }

    private void pictures() {
        type(Chart.class, () -> Charts.line(ChartPoints.of("name", 1, 2)));
        type(ChartPoints.class, () -> ChartPoints.of("name", 1, 2));
        type(ChartTable.class, () -> new ChartTable(List.of("name"), List.of(List.of("value"))));
        type(ChartVariable.class, () -> ChartVariable.of("name", 1, 2));
        type(DiagramNode.class, () -> DiagramNode.of("name", "Dense", "(None, 2)"));
        type(ModelDiagram.class, () -> ModelDiagram.chain(DiagramNode.of("name", "Dense", "(None, 2)")));
        type(Report.class, () -> Report.of("title"));
    }

    private void searches() {
        Criterion criterion = Criterion.of(Measure.RMSE);
        type(Criterion.class, () -> criterion);
        type(Budget.class, () -> Budget.NONE);
        type(Workers.class, () -> Workers.of(2));
        type(Trial.class, () -> new Trial(Point.of("num_hidden", 2), 0));
        type(Task.class, () -> new Task(0, List.of(new Trial(Point.of("num_hidden", 2), 0))));
        type(TrialResult.class, () -> TrialResult.of(criterion, 0.5));
        type(TrialResult.CriterionScore.class, () -> new TrialResult.CriterionScore("rmse", "standard", 0.5));
        type(NonAdaptiveSearch.class, () -> (NonAdaptiveSearch) Search.grid(2));
        type(Search.class, () -> Search.grid(2));
        type(SearchSession.TrialCount.class, () -> SearchSession.TrialCount.exactly(2));
        type(Runner.Judge.class, () -> trial -> TrialResult.of(criterion, 0.5));
        type(Runner.class, () -> Runner.of(trial -> TrialResult.of(criterion, 0.5)));
        type(Study.class, CoreArguments::study);
        type(Tuned.class, () -> study().run(Runner.of(trial -> TrialResult.of(criterion, 0.5))));
        type(Candidate.class, () -> study().run(Runner.of(trial -> TrialResult.of(criterion, 0.5)))
                .candidates()
                .get(0));
        type(TuningOptions.class, () -> new TuningOptions(null, Workers.of(1), 1L, Budget.NONE, null, false, true));
        type(
                Tuning.class,
                () -> Tuning.of(
                        new Workflow(Recipe.of(Formula.of("y ~ x1 + x2")), spec(), null),
                        Resampling.folds(2),
                        Search.grid(2)));
        type(
                TunedSet.class,
                () -> new TunedSet(Map.of("one", study().run(Runner.of(trial -> TrialResult.of(criterion, 0.5))))));
    }

    private static Study study() {
        return Study.of(
                        Space.of(Hyperparameter.of("num_hidden", OpenRange.between(1, 4))),
                        Resampling.folds(2).seed(1).of(8),
                        Criterion.of(Measure.RMSE))
                .seed(1);
    }
}
