/** Writes expressions as Python source, laid out as ruff would, and remembers which line is which layer. */
@NullMarked
package keras4j.code;

import org.jspecify.annotations.NullMarked;
