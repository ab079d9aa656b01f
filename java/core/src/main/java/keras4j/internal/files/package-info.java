/**
 * Atomic writing of files and folders, temporary files, and the recognition of wrong file formats.
 *
 * <p>{@link keras4j.internal.files.AtomicFile} and {@link keras4j.internal.files.AtomicFolder} are used by
 * archives, the model store and the Python environment.
 */
@NullMarked
package keras4j.internal.files;

import org.jspecify.annotations.NullMarked;
