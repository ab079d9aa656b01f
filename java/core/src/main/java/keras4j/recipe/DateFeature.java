package keras4j.recipe;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can be read off a date. */
public enum DateFeature {
    /** The day of the week, {@code Sun} to {@code Sat}. */
    DOW(
            day -> day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
            List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")),
    /** The day of the year, from 1. */
    DOY(day -> (double) day.getDayOfYear(), List.of()),
    /** Whole weeks since the first of January, from 1. */
    WEEK(day -> (double) ((day.getDayOfYear() - 1) / 7 + 1), List.of()),
    /** The month, {@code Jan} to {@code Dec}. */
    MONTH(
            day -> day.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
            Stream.of(java.time.Month.values())
                    .map(month -> month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                    .toList()),
    /** The year with the part of it that has passed. */
    DECIMAL(day -> day.getYear() + (day.getDayOfYear() - 1.0) / day.lengthOfYear(), List.of()),
    /** The half of the year, 1 or 2. */
    SEMESTER(day -> day.getMonthValue() <= 6 ? 1.0 : 2.0, List.of()),
    /** The quarter of the year, from 1 to 4. */
    QUARTER(day -> (double) ((day.getMonthValue() + 2) / 3), List.of()),
    /** The year. */
    YEAR(day -> (double) YearMonth.from(day).getYear(), List.of());

    private final Function<LocalDate, Object> reading;
    private final List<String> levels;

    DateFeature(Function<LocalDate, Object> reading, List<String> levels) {
        this.reading = reading;
        this.levels = levels;
    }

    Object of(LocalDate day) {
        return reading.apply(day);
    }

    List<String> levels() {
        return levels;
    }

    /** As in the column's name: {@code dow}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
