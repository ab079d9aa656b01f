/**
 * The Python environment: settings for finding or building it, and its problems.
 *
 * <pre>{@code
 * Settings settings = Settings.defaults()
 *         .withPython(Path.of("/opt/venv"))           // instead of an environment that keras4j builds
 *         .withOffline(true)
 *         .withProgress(System.out::println);
 * try (Keras keras = Keras.open(Backend.JAX, settings)) {
 *     keras.versions();
 * } catch (EnvironmentException failed) {
 *     failed.problem();                               // such as NO_PYTHON
 *     failed.remedy();
 * }
 * }</pre>
 *
 * <p>{@link keras4j.environment.Settings} can also be given as system properties. An {@link
 * keras4j.environment.EnvironmentException} has one {@link keras4j.environment.EnvironmentProblem} and one remedy.
 */
@NullMarked
package keras4j.environment;

import org.jspecify.annotations.NullMarked;
