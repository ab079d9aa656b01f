/**
 * The door to Python: environments, the embedded interpreter and what goes over.
 *
 * <p>Nothing but plain data, buffers with a shape and numbers of live objects crosses this package's
 * interface, {@link keras4j.python.Python}, so that a worker process can stand behind it as well as the
 * interpreter inside the JVM. This package alone sees Jep.
 */
@NullMarked
package keras4j.python;

import org.jspecify.annotations.NullMarked;
