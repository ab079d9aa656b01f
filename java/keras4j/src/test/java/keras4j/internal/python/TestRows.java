package keras4j.internal.python;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** First rows of {@link Net#rows}, and their predictions. */
final class TestRows implements RowSource {
    private final float[] x;
    private final float[] predictions;

    TestRows(int count) {
        x = new float[count * Net.WIDTH];
        predictions = new float[count * Net.CLASSES];
        FloatBuffer all = Net.rows(count).memory().asFloatBuffer();
        all.get(x);
    }

    float[] predictions() {
        return predictions;
    }

    @Override
    public int count() {
        return x.length / Net.WIDTH;
    }

    @Override
    public void write(int input, ByteBuffer target) {
        target.asFloatBuffer().put(x);
        target.position(target.position() + x.length * Float.BYTES);
    }

    @Override
    public void read(int output, ByteBuffer source) {
        source.asFloatBuffer().get(predictions);
        source.position(source.position() + predictions.length * Float.BYTES);
    }
}
