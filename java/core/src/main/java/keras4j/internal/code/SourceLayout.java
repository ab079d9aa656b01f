package keras4j.internal.code;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import keras4j.code.Program;

/** Layout of code in the style of ruff, with lines of at most 100 columns; it records the lines of each layer. */
final class SourceLayout {
    private static final int MAX_WIDTH = 100;
    private static final String INDENT = "    ";

    private final StringBuilder source = new StringBuilder();
    private final Map<Integer, Program.Place> layers = new HashMap<>();
    private int line = 1;
    private int lineStart;

    void statement(String indent, CodeText code) {
        source.append(indent);
        put(code, indent, 0);
        newLine("");
    }

    void blank() {
        newLine("");
    }

    String source() {
        return source.toString();
    }

    /** Returns the layer that is made or applied on a line, by the number of the line, from 1. */
    Map<Integer, Program.Place> layers() {
        return layers;
    }

    private void put(CodeText code, String indent, int behind) {
        int first = line;
        if (code.items().isEmpty() || fits(code.flat(), code, behind)) {
            source.append(code.flat());
        } else {
            source.append(code.head());
            items(code, indent + INDENT);
            newLine(indent);
            source.append(code.tail());
        }
        Program.Place layer = code.place();
        for (int each = first; layer != null && each <= line; each++) {
            layers.put(each, layer);
        }
    }

    private void items(CodeText code, String indent) {
        String together = code.items().stream().map(CodeText::flat).collect(Collectors.joining(", "));
        newLine(indent);
        if (fits(together, code, 0)) {
            source.append(together);
            return;
        }
        for (int i = 0; i < code.items().size(); i++) {
            if (i > 0) {
                newLine(indent);
            }
            put(code.items().get(i), indent, 1);
            source.append(',');
        }
    }

    private boolean fits(String text, CodeText code, int behind) {
        return !code.mustBreak() && source.length() - lineStart + text.length() + behind <= MAX_WIDTH;
    }

    private void newLine(String indent) {
        source.append('\n');
        line++;
        lineStart = source.length();
        source.append(indent);
    }
}
