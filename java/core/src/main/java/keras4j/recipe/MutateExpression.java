package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import keras4j.internal.text.Quoted;

/**
 * Expression on the columns of one row, as in {@code log(disp) / wt} or {@code species == 'setosa' & petal > 1}.
 *
 * <p>Operands are numbers, columns, and text between quotes. Operators are {@code + - * / ^}, {@code == != < <= > >=}
 * and {@code & | !}. Functions are {@code log log2 log10 log1p exp sqrt abs sin cos tan floor ceiling round sign min
 * max ifelse I} and {@code is.na}. True is 1 and false is 0. A result computed from a missing value is missing.
 */
final class MutateExpression {
    private final Node root;

    MutateExpression(Node root) {
        this.root = root;
    }

    /** Node of the expression tree: a number, a text, a column, or a call of an operator or function. */
    record Node(Type type, String text, List<Node> parts) {
        Node {
            parts = List.copyOf(parts);
        }
    }

    enum Type {
        NUMBER,
        TEXT,
        COLUMN,
        CALL
    }

    /**
     * Parses an expression.
     *
     * @param text the expression
     * @return the parsed expression
     * @throws IllegalArgumentException if it can't be parsed; the message points at the character
     */
    @JsonCreator
    public static MutateExpression of(String text) {
        return new ExpressionParser("Expression", text, 0).whole();
    }

    /** {@return the names of the columns that the expression reads, in order of their first use} */
    public Set<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        collect(root, names);
        return names;
    }

    private static void collect(Node node, Set<String> names) {
        if (node.type() == Type.COLUMN) {
            names.add(node.text());
        }
        node.parts().forEach(part -> collect(part, names));
    }

    /** Returns the value of the expression in each row; NaN where it is missing. */
    double[] values(StepTable rows) {
        IntToDoubleFunction function = function(root, rows);
        double[] values = new double[rows.height()];
        java.util.Arrays.setAll(values, function);
        return values;
    }

    private static IntToDoubleFunction function(Node node, StepTable rows) {
        return switch (node.type()) {
            case NUMBER -> {
                double number = Double.parseDouble(node.text());
                yield row -> number;
            }
            case TEXT ->
                throw new IllegalArgumentException(
                        "Expression: text must be compared by == or !=, got '" + Quoted.cut(node.text()) + "'");
            case COLUMN -> {
                double[] numbers = rows.numbers(node.text());
                yield row -> numbers[row];
            }
            case CALL -> call(node, rows);
        };
    }

    private static IntToDoubleFunction call(Node node, StepTable rows) {
        if (node.text().equals("is.na") && node.parts().get(0).type() == Type.COLUMN) {
            String column = node.parts().get(0).text();
            return row -> rows.missing(column, row) ? 1 : 0;
        }
        for (int at = 0; at < node.parts().size(); at++) {
            Node part = node.parts().get(at);
            if (part.type() == Type.TEXT
                    && (node.text().equals("==") || node.text().equals("!="))) {
                return comparison(
                        node.parts().get(1 - at), part.text(), node.text().equals("=="), rows);
            }
        }
        List<IntToDoubleFunction> parts = new ArrayList<>();
        node.parts().forEach(part -> parts.add(function(part, rows)));
        return ExpressionFunctions.of(node.text(), parts);
    }

    private static IntToDoubleFunction comparison(Node column, String text, boolean equal, StepTable rows) {
        if (column.type() != Type.COLUMN) {
            throw new IllegalArgumentException(
                    "Expression: text must be compared with a column, got '" + Quoted.cut(text) + "'");
        }
        String[] labels = rows.labels(column.text());
        return row -> labels[row] == null ? Double.NaN : labels[row].equals(text) == equal ? 1 : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MutateExpression that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(root);
    }

    /** {@return the canonical form of the expression, which parses to an equal one} */
    @JsonValue
    @Override
    public String toString() {
        return text(root, true);
    }

    private static String text(Node node, boolean outer) {
        return switch (node.type()) {
            case NUMBER -> node.text();
            case TEXT -> "'" + node.text() + "'";
            case COLUMN -> FormulaParser.isPlain(node.text()) ? node.text() : "`" + node.text() + "`";
            case CALL -> {
                boolean operator = !Character.isLetter(node.text().charAt(0));
                List<String> parts =
                        node.parts().stream().map(part -> text(part, !operator)).toList();
                String inside = operator && parts.size() == 2
                        ? parts.get(0) + " " + node.text() + " " + parts.get(1)
                        : operator ? node.text() + parts.get(0) : node.text() + "(" + String.join(", ", parts) + ")";
                yield operator && !outer ? "(" + inside + ")" : inside;
            }
        };
    }
}
