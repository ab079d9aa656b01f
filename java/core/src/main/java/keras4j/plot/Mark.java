package keras4j.plot;

import java.util.Optional;

/** Data drawn in a panel between two scales. */
sealed interface Mark permits BarMarks, HistogramBins, HeatmapCells, DotMarks, LineMarks, ReferenceLine {
    /** Returns the horizontal range of the data. */
    NumericExtent x();

    /** Returns the vertical range of the data. */
    NumericExtent y();

    /** Returns the legend entry, if there is one. */
    Optional<LegendEntry> key();

    void draw(Canvas canvas, AxisScale x, AxisScale y);
}
