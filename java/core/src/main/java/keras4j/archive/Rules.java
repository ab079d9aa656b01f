package keras4j.archive;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Keeps the rules for one file. */
final class Rules {
    private final String subject;
    private final Set<Rule> deleted;

    private Rules(String subject, Set<Rule> deleted) {
        this.subject = subject;
        this.deleted = deleted;
    }

    /** All rules, for what refusals call by this name. */
    static Rules of(String subject) {
        return new Rules(subject, EnumSet.noneOf(Rule.class));
    }

    /** The same without one rule: tests delete each to see what it is good for. */
    Rules without(Rule rule) {
        Set<Rule> more = EnumSet.copyOf(deleted);
        more.add(rule);
        return new Rules(subject, more);
    }

    /** The same for a part of the file. */
    Rules at(String part) {
        return new Rules(subject + part, deleted);
    }

    /** Refuses what does not keep a rule. */
    void require(Rule rule, boolean kept, String accepted, Object got) {
        require(rule, kept, accepted, got, List.of());
    }

    /** The same with what would have to be given for the rule to be kept. */
    void require(Rule rule, boolean kept, String accepted, Object got, Collection<String> needed) {
        if (!kept && !deleted.contains(rule)) {
            throw new ArchiveException(rule, subject + ": " + accepted + ", got " + got, needed);
        }
    }
}
