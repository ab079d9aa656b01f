package keras4j.internal.code;

import java.util.List;
import java.util.stream.Collectors;
import keras4j.code.Program;
import org.jspecify.annotations.Nullable;

/**
 * Node of Python code that can be laid out: text, or brackets around other nodes.
 *
 * @param head the text, up to and including the opening bracket
 * @param items the nodes between the brackets, separated by commas
 * @param tail the closing bracket
 * @param broken true if each item stands on a line of its own even where one line would do
 * @param place the layer that this node makes or applies, if any
 */
public record CodeText(String head, List<CodeText> items, String tail, boolean broken, Program.@Nullable Place place) {
    /** Columns up to which a layer stays on one line where its arguments can be broken. */
    private static final int MAX_LAYER = 80;

    /** Returns a node of fixed text. */
    static CodeText text(String text) {
        return new CodeText(text, List.of(), "", false, null);
    }

    static CodeText brackets(String head, List<CodeText> items, String tail) {
        return new CodeText(head, List.copyOf(items), tail, false, null);
    }

    /** Returns a call of the object that a node makes; only that node is laid out. */
    static CodeText chain(CodeText made, List<CodeText> arguments) {
        String call = arguments.stream().map(CodeText::flat).collect(Collectors.joining(", ", "(", ")"));
        return made.items().isEmpty()
                ? new CodeText(made.head + made.tail + call, List.of(), "", false, made.place)
                : new CodeText(made.head, made.items, made.tail + call, made.broken, made.place);
    }

    /** Returns a copy with a prefix, such as {@code units=}. */
    public CodeText after(String prefix) {
        return new CodeText(prefix + head, items, tail, broken, place);
    }

    /** Returns a copy with each item on a line of its own. */
    public CodeText oneALine() {
        return new CodeText(head, items, tail, true, place);
    }

    /** Returns a copy marked as making or applying a layer. */
    CodeText making(Program.Place layer) {
        return new CodeText(head, items, tail, broken, layer);
    }

    /**
     * Returns a call of this node, as in {@code Dense(8)(left)}. Of a short layer with several arguments, the arguments
     * are laid out rather than the layer.
     */
    CodeText applied(List<CodeText> to) {
        if (to.size() > 1 && flat().length() <= MAX_LAYER) {
            return new CodeText(flat() + "(", to, ")", broken, place);
        }
        String call = to.stream().map(CodeText::flat).collect(Collectors.joining(", ", "(", ")"));
        return items.isEmpty()
                ? new CodeText(head + tail + call, items, "", broken, place)
                : new CodeText(head, items, tail + call, broken, place);
    }

    /** Returns the code on one line. */
    String flat() {
        return items.stream().map(CodeText::flat).collect(Collectors.joining(", ", head, tail));
    }

    boolean mustBreak() {
        return broken || items.stream().anyMatch(CodeText::mustBreak);
    }
}
