package keras4j.plot;

/** A tick of an axis: a number and its label. */
record AxisTick(double value, String label) {}
