package keras4j;

import static keras4j.Models.folds;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import keras4j.data.Datasets;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.spec.Spec;
import keras4j.workflow.Workflow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Fits that save their result. */
@Tag("once")
class SavingFitsIT {
    private static final Spec NET =
            regressor("net", input(), output()).epochs(1).seed(1);
    private static final Workflow CARS = workflow("mpg ~ hp + wt", NET);

    @TempDir
    Path folder;

    @Test
    void what_is_fitted_is_saved() {
        try (Keras keras = Keras.open()) {
            Path file = folder.resolve("net.keras4j");
            assertEquals(keras.saving(file).fit(CARS, Datasets.mtcars()), Fitted.load(file));
            Path other = folder.resolve("conformal.keras4j");
            Conformal conformal = keras.saving(other).conformal(CARS, Datasets.mtcars(), folds(2).seed(1));
            assertEquals(conformal, Conformal.load(other));
        }
    }

    @Test
    void a_file_that_can_not_be_written_is_refused_before_the_training() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken.keras4j"), "mine");
        AtomicInteger fits = new AtomicInteger();
        ProgressListener counting = new ProgressListener() {
            @Override
            public void onTrainBegin(TrainingControl training) {
                fits.incrementAndGet();
            }
        };
        try (Keras keras = Keras.open().listening(counting)) {
            Executable fit = () -> keras.saving(taken).fit(CARS, Datasets.mtcars());
            String exists = "Keras.saving: file must not exist yet, got " + taken
                    + "; fit without it, then replace(file) overwrites it";
            refused(exists, fit);
            refused(exists, () -> keras.saving(taken).conformal(CARS, Datasets.mtcars(), folds(2).seed(1)));
            refused("Keras.saving: file must be a file, got the folder " + folder, () -> keras.saving(folder)
                    .fit(CARS, Datasets.mtcars()));
            Path nowhere = folder.resolve("none").resolve("net.keras4j");
            refused(
                    "Keras.saving: file must be in a folder that exists and can be written to, got " + nowhere,
                    () -> keras.saving(nowhere).fit(CARS, Datasets.mtcars()));
            assertEquals(0, fits.get());
            assertEquals("mine", Files.readString(taken));
            assertFalse(Files.exists(nowhere));
            keras.fit(CARS, Datasets.mtcars()).replace(taken);
            assertEquals(1, fits.get());
        }
    }
}
