/** What keras4j knows of Keras: classes, arguments, types and accepted values, read from a resource. */
@NullMarked
package keras4j.catalogue;

import org.jspecify.annotations.NullMarked;
