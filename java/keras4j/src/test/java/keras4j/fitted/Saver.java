package keras4j.fitted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import keras4j.ChildJvm;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.internal.explain.ConformalCalibration;

/** JVM that endlessly saves two values over one file, or one as a new file, and prints a full stop each time. */
final class Saver {
    private final Fitted fitted;
    private final Conformal conformal;

    Saver() throws IOException {
        fitted = Golden.fitted();
        conformal = conformal(fitted);
    }

    private static Conformal conformal(Fitted fitted) throws IOException {
        List<float[]> rows = Golden.rows();
        float[] predicted = new float[rows.size()];
        float[] x = new float[3 * rows.size()];
        for (int row = 0; row < predicted.length; row++) {
            predicted[row] = Golden.output(rows.get(row));
            System.arraycopy(rows.get(row), 0, x, 3 * row, 3);
        }
        Tensor y = Tensor.of(predicted, predicted.length, 1);
        ConformalCalibration calibration = new ConformalCalibration();
        calibration.add(fitted.model(), List.of(y), Examples.of(Tensor.of(x, predicted.length, 3), y));
        return new Conformal(calibration.conformal());
    }

    /** Both archives, of which the file is to be one. */
    List<byte[]> archives() {
        return List.of(fitted.toBytes(), conformal.toBytes());
    }

    void save(Path file) {
        fitted.replace(file);
        conformal.replace(file);
    }

    private void saveAnew(Path file) throws IOException {
        Files.deleteIfExists(file);
        fitted.save(file);
    }

    /**
     * Starts another JVM that saves.
     *
     * @param anew whether the file is removed before each save
     */
    static Process start(Path file, boolean anew) throws IOException {
        return new ProcessBuilder(ChildJvm.command(Saver.class, file, anew))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        Saver saver = new Saver();
        Path file = Path.of(arguments[0]);
        boolean anew = Boolean.parseBoolean(arguments[1]);
        while (true) {
            if (anew) {
                saver.saveAnew(file);
            } else {
                saver.save(file);
            }
            System.out.print('.');
            System.out.flush();
        }
    }
}
