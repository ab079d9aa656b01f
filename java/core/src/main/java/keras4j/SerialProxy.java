package keras4j;

import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.lang.ref.WeakReference;
import keras4j.archive.ArchiveException;
import keras4j.archive.Reading;
import org.jspecify.annotations.Nullable;

/** What stands for a {@link Fitted} or a {@link Conformal} in a stream: a version, which of both, a length and the archive's bytes. */
public final class SerialProxy implements Externalizable {
    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;
    private static final int PIECE = 1 << 16;
    private static final long LONGEST = Reading.DEFAULT.bytes();
    /** The stream in which this thread reads one. */
    private static final ThreadLocal<@Nullable WeakReference<ObjectInput>> OPEN = new ThreadLocal<>();

    private boolean conformal;
    private byte[] archive;

    /** For deserialisation only. */
    public SerialProxy() {
        this(false, new byte[0]);
    }

    SerialProxy(boolean conformal, byte[] archive) {
        this.conformal = conformal;
        this.archive = archive;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        if (archive.length > LONGEST) {
            throw new InvalidObjectException("Fitted: a stream's archive must have at most " + LONGEST + " bytes, got "
                    + archive.length + "; save(file) writes it, and load(file, reading) reads it");
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
        if (length < 0 || length > LONGEST) {
            throw new InvalidObjectException(
                    "Fitted: the stream's archive must have 0 to " + LONGEST + " bytes, got " + length);
        }
        archive = read(in, length);
        if (in.read() >= 0) {
            throw new InvalidObjectException("Fitted: the stream must have as many bytes as it says, got " + length);
        }
    }

    /** Java reads whatever else an object has in the stream before it is resolved: another of these would nest for ever. */
    private static void begin(ObjectInput in) throws InvalidObjectException {
        WeakReference<ObjectInput> open = OPEN.get();
        if (open != null && open.refersTo(in)) {
            throw new InvalidObjectException(
                    "Fitted: the stream must have one model after another, got one in another");
        }
        OPEN.set(new WeakReference<>(in));
    }

    /** Reads in pieces, so that a false length can't claim memory. */
    private static byte[] read(ObjectInput in, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(0, Math.min(length, PIECE)));
        byte[] piece = new byte[PIECE];
        for (int left = length; left > 0; ) {
            int count = Math.min(left, PIECE);
            in.readFully(piece, 0, count);
            bytes.write(piece, 0, count);
            left -= count;
        }
        return bytes.toByteArray();
    }

    private Object readResolve() throws InvalidObjectException {
        OPEN.remove();
        try {
            // The stream's own filter says how long it may be.
            Reading any = Reading.DEFAULT.anyParameters();
            return conformal ? Conformal.ofBytes(archive, any) : Fitted.ofBytes(archive, any);
        } catch (ArchiveException | IllegalArgumentException refused) {
            InvalidObjectException failure = new InvalidObjectException(refused.getMessage());
            failure.initCause(refused);
            throw failure;
        }
    }
}
