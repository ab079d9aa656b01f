package keras4j.benchmarks;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import keras4j.data.Tensor;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** TensorFlow-Java with hand-written graphs. */
public final class TensorFlowJavaContender implements Contender {
    private final Graph graph = new Graph();
    private @Nullable Placeholder<TFloat32> x;
    private @Nullable Operand<TFloat32> probabilities;
    private @Nullable Session session;

    private TensorFlowJavaContender() {}

    /** Takes the arguments of {@link ContenderSide}. */
    public static void main(String[] args) throws Exception {
        ContenderSide.run(new TensorFlowJavaContender(), Arrays.asList(args));
    }

    @Override
    public void train(ContenderFiles files, DoubleConsumer onEpochEnd) throws IOException {
        try (TensorFlowTraining training = new TensorFlowTraining()) {
            onEpochEnd.accept(training.epoch(
                    Rows.x(files.folder()), Rows.y(files.folder()).codes()));
        }
    }

    /** Makes a graph with the weights as constants. */
    @Override
    public void load(ContenderFiles files) throws IOException {
        Ops tf = Ops.create(graph);
        x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, Rows.PIXELS)));
        Operand<TFloat32> values = x;
        for (DenseWeights layer : DenseWeights.read(files)) {
            Operand<TFloat32> hidden = values == x ? values : tf.nn.relu(values);
            values = tf.nn.biasAdd(tf.linalg.matMul(hidden, tf.constant(layer.kernel())), tf.constant(layer.bias()));
        }
        probabilities = tf.nn.softmax(values);
        session = new Session(graph);
    }

    @Override
    public float[] predict(float[] row) {
        float[] answer = new float[Rows.CLASSES];
        predict(FloatBuffer.wrap(row), answer);
        return answer;
    }

    @Override
    public FloatBuffer predict(Tensor rows) {
        float[] answers = new float[rows.rows() * Rows.CLASSES];
        predict(rows.buffer().asFloatBuffer(), answers);
        return FloatBuffer.wrap(answers);
    }

    private void predict(FloatBuffer rows, float[] answers) {
        try (TFloat32 numbers = tensor(rows);
                Result result = Objects.requireNonNull(session)
                        .runner()
                        .feed(Objects.requireNonNull(x), numbers)
                        .fetch(Objects.requireNonNull(probabilities))
                        .run()) {
            ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(answers);
        }
    }

    static TFloat32 tensor(FloatBuffer rows) {
        return TFloat32.tensorOf(Shape.of(rows.remaining() / Rows.PIXELS, Rows.PIXELS), DataBuffers.of(rows));
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
        graph.close();
    }
}
