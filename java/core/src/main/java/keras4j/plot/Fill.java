package keras4j.plot;

/** How a shape is filled; opacity from 0 to 1. */
record Fill(Ink ink, double opacity) {
    static Fill of(Ink ink) {
        return new Fill(ink, 1);
    }
}
