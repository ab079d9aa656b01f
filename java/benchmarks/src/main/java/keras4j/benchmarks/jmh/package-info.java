/** JMH benchmarks of the ways into Python that must stay short. */
@NullMarked
package keras4j.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
