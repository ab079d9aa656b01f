/** Example programs, listed in {@code docs/examples.md}. */
@NullMarked
package keras4j.examples;

import org.jspecify.annotations.NullMarked;
