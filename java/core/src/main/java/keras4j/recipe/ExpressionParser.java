package keras4j.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keras4j.recipe.Expression.Node;
import keras4j.text.Nearest;

/** Reads an expression by recursive descent, from a place in a text. */
final class ExpressionParser {
    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern TEXT = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_.][\\p{L}\\p{N}_.]*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** The operators between two parts, the weakest first. */
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

    /** Where reading ended. */
    int end() {
        return at;
    }

    Expression whole() {
        Node root = level(0);
        skipSpace();
        if (at < text.length()) {
            throw error("parts must be joined by an operator");
        }
        return new Expression(root);
    }

    /** One function with its arguments. */
    Expression function() {
        return new Expression(primary());
    }

    private Node level(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Node left = level(level + 1);
        for (String found = accept(LEVELS.get(level)); !found.isEmpty(); found = accept(LEVELS.get(level))) {
            left = new Node(Expression.Type.CALL, found, List.of(left, level(level + 1)));
        }
        return left;
    }

    private Node unary() {
        String found = accept(List.of("-", "!"));
        return found.isEmpty() ? power() : new Node(Expression.Type.CALL, found, List.of(unary()));
    }

    private Node power() {
        Node left = primary();
        return accept(List.of("^")).isEmpty() ? left : new Node(Expression.Type.CALL, "^", List.of(left, unary()));
    }

    private Node primary() {
        skipSpace();
        Matcher name = at(NAME);
        Matcher number = at(NUMBER);
        if (number.lookingAt()) {
            return leaf(Expression.Type.NUMBER, number, number.group());
        }
        if (name.lookingAt()) {
            int start = at;
            at = name.end();
            return accept(List.of("(")).isEmpty()
                    ? new Node(Expression.Type.COLUMN, name.group(), List.of())
                    : call(name.group(), start);
        }
        Matcher quoted = at(QUOTED);
        if (quoted.lookingAt()) {
            return leaf(Expression.Type.COLUMN, quoted, quoted.group(1));
        }
        Matcher literal = at(TEXT);
        if (literal.lookingAt()) {
            return leaf(
                    Expression.Type.TEXT,
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

    private Node leaf(Expression.Type type, Matcher matcher, String content) {
        at = matcher.end();
        return new Node(type, content, List.of());
    }

    private Node call(String name, int start) {
        if (!Functions.names().contains(name)) {
            at = start;
            throw error(
                    "function must be one of " + String.join(" ", Functions.names()),
                    Nearest.hint(name, Functions.names()));
        }
        List<Node> arguments = new ArrayList<>();
        do {
            arguments.add(level(0));
        } while (!accept(List.of(",")).isEmpty());
        close();
        if (arguments.size() != Functions.arguments(name)) {
            at = start;
            throw error(name + " must have " + Functions.arguments(name) + " argument(s), not " + arguments.size());
        }
        return new Node(Expression.Type.CALL, name, arguments);
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
