/**
 * Validation of untrusted {@code .keras} files before Python sees them.
 *
 * <p>{@link keras4j.internal.kerasfile.CheckedModel} checks ZIP, configuration and weights, and rewrites the file.
 * {@code KerasFile} and the fitted models use it.
 */
@NullMarked
package keras4j.internal.kerasfile;

import org.jspecify.annotations.NullMarked;
