package keras4j.examples;

import static keras4j.Models.*;

import java.nio.file.Path;
import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import org.dflib.DataFrame;

/**
 * Transfer learning: a {@code .keras} file from Python is read, described and trained further, with all layers frozen except
 * the last. The file is the argument; {@code flowers.py} among the test resources makes it.
 */
public final class FineTuned {
    private FineTuned() {}

    public static void main(String[] args) {
        KerasFile file = KerasFile.read(Path.of(args[0])).levels("setosa", "versicolor", "virginica");
        System.out.println(file.program().source());

        try (Keras keras = Keras.open()) {
            Examples iris = iris();
            Fitted flowers = keras.load(file);
            System.out.println(flowers.summary());
            System.out.println("before: " + keras.evaluate(flowers, iris));

            Fitted tuned = keras.fit(
                    fineTuning("tuned")
                            .freezeAllBut("head")
                            .learnRate(0.01)
                            .epochs(30)
                            .seed(1),
                    flowers,
                    iris);
            System.out.println(tuned.program().source());
            System.out.println(keras.network(tuned));
            System.out.println("after: " + keras.evaluate(tuned, iris));
        }
    }

    private static Examples iris() {
        DataFrame frame = Datasets.iris();
        float[][] x = new float[frame.height()][4];
        String[] y = new String[frame.height()];
        for (int row = 0; row < x.length; row++) {
            for (int column = 0; column < 4; column++) {
                x[row][column] = ((Number) frame.getColumn(column).get(row)).floatValue();
            }
            y[row] = String.valueOf(frame.getColumn("species").get(row));
        }
        return Examples.of(Tensor.of(x), Labels.of(y));
    }
}
