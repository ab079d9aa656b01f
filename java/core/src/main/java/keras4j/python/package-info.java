/**
 * The embedded Python: the environment that it runs in, the interpreter, its lanes. The only package that sees Jep.
 *
 * <p>{@link keras4j.python.Environments#resolve} finds a Python with Keras and Jep, and builds one where there is none.
 */
@NullMarked
package keras4j.python;

import org.jspecify.annotations.NullMarked;
