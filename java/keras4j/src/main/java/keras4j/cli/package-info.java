/**
 * Command line with the commands {@code doctor}, {@code setup} and {@code python}.
 *
 * <p>{@link keras4j.cli.Main} is the entry point. No other package prints.
 */
@NullMarked
package keras4j.cli;

import org.jspecify.annotations.NullMarked;
