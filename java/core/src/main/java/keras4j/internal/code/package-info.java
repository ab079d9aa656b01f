/**
 * Writers of Python source in the layout of ruff, with the layer of each line.
 *
 * <p>{@link keras4j.internal.code.ProgramWriter} makes the {@link keras4j.code.Program} of a spec or of a file.
 */
@NullMarked
package keras4j.internal.code;

import org.jspecify.annotations.NullMarked;
