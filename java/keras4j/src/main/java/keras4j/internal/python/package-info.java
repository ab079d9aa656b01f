/**
 * The Python interpreter, embedded in the JVM or in a worker process, and the data exchanged with it.
 *
 * <p>{@link keras4j.internal.python.Python} is the interface to the interpreter. Only plain data, buffers with a
 * shape and numbers of live objects cross it. No other package uses Jep.
 */
@NullMarked
package keras4j.internal.python;

import org.jspecify.annotations.NullMarked;
