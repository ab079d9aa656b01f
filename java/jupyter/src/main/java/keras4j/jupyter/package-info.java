/**
 * Display of frames, charts and histories in Jupyter notebooks with the kernel JJava, which installs {@link
 * keras4j.jupyter.KerasExtension} as soon as this library is on its class path.
 */
@NullMarked
package keras4j.jupyter;

import org.jspecify.annotations.NullMarked;
