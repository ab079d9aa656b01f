/** Memory of arrays that native code reads: {@link keras4j.internal.memory.DirectMemory}. */
@NullMarked
package keras4j.internal.memory;

import org.jspecify.annotations.NullMarked;
