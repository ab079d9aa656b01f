/**
 * Catalogue of Keras: classes, arguments, types and accepted values, read from a resource.
 *
 * <p>{@link keras4j.internal.catalogue.Catalogue} is the entry; specs and {@code .keras} files are checked against
 * it.
 */
@NullMarked
package keras4j.internal.catalogue;

import org.jspecify.annotations.NullMarked;
