/**
 * Array types that cross the border to Python: {@link keras4j.internal.data.ArraySpec}, the dtype and shape of one
 * row.
 */
@NullMarked
package keras4j.internal.data;

import org.jspecify.annotations.NullMarked;
