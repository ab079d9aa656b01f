/**
 * Fitted models as plain values, with saving, loading and publishing.
 *
 * <pre>{@code
 * Fitted fitted = keras.fit(workflow, train);
 * fitted.save(Path.of("cars.keras4j"));               // one self-contained file
 * Fitted again = Fitted.load(Path.of("cars.keras4j")); // starts no Python
 *
 * ModelStore store = ModelStore.at(Path.of("models"));
 * int version = store.publish("cars", fitted);
 * store.tag("cars", "production", version);
 * keras.predict(store.load("cars", "production"), test);
 * }</pre>
 *
 * <ul>
 * <li>{@link keras4j.fitted.Fitted}: the model with its recipe, schema, history and program; serializable and safe for
 *     use by several threads.
 * <li>{@link keras4j.fitted.Conformal}: models with conformity scores, for conformal prediction intervals.
 * <li>{@link keras4j.fitted.ModelStore}: a model registry in a folder, with versions and tags.
 * <li>{@link keras4j.fitted.KerasFile}: a {@code .keras} file made with Python, checked before anything is loaded.
 * <li>{@link keras4j.fitted.MlflowModel}: folders in the format of MLflow.
 * <li>{@link keras4j.fitted.SlimResult} and {@link keras4j.fitted.QuantizationResult}: smaller copies of a model.
 * </ul>
 */
@NullMarked
package keras4j.fitted;

import org.jspecify.annotations.NullMarked;
