/**
 * One file that holds several members, and says so if a single bit of it is not what was written.
 *
 * <p>{@link keras4j.archive.Archive} knows bytes, names and sums; what the members mean is known elsewhere.
 */
@NullMarked
package keras4j.archive;

import org.jspecify.annotations.NullMarked;
