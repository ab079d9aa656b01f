package keras4j.internal.session;

import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.internal.text.Quoted;
import keras4j.spec.Block;
import keras4j.spec.Spec;

/** Pretrained weights of {@code keras.applications}: none, or those in a local file; nothing is downloaded. */
final class PretrainedWeights {
    private PretrainedWeights() {}

    /** Refuses weights that are not a local file. */
    static void require(Spec spec) {
        for (Block block : spec.blocks()) {
            for (Call layer : block.layers()) {
                CatalogueEntry entry = Catalogue.keras().entry(layer);
                if (entry.kind().equals("application")) {
                    require(spec.name(), block.name(), layer, entry);
                }
            }
        }
    }

    private static void require(String spec, String block, Call layer, CatalogueEntry entry) {
        Expr weights = layer.arguments()
                .getOrDefault("weights", entry.parameter("weights").standard());
        Object file = weights instanceof Literal literal ? literal.value() : weights;
        if (file != null && !(file instanceof String path && Files.isRegularFile(Path.of(path)))) {
            throw new IllegalArgumentException(spec + ": weights of " + layer.name() + " in block " + block
                    + " must be None or a file on this machine, got " + Quoted.cut(file));
        }
    }
}
