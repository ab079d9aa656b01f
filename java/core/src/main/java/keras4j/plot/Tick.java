package keras4j.plot;

/** A mark on an axis: a number and how it is written. */
record Tick(double value, String label) {}
