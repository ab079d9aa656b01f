/**
 * Exceptions of calls into Python.
 *
 * <pre>{@code
 * try {
 *     keras.within(Duration.ofMinutes(10)).fit(workflow, train);
 * } catch (PythonException failed) {
 *     failed.type();                                  // "ValueError"
 *     failed.layer();                                 // the layer of the generated program, if known
 *     failed.traceback();
 * } catch (StoppedException stopped) {
 *     stopped.reason();                               // DEADLINE, INTERRUPTED, CLOSED or EXIT
 * }
 * }</pre>
 *
 * <p>{@link keras4j.python.PythonException} wraps an exception that Python raised. {@link
 * keras4j.python.StoppedException} is the early end of a call, {@link keras4j.python.WorkerDiedException} the
 * death of a worker process.
 */
@NullMarked
package keras4j.python;

import org.jspecify.annotations.NullMarked;
