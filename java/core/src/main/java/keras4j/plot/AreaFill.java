package keras4j.plot;

/** The fill of a shape; opacity from 0 to 1. */
record AreaFill(SeriesColor ink, double opacity) {
    static AreaFill of(SeriesColor ink) {
        return new AreaFill(ink, 1);
    }
}
