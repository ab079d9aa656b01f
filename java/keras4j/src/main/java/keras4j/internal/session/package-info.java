/**
 * Session with Keras: fits, predictions and changes of models as calls into Python, with a cache of live models.
 *
 * <p>{@link keras4j.internal.session.Session} is shared by all views of a {@code Keras}; {@link
 * keras4j.internal.session.SessionView} adds listener, deadline and trust.
 */
@NullMarked
package keras4j.internal.session;

import org.jspecify.annotations.NullMarked;
