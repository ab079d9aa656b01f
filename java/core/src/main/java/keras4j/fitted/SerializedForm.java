package keras4j.fitted;

import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.lang.ref.WeakReference;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Serialized form of a {@link Fitted} or a {@link Conformal} in a stream: a version, the type, a length and the
 * archive's bytes.
 */
public final class SerializedForm implements Externalizable {
    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final long MAX_BYTES = ReadOptions.DEFAULT.bytes();
    /** Stream from which this thread is reading a serialized form. */
    private static final ThreadLocal<@Nullable WeakReference<ObjectInput>> OPEN = new ThreadLocal<>();

    private boolean conformal;
    private byte[] archive;

    /** Creates an empty form, for deserialisation only. */
    public SerializedForm() {
        this(false, new byte[0]);
    }

    SerializedForm(boolean conformal, byte[] archive) {
        this.conformal = conformal;
        this.archive = archive;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        Preconditions.notNull("SerializedForm", "out", out);
        if (archive.length > MAX_BYTES) {
            throw new InvalidObjectException("Fitted: a stream's archive must have at most " + MAX_BYTES
                    + " bytes, got " + archive.length + "; save(file) writes it, and load(file, reading) reads it");
        }
        out.writeInt(VERSION);
        out.writeBoolean(conformal);
        out.writeInt(archive.length);
        out.write(archive);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        begin(in);
        int version = in.readInt();
        if (version != VERSION) {
            throw new InvalidObjectException(
                    "Fitted: the stream's version must be " + VERSION + ", got " + version + "; use a newer keras4j");
        }
        conformal = in.readBoolean();
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new InvalidObjectException(
                    "Fitted: the stream's archive must have 0 to " + MAX_BYTES + " bytes, got " + length);
        }
        archive = read(in, length);
        if (in.read() >= 0) {
            throw new InvalidObjectException(
                    "Fitted: the stream must end after the declared bytes, got more than " + length);
        }
    }

    /**
     * Refuses nested forms: Java reads all other data of an object before it resolves it, so forms could nest without
     * limit.
     */
    private static void begin(ObjectInput in) throws InvalidObjectException {
        WeakReference<ObjectInput> open = OPEN.get();
        if (open != null && open.refersTo(in)) {
            throw new InvalidObjectException("Fitted: the stream must not nest models, got one within another");
        }
        OPEN.set(new WeakReference<>(in));
    }

    /** Reads in chunks, so that a false length can't claim memory. */
    private static byte[] read(ObjectInput in, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(0, Math.min(length, CHUNK_BYTES)));
        byte[] piece = new byte[CHUNK_BYTES];
        for (int left = length; left > 0; ) {
            int count = Math.min(left, CHUNK_BYTES);
            in.readFully(piece, 0, count);
            bytes.write(piece, 0, count);
            left -= count;
        }
        return bytes.toByteArray();
    }

    private Object readResolve() throws InvalidObjectException {
        OPEN.remove();
        try {
            // The stream's own filter limits the length.
            ReadOptions any = ReadOptions.DEFAULT.anyParameters();
            return conformal ? Conformal.ofBytes(archive, any) : Fitted.ofBytes(archive, any);
        } catch (ArchiveException | IllegalArgumentException refused) {
            InvalidObjectException failure = new InvalidObjectException(refused.getMessage());
            failure.initCause(refused);
            throw failure;
        }
    }
}
