package keras4j.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import keras4j.fitted.Fitted;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.fitted.FittedArchive;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.onnx.OnnxForm;

/** Change of one weight in a form: the four bytes of a number of its largest constant. */
final class FormChange {
    private static final int RAW_DATA = 0x4a;

    private final byte[] form;
    private final int at;

    private FormChange(byte[] form, int at) {
        this.form = form;
        this.at = at;
    }

    /** Returns a change of the first weight of the largest constant. */
    static FormChange of(Fitted fitted) {
        byte[] form = form(fitted).bytes();
        int place = 0;
        int largest = 0;
        for (int at = 0; at + 2 < form.length; at++) {
            int[] length = form[at] == RAW_DATA ? varint(form, at + 1) : new int[] {0, 0};
            boolean within =
                    length[0] > largest && length[0] % Float.BYTES == 0 && length[1] + length[0] <= form.length;
            if (within && weights(form, length[1], length[0])) {
                place = length[1];
                largest = length[0];
            }
        }
        return new FormChange(form, place);
    }

    private static OnnxForm form(Fitted fitted) {
        return PublicFaces.open(fitted, FittedModel.class).requireOnnx();
    }

    private static int[] varint(byte[] form, int from) {
        int value = 0;
        for (int at = from; at < Math.min(form.length, from + 4); at++) {
            value |= (form[at] & 0x7f) << (7 * (at - from));
            if (form[at] >= 0) {
                return new int[] {value, at + 1};
            }
        }
        return new int[] {0, 0};
    }

    /** Returns whether bytes are numbers as weights are. */
    private static boolean weights(byte[] form, int from, int length) {
        ByteBuffer numbers = ByteBuffer.wrap(form, from, length).order(ByteOrder.LITTLE_ENDIAN);
        int usual = 0;
        while (numbers.hasRemaining()) {
            float number = Math.abs(numbers.getFloat());
            usual += number == 0 || (number > 1e-6 && number < 1e3) ? 1 : 0;
        }
        return usual == length / Float.BYTES;
    }

    private byte[] changed() {
        byte[] other = form.clone();
        ByteBuffer weight = ByteBuffer.wrap(other, at, Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        weight.putFloat(at, weight.getFloat(at) + 3);
        return other;
    }

    /** Returns a file with the changed weight, whose sums are those of before. */
    byte[] inFile(byte[] file) {
        for (int from = 0; from + form.length <= file.length; from++) {
            if (Arrays.equals(file, from, from + form.length, form, 0, form.length)) {
                byte[] other = file.clone();
                System.arraycopy(changed(), 0, other, from, form.length);
                return other;
            }
        }
        throw new IllegalArgumentException("the file has no such form");
    }

    /** Returns a model with the changed weight, as somebody writes it who knows how to make sums. */
    Fitted inModel(Fitted fitted) {
        OnnxForm known = form(fitted);
        OnnxForm other = new OnnxForm(changed(), known.exporter(), known.opset(), known.difference());
        return PublicFaces.close(
                Fitted.class, PublicFaces.open(fitted, FittedModel.class).with(other));
    }

    /** Saves a model with the form of another, and with what the manifest of that other says about it. */
    static void attached(Fitted fitted, Fitted other, Path file) {
        FittedModel model = PublicFaces.open(fitted, FittedModel.class).with(form(other));
        MemberArchive archive = FittedArchive.write(model);
        String of = PublicFaces.open(other, FittedModel.class).key();
        archive.saying("onnx.model", of).save(file);
    }
}
