/** Programs that a newcomer runs. */
@NullMarked
package keras4j.examples;

import org.jspecify.annotations.NullMarked;
