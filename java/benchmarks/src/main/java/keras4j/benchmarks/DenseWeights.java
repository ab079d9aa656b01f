package keras4j.benchmarks;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Weights of one dense layer of the fitted model. */
final class DenseWeights {
    private static final int[] WIDTHS = {Rows.PIXELS, 256, 128, Rows.CLASSES};
    private static final int LAYERS = WIDTHS.length - 1;
    static final int COUNT = count();

    private final float[][] kernel;
    private final float[] bias;

    private DenseWeights(float[][] kernel, float[] bias) {
        this.kernel = kernel;
        this.bias = bias;
    }

    static int inputs(int layer) {
        return WIDTHS[layer];
    }

    static int units(int layer) {
        return WIDTHS[layer + 1];
    }

    /** Reads the layers in their order. */
    static List<DenseWeights> read(ContenderFiles files) throws IOException {
        FloatBuffer numbers = files.weights();
        List<DenseWeights> layers = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            float[][] kernel = new float[inputs(layer)][units(layer)];
            for (float[] row : kernel) {
                numbers.get(row);
            }
            float[] bias = new float[units(layer)];
            numbers.get(bias);
            layers.add(new DenseWeights(kernel, bias));
        }
        return layers;
    }

    private static int count() {
        int count = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            count += (inputs(layer) + 1) * units(layer);
        }
        return count;
    }

    /** Returns the kernel, one row per input and one column per unit. */
    float[][] kernel() {
        return kernel;
    }

    /** Returns one number per unit. */
    float[] bias() {
        return bias;
    }

    /** Returns the kernel with one row per unit, row after row. */
    float[] transposed() {
        float[] numbers = new float[bias.length * kernel.length];
        for (int unit = 0; unit < bias.length; unit++) {
            for (int input = 0; input < kernel.length; input++) {
                numbers[unit * kernel.length + input] = kernel[input][unit];
            }
        }
        return numbers;
    }
}
