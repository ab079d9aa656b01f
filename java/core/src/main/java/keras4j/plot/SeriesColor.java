package keras4j.plot;

import java.util.Locale;

/**
 * The colour role of a mark; its colour depends on the background. The series' hues are those of
 * <a href="https://jfly.uni-koeln.de/color/">Okabe and Ito</a>.
 */
enum SeriesColor {
    SURFACE("#ffffff", "#15181e"),
    TEXT("#1f2328", "#e8eaed"),
    MUTED("#596069", "#a4abb6"),
    AXIS("#8c959f", "#6b7380"),
    GRID("#e4e7eb", "#2a2f38"),
    CARD("#f5f7fa", "#1e232c"),
    BLUE("#0072b2", "#4aa8e0"),
    VERMILION("#d55e00", "#f0702e"),
    GREEN("#009e73", "#18b98a"),
    PURPLE("#c46a9c", "#f0aed8"),
    ORANGE("#e69f00", "#f7d94a"),
    SKY("#56b4e9", "#b5e0ff"),
    GREY("#3d4148", "#808080"),
    HIGH("#005a9e", "#5ab8f0"),
    LOW("#c04f00", "#ff9a57"),
    ON_STRONG("#ffffff", "#0b0e13");

    private static final SeriesColor[] SERIES = {BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, GREY};

    private final String light;
    private final String dark;

    SeriesColor(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /** Returns the colour of the series at this position; the colours repeat after {@link #hues}. */
    static SeriesColor series(int place) {
        return SERIES[place % SERIES.length];
    }

    /** Returns the number of series that differ by colour alone. */
    static int hues() {
        return SERIES.length;
    }

    String hex(boolean onDark) {
        return onDark ? dark : light;
    }

    /** Returns the CSS class of marks of this colour in an SVG, such as {@code k4j-blue}. */
    String css() {
        return "k4j-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
