/**
 * The kernel: every Keras object is one {@link keras4j.expr.Call} of a symbol with named arguments.
 *
 * <p>An expression is a value. Writing it as code or JSON, comparing it and filling its holes are one recursive function
 * each; the typed classes ({@code keras4j.layer.Dense} and its kin) are covers over a call.
 */
@NullMarked
package keras4j.expr;

import org.jspecify.annotations.NullMarked;
