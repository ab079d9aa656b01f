package keras4j.internal.session;

import java.nio.ByteBuffer;
import keras4j.internal.fitted.ModelSignature;
import keras4j.internal.python.RowSource;

/** One row of floats, input after input, with the array that receives its prediction, output after output. */
final class SingleRow implements RowSource {
    private final float[] x;
    private final ModelSignature ports;
    private final float[] out;

    /**
     * Creates the row.
     *
     * @param ports the model's inputs and outputs; each input's type can hold its numbers of the row
     */
    SingleRow(float[] x, ModelSignature ports, float[] out) {
        this.x = x;
        this.ports = ports;
        this.out = out;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public void write(int input, ByteBuffer target) {
        int from = ports.inputFrom(input);
        int to = ports.inputFrom(input + 1);
        switch (ports.type(input)) {
            case FLOAT32 -> {
                target.asFloatBuffer().put(x, from, to - from);
                target.position(target.position() + (to - from) * Float.BYTES);
            }
            case INT32 -> {
                for (int at = from; at < to; at++) {
                    target.putInt((int) x[at]);
                }
            }
            case UINT8 -> {
                for (int at = from; at < to; at++) {
                    target.put((byte) (int) x[at]);
                }
            }
            case STRING -> throw new IllegalStateException("a row of numbers has no texts");
        }
    }

    @Override
    public void read(int output, ByteBuffer source) {
        int from = ports.outputFrom(output);
        int count = ports.outputFrom(output + 1) - from;
        source.asFloatBuffer().get(out, from, count);
        source.position(source.position() + count * Float.BYTES);
    }
}
