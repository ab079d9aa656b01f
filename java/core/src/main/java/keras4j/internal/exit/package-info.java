/** Order of shutdown hooks at the end of the JVM. */
@NullMarked
package keras4j.internal.exit;

import org.jspecify.annotations.NullMarked;
