/**
 * Display of frames, charts and histories in Jupyter notebooks with the kernels JJava and rapaio, which install {@link
 * keras4j.jupyter.KerasExtension} and {@link keras4j.jupyter.RapaioDisplay} by themselves.
 */
@NullMarked
package keras4j.jupyter;

import org.jspecify.annotations.NullMarked;
