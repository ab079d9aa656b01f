package keras4j.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keras4j.internal.text.NearestName;
import keras4j.recipe.MutateExpression.Node;

/** Recursive-descent parser of expressions, which starts at a given position of a text. */
final class ExpressionParser {
    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern TEXT = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_.][\\p{L}\\p{N}_.]*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** The binary operators by precedence, the weakest first. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("|"),
            List.of("&"),
            List.of("==", "!=", "<=", ">=", "<", ">"),
            List.of("+", "-"),
            List.of("*", "/"));

    private final String subject;
    private final String text;
    private int at;

    ExpressionParser(String subject, String text, int at) {
        this.subject = subject;
        this.text = text;
        this.at = at;
    }

    /** Returns the position at which parsing ended. */
    int end() {
        return at;
    }

    MutateExpression whole() {
        Node root = level(0);
        skipSpace();
        if (at < text.length()) {
            throw error("parts must be joined by an operator");
        }
        return new MutateExpression(root);
    }

    /** Parses one function with its arguments. */
    MutateExpression function() {
        return new MutateExpression(primary());
    }

    private Node level(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Node left = level(level + 1);
        for (String found = accept(LEVELS.get(level)); !found.isEmpty(); found = accept(LEVELS.get(level))) {
            left = new Node(MutateExpression.Type.CALL, found, List.of(left, level(level + 1)));
        }
        return left;
    }

    private Node unary() {
        String found = accept(List.of("-", "!"));
        return found.isEmpty() ? power() : new Node(MutateExpression.Type.CALL, found, List.of(unary()));
    }

    private Node power() {
        Node left = primary();
        return accept(List.of("^")).isEmpty()
                ? left
                : new Node(MutateExpression.Type.CALL, "^", List.of(left, unary()));
    }

    private Node primary() {
        skipSpace();
        Matcher name = at(NAME);
        Matcher number = at(NUMBER);
        if (number.lookingAt()) {
            return leaf(MutateExpression.Type.NUMBER, number, number.group());
        }
        if (name.lookingAt()) {
            int start = at;
            at = name.end();
            return accept(List.of("(")).isEmpty()
                    ? new Node(MutateExpression.Type.COLUMN, name.group(), List.of())
                    : call(name.group(), start);
        }
        Matcher quoted = at(QUOTED);
        if (quoted.lookingAt()) {
            return leaf(MutateExpression.Type.COLUMN, quoted, quoted.group(1));
        }
        Matcher literal = at(TEXT);
        if (literal.lookingAt()) {
            return leaf(
                    MutateExpression.Type.TEXT,
                    literal,
                    literal.group().substring(1, literal.group().length() - 1));
        }
        if (!accept(List.of("(")).isEmpty()) {
            Node inside = level(0);
            close();
            return inside;
        }
        throw error("part must be a number, a column, a text or a function");
    }

    private Node leaf(MutateExpression.Type type, Matcher matcher, String content) {
        at = matcher.end();
        return new Node(type, content, List.of());
    }

    private Node call(String name, int start) {
        if (!ExpressionFunctions.names().contains(name)) {
            at = start;
            throw error(
                    "function must be one of " + String.join(" ", ExpressionFunctions.names()),
                    NearestName.hint(name, ExpressionFunctions.names()));
        }
        List<Node> arguments = new ArrayList<>();
        do {
            arguments.add(level(0));
        } while (!accept(List.of(",")).isEmpty());
        close();
        if (arguments.size() != ExpressionFunctions.arguments(name)) {
            at = start;
            throw error(name + " must have " + ExpressionFunctions.arguments(name) + " argument(s), not "
                    + arguments.size());
        }
        return new Node(MutateExpression.Type.CALL, name, arguments);
    }

    private void close() {
        if (accept(List.of(")")).isEmpty()) {
            throw error("( must be closed by )");
        }
    }

    private String accept(List<String> wanted) {
        skipSpace();
        for (String each : wanted) {
            if (text.startsWith(each, at)) {
                at += each.length();
                return each;
            }
        }
        return "";
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException error(String rule) {
        return error(rule, "");
    }

    private IllegalArgumentException error(String rule, String hint) {
        return FormulaParser.error(subject, text, at, rule, hint);
    }
}
