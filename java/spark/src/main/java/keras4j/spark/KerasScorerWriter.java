package keras4j.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLWriter;
import scala.Option;

/** Writer of a scorer: its parameters as Spark keeps them, and the archive of its model beside them. */
final class KerasScorerWriter extends MLWriter {
    /** Name of the archive. */
    static final String ARCHIVE = "fitted.keras4j";

    private final KerasScorer scorer;

    KerasScorerWriter(KerasScorer scorer) {
        this.scorer = scorer;
    }

    @Override
    public void saveImpl(String path) {
        DefaultParamsWriter$.MODULE$.saveMetadata(scorer, path, sparkSession(), Option.empty(), Option.empty());
        Path archive = new Path(path, ARCHIVE);
        try (OutputStream out =
                archive.getFileSystem(sc().hadoopConfiguration()).create(archive, false)) {
            out.write(scorer.fitted().toBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
