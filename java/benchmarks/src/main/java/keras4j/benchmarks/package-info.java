/**
 * Benchmarks of keras4j against equivalent work in pure Python and in other JVM libraries.
 *
 * <p>{@link keras4j.benchmarks.Figures} runs all figures, or those asked for. Each is measured in turn by two child
 * processes, {@link keras4j.benchmarks.JavaSide} and the Python package {@code benchmarks}, which take the same
 * commands. {@link keras4j.benchmarks.Contenders} compares libraries, each in processes of its own.
 */
@NullMarked
package keras4j.benchmarks;

import org.jspecify.annotations.NullMarked;
