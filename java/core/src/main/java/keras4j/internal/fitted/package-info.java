/**
 * Content of fitted models and its archive members, behind the types of {@code keras4j.fitted}.
 *
 * <p>{@link keras4j.internal.fitted.FittedModel} is the content, {@link keras4j.internal.fitted.FittedArchive}
 * reads and writes it, and {@link keras4j.internal.fitted.PublicFaces} converts between public types and their
 * content.
 */
@NullMarked
package keras4j.internal.fitted;

import org.jspecify.annotations.NullMarked;
