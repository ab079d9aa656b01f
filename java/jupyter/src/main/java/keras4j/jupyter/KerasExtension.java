package keras4j.jupyter;

import java.util.Objects;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * Extension of the Jupyter kernel JJava. It shows frames and predictions as tables, charts, histories and diagrams as
 * pictures, and reports as pages.
 *
 * @see <a href="https://github.com/dflib/jjava">JJava</a>
 */
public final class KerasExtension implements Extension {
    /** Creates the extension; the kernel does this. */
    public KerasExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        Objects.requireNonNull(kernel, "KerasExtension: kernel must not be null");
        register(kernel.getRenderer());
    }

    static void register(Renderer renderer) {
        DisplayForm.ALL.forEach(form -> register(renderer, form));
    }

    private static <T> void register(Renderer renderer, DisplayForm<T> form) {
        MIMEType type = MIMEType.parse(form.mediaType());
        renderer.createRegistration(form.type())
                .preferring(type)
                .supporting(MIMEType.TEXT_PLAIN)
                .register((value, context) -> {
                    context.renderIfRequested(type, () -> form.of(value));
                    context.renderIfRequested(MIMEType.TEXT_PLAIN, value::toString);
                });
    }
}
