/**
 * Keras expressions: every Keras object is one {@link keras4j.expr.Call} of a symbol with named arguments.
 *
 * <p>An {@link keras4j.expr.Expr} is a value. Writing it as code or JSON, comparing it and choosing its open
 * values are one recursive function each. The typed classes, such as {@code keras4j.layer.Dense}, wrap a call and
 * share the supertype {@link keras4j.expr.KerasObject}.
 *
 * <pre>{@code
 * Point point = Point.of("hidden_units", 128).with("hidden_rate", 0.2);
 * Space space = Space.of(Hyperparameter.of("x", between(-1.0, 1.0)), Hyperparameter.of("y", between(0, 4)));
 * CustomObject scale = CustomObject.of("Scale", Path.of("scale.py"));
 * }</pre>
 *
 * <ul>
 * <li>{@link keras4j.expr.Value}: an argument that may be set now, be named by {@link keras4j.expr.Arg}, or stay open.
 * <li>{@link keras4j.expr.OpenRange}: the range of a hyperparameter; {@link keras4j.expr.Space} holds all hyperparameters of a
 *     workflow, {@link keras4j.expr.Point} one choice for each.
 * <li>{@link keras4j.expr.CustomObject}: a layer, loss or other function with Python source of its own.
 * </ul>
 */
@NullMarked
package keras4j.expr;

import org.jspecify.annotations.NullMarked;
