package keras4j.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import keras4j.fitted.Fitted;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/** Reader of what {@link KerasScorerWriter} wrote. */
final class KerasScorerReader extends MLReader<KerasScorer> {
    @Override
    public KerasScorer load(String path) {
        var metadata = DefaultParamsReader$.MODULE$.loadMetadata(path, sparkSession(), KerasScorer.class.getName());
        KerasScorer scorer = KerasScorer.of(metadata.uid(), fitted(new Path(path, KerasScorerWriter.ARCHIVE)));
        metadata.getAndSetParams(scorer, Option.empty());
        return scorer;
    }

    private Fitted fitted(Path archive) {
        try (InputStream in = archive.getFileSystem(sc().hadoopConfiguration()).open(archive)) {
            return Fitted.ofBytes(in.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
