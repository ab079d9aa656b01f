/**
 * Serving of fitted models by HTTP: {@link keras4j.serving.Serving} describes a server, which answers with Keras or
 * without Python.
 *
 * <pre>{@code
 * try (Keras keras = Keras.open();
 *         ModelServer server = Serving.of(keras).model("survival", fitted).start(8080)) {
 *     server.awaitReady(Duration.ofMinutes(1));
 * }
 * }</pre>
 */
@NullMarked
package keras4j.serving;

import org.jspecify.annotations.NullMarked;
