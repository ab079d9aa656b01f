package keras4j.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keras4j.internal.text.Quoted;

/** Parser of formulas {@code outcome (+ outcome)* ~ term (+|- term)*}, which reads one character position at a time. */
final class FormulaParser {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_.][\\p{L}\\p{N}_.]*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern CALL = Pattern.compile("[\\p{L}_.][\\p{L}\\p{N}_.]*\\s*\\(");
    private static final Pattern TOKEN =
            Pattern.compile("[\\p{N}.]+|[\\p{L}_.][\\p{L}\\p{N}_.]*|[^\\s]", Pattern.DOTALL);

    /** The maximum number of columns joined by {@code *}, which make 255 terms. */
    private static final int MAX_BESIDE = 200;

    private static final int MAX_CROSSED_COLUMNS = 8;

    private final String text;
    private int at;

    FormulaParser(String text) {
        this.text = text;
    }

    /** Returns whether a name needs no backticks. */
    static boolean isPlain(String name) {
        return NAME.matcher(name).matches() && !name.equals(".");
    }

    Formula parse() {
        List<String> outcomes = new ArrayList<>();
        do {
            outcomes.add(outcome(outcomes));
        } while (accept('+'));
        if (!accept('~')) {
            throw error("outcome must be followed by ~ or +");
        }
        FormulaTerms terms = new FormulaTerms(outcomes);
        add(terms);
        while (skipSpace() < text.length()) {
            if (accept('+')) {
                add(terms);
            } else if (accept('-')) {
                remove(terms);
            } else {
                throw error("terms must be joined by + or -");
            }
        }
        return terms.formula();
    }

    private String outcome(List<String> others) {
        int start = skipSpace();
        String name = name("outcome must be a column name");
        if (name.equals(".") || others.contains(name)) {
            at = start;
            throw error(name.equals(".") ? "outcome must be a column name" : "outcomes must be distinct");
        }
        return name;
    }

    private void add(FormulaTerms terms) {
        if (isCall()) {
            terms.add(function(terms));
            return;
        }
        product(terms).forEach(terms::add);
    }

    /** Parses a column, a product of several, or all terms that {@code *} stands for. */
    private List<List<String>> product(FormulaTerms terms) {
        List<String> columns = new ArrayList<>(List.of(column(terms)));
        boolean crossed = false;
        while (skipSpace() < text.length() && ":*".indexOf(text.charAt(at)) >= 0) {
            crossed = joined(terms, columns, crossed);
        }
        return crossed ? FormulaTerms.crossed(columns) : List.of(columns);
    }

    /** Parses one more column of a product; returns true after {@code *}. */
    private boolean joined(FormulaTerms terms, List<String> columns, boolean crossed) {
        boolean cross = text.charAt(at) == '*';
        if (columns.contains(".") || (columns.size() > 1 && cross != crossed)) {
            throw error(columns.contains(".") ? ". must stand alone" : "a term must have either : or *, not both");
        }
        if (cross && columns.size() == MAX_CROSSED_COLUMNS) {
            throw error("* must join at most " + MAX_CROSSED_COLUMNS + " columns");
        }
        at++;
        int start = skipSpace();
        String next = column(terms);
        if (next.equals(".") || columns.contains(next)) {
            at = start;
            throw error(next.equals(".") ? ". must stand alone" : "columns of a product must be distinct");
        }
        columns.add(next);
        return cross;
    }

    private boolean isCall() {
        skipSpace();
        return at(CALL).lookingAt();
    }

    private MutateExpression function(FormulaTerms terms) {
        int start = at;
        ExpressionParser parser = new ExpressionParser("Formula", text, at);
        MutateExpression function = parser.function();
        if (function.columns().isEmpty() || function.columns().stream().anyMatch(terms::isOutcome)) {
            at = start;
            throw error("function must use columns other than the outcome");
        }
        at = parser.end();
        return function;
    }

    private String column(FormulaTerms terms) {
        int start = skipSpace();
        String name = name("term must be a column name or .");
        if (terms.isOutcome(name)) {
            at = start;
            throw error("term must be a column other than the outcome");
        }
        return name;
    }

    private void remove(FormulaTerms terms) {
        int start = skipSpace();
        if (isCall()) {
            terms.remove(function(terms));
        } else {
            product(terms).forEach(terms::remove);
        }
        if (terms.isEmpty()) {
            at = start;
            throw error("- must leave at least one term");
        }
    }

    private String name(String rule) {
        skipSpace();
        Matcher plain = at(NAME);
        Matcher quoted = at(QUOTED);
        if (plain.lookingAt()) {
            at = plain.end();
            return plain.group();
        }
        if (quoted.lookingAt()) {
            at = quoted.end();
            return quoted.group(1);
        }
        throw error(rule);
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private boolean accept(char wanted) {
        boolean there = skipSpace() < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private int skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private IllegalArgumentException error(String rule) {
        return error("Formula", text, at, rule, "");
    }

    /** Returns an exception with the expected and the actual token, and a caret below its position. */
    static IllegalArgumentException error(String subject, String text, int at, String rule, String hint) {
        Matcher token = TOKEN.matcher(text).region(at, text.length());
        String got = token.lookingAt() ? "'" + token.group() + "'" : "the end";
        int from = Math.max(0, at - MAX_BESIDE);
        String beside = text.substring(from, Math.min(text.length(), at + MAX_BESIDE));
        return new IllegalArgumentException(subject + ": " + rule + ", got " + Quoted.cut(got) + hint + "\n  " + beside
                + "\n  " + " ".repeat(at - from) + "^");
    }
}
