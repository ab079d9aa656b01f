/** Build time only: reads the Keras catalogue and writes one typed Java class for each Keras class. */
@NullMarked
package keras4j.generator;

import org.jspecify.annotations.NullMarked;
