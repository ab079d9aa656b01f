/** The command line: {@code doctor}, {@code setup}, {@code python}. The only package that prints. */
@NullMarked
package keras4j.cli;

import org.jspecify.annotations.NullMarked;
