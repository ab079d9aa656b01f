package keras4j.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code outcome (+ outcome)* ~ term (+|- term)*}, one character position at a time. */
final class FormulaParser {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_.][\\p{L}\\p{N}_.]*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TOKEN = Pattern.compile("[\\p{N}.]+|[^\\s]", Pattern.DOTALL);

    private final String text;
    private int at;

    FormulaParser(String text) {
        this.text = text;
    }

    /** Whether a name needs no backticks. */
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
        Terms terms = new Terms(outcomes);
        terms.add(term(outcomes));
        while (skipSpace() < text.length()) {
            if (accept('+')) {
                terms.add(term(outcomes));
            } else if (accept('-')) {
                remove(terms, outcomes);
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
            throw error(name.equals(".") ? "outcome must be a column name" : "outcome must be there once");
        }
        return name;
    }

    private String term(List<String> outcomes) {
        int start = skipSpace();
        String name = name("term must be a column name or .");
        if (outcomes.contains(name)) {
            at = start;
            throw error("term must be another column than the outcome");
        }
        if (skipSpace() < text.length() && text.charAt(at) == '(') {
            throw error("term must be a column name, not a function");
        }
        return name;
    }

    private void remove(Terms terms, List<String> outcomes) {
        int start = skipSpace();
        terms.remove(term(outcomes));
        if (terms.isEmpty()) {
            at = start;
            throw error("- must leave at least one term");
        }
    }

    private String name(String rule) {
        skipSpace();
        Matcher plain = NAME.matcher(text).region(at, text.length());
        Matcher quoted = QUOTED.matcher(text).region(at, text.length());
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

    /** What was expected, what stands there instead, and a caret below it. */
    private IllegalArgumentException error(String rule) {
        Matcher token = TOKEN.matcher(text).region(at, text.length());
        String got = token.lookingAt() ? "'" + token.group() + "'" : "the end";
        return new IllegalArgumentException(
                "Formula: " + rule + ", got " + got + "\n  " + text + "\n  " + " ".repeat(at) + "^");
    }

    /** The terms read so far. */
    private static final class Terms {
        private final List<String> outcomes;
        private final List<String> included = new ArrayList<>();
        private final List<String> excluded = new ArrayList<>();
        private boolean all;

        Terms(List<String> outcomes) {
            this.outcomes = outcomes;
        }

        void add(String name) {
            all = all || name.equals(".");
            if (!name.equals(".") && !included.contains(name)) {
                included.add(name);
                excluded.remove(name);
            }
        }

        void remove(String name) {
            all = all && !name.equals(".");
            included.remove(name);
            if (all && !excluded.contains(name)) {
                excluded.add(name);
            }
        }

        boolean isEmpty() {
            return !all && included.isEmpty();
        }

        Formula formula() {
            return new Formula(outcomes, included, all, excluded);
        }
    }
}
