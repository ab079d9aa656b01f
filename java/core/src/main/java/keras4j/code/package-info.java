/**
 * Generated Keras programs, as readable Python source.
 *
 * <pre>{@code
 * Program program = spec.program();
 * System.out.println(program.source());               // def build(...): ... def fit(...): ...
 * program.placeAt(12).map(Program.Place::layer);      // the layer that line 12 makes
 * }</pre>
 *
 * <p>A {@link keras4j.code.Program} is Python text together with the layer and block that each line belongs to.
 * Keras runs exactly this text, so line numbers in Python's exceptions refer to it. {@code Spec.program()}, {@code
 * Fitted.program()} and {@code KerasFile.program()} return one.
 */
@NullMarked
package keras4j.code;

import org.jspecify.annotations.NullMarked;
