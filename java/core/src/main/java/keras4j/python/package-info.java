/**
 * The door to Python: environments, the embedded interpreter and what goes over.
 *
 * <p>{@link keras4j.python.Environments#resolve} finds a Python with Keras and Jep, and builds one where there is none.
 * {@link keras4j.python.Python} is the interface to the interpreter: nothing but plain data, buffers with a shape and
 * numbers of live objects crosses it, so that a worker process can stand behind it as well as the interpreter inside the
 * JVM. This package alone sees Jep.
 */
@NullMarked
package keras4j.python;

import org.jspecify.annotations.NullMarked;
