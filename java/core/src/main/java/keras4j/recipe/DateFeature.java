package keras4j.recipe;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Calendar features of a date. */
public enum DateFeature {
    /** The day of the week, {@code Sun} to {@code Sat}. */
    DOW,
    /** The day of the year, from 1. */
    DOY,
    /** Whole weeks since the first of January, from 1. */
    WEEK,
    /** The month, {@code Jan} to {@code Dec}. */
    MONTH,
    /** The year plus the fraction of it that has passed. */
    DECIMAL,
    /** The half of the year, 1 or 2. */
    SEMESTER,
    /** The quarter of the year, from 1 to 4. */
    QUARTER,
    /** The year. */
    YEAR;

    private static final List<String> DAYS = List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    Object of(LocalDate day) {
        return switch (this) {
            case DOW -> DAYS.get(day.getDayOfWeek().getValue() % DAYS.size());
            case MONTH -> MONTHS.get(day.getMonthValue() - 1);
            case DECIMAL -> day.getYear() + (day.getDayOfYear() - 1.0) / day.lengthOfYear();
            default -> (double) number(day);
        };
    }

    private int number(LocalDate day) {
        return switch (this) {
            case DOY -> day.getDayOfYear();
            case WEEK -> (day.getDayOfYear() - 1) / 7 + 1;
            case SEMESTER -> day.getMonthValue() <= 6 ? 1 : 2;
            case QUARTER -> (day.getMonthValue() + 2) / 3;
            default -> day.getYear();
        };
    }

    List<String> levels() {
        return switch (this) {
            case DOW -> DAYS;
            case MONTH -> MONTHS;
            default -> List.of();
        };
    }

    /** {@return the name as in the column's name: {@code dow}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
