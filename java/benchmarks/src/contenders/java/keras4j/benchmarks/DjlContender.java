package keras4j.benchmarks;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleConsumer;
import keras4j.data.Tensor;

/** DJL with PyTorch. It has no RMSprop for PyTorch, so that it trains with Adam. */
public final class DjlContender implements Contender {
    private static final int BATCH = 128;
    private static final String NAME = "mlp";

    private final Model model = DjlNetwork.model(NAME);

    /** A predictor belongs to one call at a time. */
    private final Queue<Predictor<FloatBuffer, float[]>> predictors = new ConcurrentLinkedQueue<>();

    private DjlContender() {}

    /** Takes the arguments of {@link ContenderSide}. */
    public static void main(String[] args) throws Exception {
        ContenderSide.run(new DjlContender(), Arrays.asList(args));
    }

    @Override
    public void export(ContenderFiles files) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            model.getBlock().initialize(manager, DataType.FLOAT32, new Shape(1, Rows.PIXELS));
            Iterator<Parameter> parameters =
                    model.getBlock().getParameters().values().iterator();
            for (DenseWeights layer : DenseWeights.read(files)) {
                parameters.next().getArray().set(layer.transposed());
                parameters.next().getArray().set(layer.bias());
            }
            model.save(folder(files), NAME);
        }
    }

    private static Path folder(ContenderFiles files) {
        return files.folder().resolve("djl");
    }

    @Override
    public void train(ContenderFiles files, DoubleConsumer onEpochEnd) throws IOException, TranslateException {
        var config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.adam().build());
        try (Trainer trainer = model.newTrainer(config)) {
            trainer.initialize(new Shape(BATCH, Rows.PIXELS));
            double sum = 0;
            for (Batch batch : trainer.iterateDataset(rows(files, trainer.getManager()))) {
                sum += batch.getSize() * step(trainer, batch);
                batch.close();
            }
            onEpochEnd.accept(sum / Rows.COUNT);
        }
    }

    private static ArrayDataset rows(ContenderFiles files, NDManager manager) throws IOException {
        Tensor x = Rows.x(files.folder());
        int[] y = Rows.y(files.folder()).codes();
        return new ArrayDataset.Builder()
                .setData(manager.create(x.buffer().asFloatBuffer(), new Shape(Rows.COUNT, Rows.PIXELS)))
                .optLabels(manager.create(y))
                .setSampling(BATCH, true)
                .build();
    }

    private static double step(Trainer trainer, Batch batch) {
        double mean;
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDArray loss = trainer.getLoss().evaluate(batch.getLabels(), trainer.forward(batch.getData()));
            collector.backward(loss);
            mean = loss.getFloat();
        }
        trainer.step();
        return mean;
    }

    @Override
    public void load(ContenderFiles files) throws Exception {
        model.load(folder(files), NAME);
    }

    @Override
    public float[] predict(float[] row) {
        return predict(FloatBuffer.wrap(row));
    }

    @Override
    public FloatBuffer predict(Tensor rows) {
        return FloatBuffer.wrap(predict(rows.buffer().asFloatBuffer()));
    }

    private float[] predict(FloatBuffer rows) {
        Predictor<FloatBuffer, float[]> free = predictors.poll();
        Predictor<FloatBuffer, float[]> predictor = free == null ? model.newPredictor(new DjlNetwork()) : free;
        try {
            return predictor.predict(rows);
        } catch (TranslateException failed) {
            throw new IllegalStateException(failed);
        } finally {
            predictors.add(predictor);
        }
    }

    @Override
    public void close() {
        predictors.forEach(Predictor::close);
        model.close();
    }
}
