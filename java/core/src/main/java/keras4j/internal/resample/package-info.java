/** Random numbers that are the same on every machine: the source of drawn rows and of drawn points. */
@NullMarked
package keras4j.internal.resample;

import org.jspecify.annotations.NullMarked;
