package keras4j;

import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.catalogue.Catalogue;
import keras4j.catalogue.Entry;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.spec.Block;
import keras4j.spec.Spec;

/** The weights of networks of {@code keras.applications}: none, or those in a file; nothing is downloaded. */
final class Pretrained {
    private Pretrained() {}

    /** Refuses weights that are not on this machine. */
    static void require(Spec spec) {
        for (Block block : spec.blocks()) {
            for (Call layer : block.layers()) {
                Entry entry = Catalogue.keras().entry(layer);
                if (entry.kind().equals("application")) {
                    require(spec.name(), block.name(), layer, entry);
                }
            }
        }
    }

    private static void require(String spec, String block, Call layer, Entry entry) {
        Expr weights = layer.arguments()
                .getOrDefault("weights", entry.parameter("weights").standard());
        Object file = weights instanceof Literal literal ? literal.value() : weights;
        if (file != null && !(file instanceof String path && Files.isRegularFile(Path.of(path)))) {
            throw new IllegalArgumentException(spec + ": weights of " + layer.name() + " in block " + block
                    + " must be None or a file on this machine, got " + file);
        }
    }
}
