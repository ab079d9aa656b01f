/**
 * Experiment tracking: {@link keras4j.tracking.MlflowRun} logs fits and searches to an MLflow server, {@link
 * keras4j.tracking.TensorBoard} writes them for TensorBoard. Both listen to a session, on JAX and on TensorFlow.
 *
 * <pre>{@code
 * MlflowServer mlflow = MlflowServer.of("http://localhost:5000");
 * try (MlflowRun run = mlflow.start("irises", "small network")) {
 *     Fitted fitted = keras.listening(run).fit(workflow, iris);
 *     run.logModel(fitted);
 *     mlflow.setAlias("irises", "champion", run.register("irises"));
 * }
 * }</pre>
 *
 * <p>A server or a disk that fails costs a warning in the log, never a fit. Only the calls to the model registry throw
 * a {@link keras4j.tracking.MlflowException}.
 */
@NullMarked
package keras4j.tracking;

import org.jspecify.annotations.NullMarked;
