package keras4j.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Histogram counts in bins of equal width; bin i goes from {@code first + i width} to the next. */
record HistogramBins(double first, double width, List<Integer> counts) implements Mark {
    private static final int MAX_BINS = 60;

    /** Returns bins with round edges, about as many as by the Freedman-Diaconis rule (doi:10.1007/BF01025868). */
    static HistogramBins of(List<Double> values) {
        List<Double> sorted = values.stream().filter(Double::isFinite).sorted().toList();
        int size = sorted.size();
        double low = sorted.get(0);
        double high = sorted.get(size - 1);
        double middleHalf = sorted.get(size * 3 / 4) - sorted.get(size / 4);
        double advised = middleHalf > 0 ? 2 * middleHalf / StrictMath.cbrt(size) : (high - low) / 10;
        int wanted = high > low ? (int) Math.min(MAX_BINS, Math.ceil((high - low) / advised)) : 1;
        return of(sorted, low, high, Math.max(wanted, high > low ? 4 : 1));
    }

    private static HistogramBins of(List<Double> sorted, double low, double high, int wanted) {
        double width = high > low ? roundWidth(low, high, wanted) : Math.max(1, Math.abs(low) * 0.1);
        double first = high > low ? Math.floor(low / width + 1e-9) * width : low - width / 2;
        int bins = (int) Math.floor((high - first) / width + 1e-9) + 1;
        List<Integer> counts = new ArrayList<>(Collections.nCopies(bins, 0));
        for (double value : sorted) {
            int bin = (int) Math.min(bins - 1, Math.max(0, Math.floor((value - first) / width + 1e-9)));
            counts.set(bin, counts.get(bin) + 1);
        }
        return new HistogramBins(first, width, counts);
    }

    private static double roundWidth(double low, double high, int wanted) {
        double raw = (high - low) / wanted;
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(raw)));
        double digit = raw / power;
        return (digit <= 1.4 ? 1 : digit <= 3.2 ? 2 : digit <= 7 ? 5 : 10) * power;
    }

    @Override
    public NumericExtent x() {
        return NumericExtent.of(first, first + counts.size() * width);
    }

    @Override
    public NumericExtent y() {
        return NumericExtent.of(0, Collections.max(counts));
    }

    @Override
    public Optional<LegendEntry> key() {
        return Optional.empty();
    }

    @Override
    public void draw(Canvas canvas, AxisScale x, AxisScale y) {
        for (int bin = 0; bin < counts.size(); bin++) {
            double left = x.at(first + bin * width);
            double right = x.at(first + (bin + 1) * width);
            double top = y.at(counts.get(bin));
            if (counts.get(bin) > 0) {
                BoxMarks box = new BoxMarks(left, top, Math.max(0.5, right - left - 1), y.at(0) - top);
                canvas.rectangle(box, 0, AreaFill.of(SeriesColor.BLUE), tip(bin));
            }
        }
    }

    private String tip(int bin) {
        return AxisTicks.label(first + bin * width) + " to " + AxisTicks.label(first + (bin + 1) * width) + ": "
                + counts.get(bin);
    }
}
