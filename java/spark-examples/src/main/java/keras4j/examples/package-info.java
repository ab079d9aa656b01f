/** Programs with Spark, each of which is one page. */
@NullMarked
package keras4j.examples;

import org.jspecify.annotations.NullMarked;
