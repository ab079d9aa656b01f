package keras4j.internal.archive;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.internal.text.Quoted;

/** Validator of one file. */
public final class Validator {
    /** Characters of a file's text that a message quotes. */
    private static final int MAX_QUOTED = 1_000;

    private final String subject;
    private final Set<ValidationRule> deleted;

    private Validator(String subject, Set<ValidationRule> deleted) {
        this.subject = subject;
        this.deleted = deleted;
    }

    /** Returns a validator of all rules. */
    public static Validator of(String subject) {
        return new Validator(subject, EnumSet.noneOf(ValidationRule.class));
    }

    /** Returns a copy without one rule: tests disable each rule to see its effect. */
    public Validator without(ValidationRule rule) {
        Set<ValidationRule> more = EnumSet.copyOf(deleted);
        more.add(rule);
        return new Validator(subject, more);
    }

    /** Returns a copy for a part of the file. */
    public Validator at(String part) {
        return new Validator(subject + Quoted.cut(part, MAX_QUOTED), deleted);
    }

    /** Checks a rule and throws an {@link ArchiveException} if it is broken. */
    public void require(ValidationRule rule, boolean kept, String accepted, Object got) {
        require(rule, kept, accepted, got, List.of());
    }

    /** Checks a rule; the exception lists the custom objects that would satisfy it. */
    public void require(ValidationRule rule, boolean kept, String accepted, Object got, Collection<String> needed) {
        if (!kept && !deleted.contains(rule)) {
            throw new ArchiveException(
                    rule, subject + ": " + Quoted.cut(accepted, MAX_QUOTED) + ", got " + Quoted.cut(got), needed);
        }
    }
}
