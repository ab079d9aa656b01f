/** Checks of ONNX files from elsewhere, before a native library reads them. */
@NullMarked
package keras4j.internal.onnx;

import org.jspecify.annotations.NullMarked;
