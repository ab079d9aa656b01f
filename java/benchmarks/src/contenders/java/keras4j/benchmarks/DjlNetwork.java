package keras4j.benchmarks;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.FloatBuffer;

/** Benchmark network in DJL: rows to probabilities. */
final class DjlNetwork implements NoBatchifyTranslator<FloatBuffer, float[]> {
    static Model model(String name) {
        Model model = Model.newInstance(name, "PyTorch");
        model.setBlock(new SequentialBlock()
                .add(Linear.builder().setUnits(256).build())
                .add(Activation.reluBlock())
                .add(Dropout.builder().optRate(0.4f).build())
                .add(Linear.builder().setUnits(128).build())
                .add(Activation.reluBlock())
                .add(Dropout.builder().optRate(0.3f).build())
                .add(Linear.builder().setUnits(Rows.CLASSES).build()));
        return model;
    }

    @Override
    public NDList processInput(TranslatorContext context, FloatBuffer rows) {
        Shape shape = new Shape(rows.remaining() / Rows.PIXELS, Rows.PIXELS);
        return new NDList(context.getNDManager().create(rows, shape));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList logits) {
        return logits.singletonOrThrow().softmax(1).toFloatArray();
    }
}
