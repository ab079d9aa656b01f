package keras4j.fitted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.plot.Report;

/** Verbs that write files into a folder, each with what is there before. */
enum SavingVerb {
    SAVE("Archive") {
        @Override
        void write(Path folder) {
            golden().save(folder.resolve("model.keras4j"));
        }
    },
    REPLACE("Archive") {
        @Override
        void prepare(Path folder) throws IOException {
            Files.writeString(folder.resolve("model.keras4j"), "what was there before", StandardCharsets.US_ASCII);
        }

        @Override
        void write(Path folder) {
            golden().replace(folder.resolve("model.keras4j"));
        }
    },
    SAVE_CONFORMAL("Archive") {
        @Override
        void write(Path folder) {
            conformal().save(folder.resolve("conformal.keras4j"));
        }
    },
    PUBLISH_FIRST("ModelStore") {
        @Override
        void write(Path folder) {
            ModelStore.at(folder.resolve("models")).publish(golden());
        }
    },
    PUBLISH_SECOND("ModelStore") {
        @Override
        void prepare(Path folder) {
            ModelStore.at(folder.resolve("models")).publish(golden());
        }

        @Override
        void write(Path folder) {
            ModelStore.at(folder.resolve("models")).publish(golden());
        }
    },
    TAG("ModelStore") {
        @Override
        void prepare(Path folder) {
            ModelStore.at(folder.resolve("models")).publish(golden());
        }

        @Override
        void write(Path folder) {
            ModelStore.at(folder.resolve("models")).tag("tiny", "production", 1);
        }
    },
    MLFLOW("MlflowModel") {
        @Override
        void write(Path folder) {
            MlflowModel.write(golden(), folder.resolve("mlflow"));
        }
    },
    REPORT("Chart") {
        @Override
        void write(Path folder) {
            Report.of("A report").save(folder.resolve("report.html"));
        }
    };

    private final String subject;

    SavingVerb(String subject) {
        this.subject = subject;
    }

    /** The subject of the verb's messages. */
    String subject() {
        return subject;
    }

    /** Writes what is there before. */
    void prepare(Path folder) throws IOException {}

    abstract void write(Path folder);

    private static Fitted golden() {
        try {
            return Golden.fitted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Conformal conformal() {
        try {
            return Golden.conformal();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
