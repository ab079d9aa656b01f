package keras4j.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.data.Tensor;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Training of the benchmark network by a hand-written graph, with Keras' RMSprop and Glorot's uniform initial weights. */
final class TensorFlowTraining implements AutoCloseable {
    private static final int BATCH = 128;
    private static final float[] DROPOUT = {0.4f, 0.3f};

    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Placeholder<TFloat32> x =
            tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, Rows.PIXELS)));
    private final Placeholder<TInt32> y = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
    private final List<Variable<TFloat32>> weights = new ArrayList<>();
    private final Operand<TFloat32> loss = loss();
    private final List<Op> updates = updates();
    private final Session session = new Session(graph);

    private Operand<TFloat32> loss() {
        Operand<TFloat32> values = x;
        for (int layer = 0; layer < DROPOUT.length; layer++) {
            values = dropout(tf.nn.relu(dense(values, layer)), layer);
        }
        Operand<TFloat32> classes = tf.oneHot(y, tf.constant(Rows.CLASSES), tf.constant(1f), tf.constant(0f));
        Operand<TFloat32> logits = dense(values, DROPOUT.length);
        return tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, classes).loss(), tf.constant(0));
    }

    private Operand<TFloat32> dense(Operand<TFloat32> values, int layer) {
        int inputs = DenseWeights.inputs(layer);
        int units = DenseWeights.units(layer);
        float limit = (float) Math.sqrt(6.0 / (inputs + units));
        Operand<TFloat32> uniform = tf.random.randomUniform(tf.constant(new int[] {inputs, units}), TFloat32.class);
        Operand<TFloat32> drawn = tf.math.sub(tf.math.mul(uniform, tf.constant(2 * limit)), tf.constant(limit));
        Variable<TFloat32> kernel = tf.variable(drawn);
        Variable<TFloat32> bias = tf.variable(tf.constant(new float[units]));
        weights.addAll(List.of(kernel, bias));
        return tf.nn.biasAdd(tf.linalg.matMul(values, kernel), bias);
    }

    /** The shape of the draws comes from the input, which has no gradient. */
    private Operand<TFloat32> dropout(Operand<TFloat32> values, int layer) {
        Operand<TInt32> rows = tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        Operand<TInt32> shape =
                tf.concat(List.of(rows, tf.constant(new int[] {DenseWeights.units(layer)})), tf.constant(0));
        Operand<TFloat32> draws = tf.random.randomUniform(shape, TFloat32.class);
        Operand<TFloat32> kept =
                tf.dtypes.cast(tf.math.greaterEqual(draws, tf.constant(DROPOUT[layer])), TFloat32.class);
        return tf.math.mul(values, tf.math.mul(kept, tf.constant(1 / (1 - DROPOUT[layer]))));
    }

    private List<Op> updates() {
        Gradients gradients = tf.gradients(loss, weights);
        List<Op> all = new ArrayList<>();
        for (int at = 0; at < weights.size(); at++) {
            Variable<TFloat32> weight = weights.get(at);
            all.add(tf.train.applyRmsProp(
                    weight,
                    zeros(weight),
                    zeros(weight),
                    tf.constant(0.001f),
                    tf.constant(0.9f),
                    tf.constant(0f),
                    tf.constant(1e-7f),
                    gradients.<TFloat32>dy(at)));
        }
        return all;
    }

    private Operand<TFloat32> zeros(Variable<TFloat32> like) {
        return tf.variable(tf.zeros(tf.constant(like.shape()), TFloat32.class));
    }

    /** Trains on all rows in a random order, and returns the mean loss. */
    double epoch(Tensor rows, int[] labels) {
        session.initialize();
        List<Integer> order =
                IntStream.range(0, labels.length).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(order, new Random(1));
        double sum = 0;
        for (int from = 0; from < labels.length; from += BATCH) {
            List<Integer> batch = order.subList(from, Math.min(from + BATCH, labels.length));
            int[] classes = batch.stream().mapToInt(row -> labels[row]).toArray();
            sum += batch.size() * step(gather(rows, batch), classes);
        }
        return sum / labels.length;
    }

    private static FloatBuffer gather(Tensor rows, List<Integer> batch) {
        FloatBuffer from = rows.buffer().asFloatBuffer();
        FloatBuffer gathered = ByteBuffer.allocateDirect(batch.size() * Rows.PIXELS * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int row : batch) {
            gathered.put(from.slice(row * Rows.PIXELS, Rows.PIXELS));
        }
        return gathered.flip();
    }

    private double step(FloatBuffer rows, int[] classes) {
        Session.Runner runner = session.runner().fetch(loss);
        updates.forEach(runner::addTarget);
        try (TFloat32 numbers = TensorFlowJavaContender.tensor(rows);
                TInt32 labels = TInt32.vectorOf(classes);
                Result result = runner.feed(x, numbers).feed(y, labels).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
