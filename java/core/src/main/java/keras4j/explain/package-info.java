/**
 * Model-agnostic explanations: permutation importance and partial dependence.
 *
 * <pre>{@code
 * PermutationImportance importance = keras.importance(fitted, test, Measure.RMSE, 5, 1);
 * System.out.println(importance.table());             // the most important column first
 * importance.plot().save(Path.of("importance.svg"));
 *
 * PartialDependence dependence = keras.dependence(fitted, test, "wt");
 * dependence.toFrame();                               // wt and the mean prediction for each value
 * }</pre>
 *
 * <p>{@link keras4j.explain.PermutationImportance} is the loss of a measure when one column is shuffled, {@link
 * keras4j.explain.PartialDependence} the mean prediction as a function of one column. Both are plain values with a
 * frame, a table or a chart. {@link keras4j.explain.VerificationException} is thrown by {@code keras.verify} if a
 * model no longer predicts the outputs that are stored with it.
 */
@NullMarked
package keras4j.explain;

import org.jspecify.annotations.NullMarked;
