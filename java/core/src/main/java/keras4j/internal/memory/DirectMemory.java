package keras4j.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Direct memory for arrays. Small arrays share blocks, because the garbage collector stops for each piece of memory that
 * it has to free.
 */
public final class DirectMemory {
    /** Boundary in bytes at which JAX and TensorFlow use memory without a copy. */
    private static final int ALIGNMENT = 64;
    /** Size of the largest array in a block that is shared. */
    private static final int MAX_SHARED_BYTES = 512;
    /** Size of a block, which an array that stays keeps from being freed. */
    private static final int BLOCK_BYTES = 1 << 13;

    private static ByteBuffer block = ByteBuffer.allocateDirect(0);

    private DirectMemory() {}

    /** Returns zeros in native byte order, aligned as Python's libraries like it. */
    public static ByteBuffer zeros(int bytes) {
        return (bytes <= MAX_SHARED_BYTES ? shared(bytes) : aligned(bytes).slice(0, bytes))
                .order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer aligned(int bytes) {
        return ByteBuffer.allocateDirect(Math.addExact(bytes, 2 * ALIGNMENT)).alignedSlice(ALIGNMENT);
    }

    private static synchronized ByteBuffer shared(int bytes) {
        if (block.remaining() < bytes) {
            block = aligned(BLOCK_BYTES);
        }
        int from = block.position();
        ByteBuffer own = block.slice(from, bytes);
        block.position((from + bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        return own;
    }
}
