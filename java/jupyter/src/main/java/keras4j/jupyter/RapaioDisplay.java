package keras4j.jupyter;

import java.util.List;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/**
 * Extension of the Jupyter kernel of rapaio, with the forms of {@link KerasExtension}.
 *
 * @see <a href="https://github.com/padreati/rapaio-jupyter-kernel">rapaio-jupyter-kernel</a>
 */
public final class RapaioDisplay implements DisplayProvider {
    /** Creates the extension; the kernel does this. */
    public RapaioDisplay() {}

    @Override
    public List<DisplayRenderer> getDisplayRenderers() {
        return DisplayForm.ALL.stream().<DisplayRenderer>map(FormRenderer::new).toList();
    }

    @Override
    public List<DisplayTransformer> getDisplayTransformers() {
        return List.of();
    }

    /** Renderer of one form. */
    private record FormRenderer(DisplayForm<?> form) implements DisplayRenderer {
        @Override
        public Class<?> rendererClass() {
            return form.type();
        }

        /** Returns true: the kernel asks with the type that it prefers, but each value has one form only. */
        @Override
        public boolean canRender(String mediaType) {
            return true;
        }

        @Override
        public DisplayData render(String mediaType, Object value) {
            DisplayData shown = DisplayData.fromText(value.toString());
            shown.putData(form.mediaType(), form.of(value));
            return shown;
        }
    }
}
