package keras4j.code;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A piece of Python that can be laid out: some text, or brackets around pieces.
 *
 * @param head the text, up to and with the opening bracket
 * @param items what stands between the brackets, separated by commas
 * @param tail the closing bracket
 * @param broken whether each item stands on a line of its own even where one line would do
 * @param place the layer that this piece makes or applies, if it does
 */
public record Code(String head, List<Code> items, String tail, boolean broken, Program.@Nullable Place place) {
    /** Text that stays as it is. */
    static Code text(String text) {
        return new Code(text, List.of(), "", false, null);
    }

    static Code brackets(String head, List<Code> items, String tail) {
        return new Code(head, List.copyOf(items), tail, false, null);
    }

    /** A call of what a piece makes: only the piece itself is laid out. */
    static Code chain(Code made, List<Code> arguments) {
        String call = arguments.stream().map(Code::flat).collect(Collectors.joining(", ", "(", ")"));
        return made.items().isEmpty()
                ? new Code(made.head + made.tail + call, List.of(), "", false, made.place)
                : new Code(made.head, made.items, made.tail + call, made.broken, made.place);
    }

    /** This piece with something in front, such as {@code units=}. */
    public Code after(String prefix) {
        return new Code(prefix + head, items, tail, broken, place);
    }

    /** This piece with each item on a line of its own. */
    public Code oneALine() {
        return new Code(head, items, tail, true, place);
    }

    /** This piece, known to make or apply a layer. */
    Code making(Program.Place layer) {
        return new Code(head, items, tail, broken, layer);
    }

    /** This piece called with something, as in {@code Dense(8)(left)}. */
    Code applied(String to) {
        String call = "(" + to + ")";
        return items.isEmpty()
                ? new Code(head + tail + call, items, "", broken, place)
                : new Code(head, items, tail + call, broken, place);
    }

    /** This piece on one line. */
    String flat() {
        return items.stream().map(Code::flat).collect(Collectors.joining(", ", head, tail));
    }

    boolean mustBreak() {
        return broken || items.stream().anyMatch(Code::mustBreak);
    }
}
