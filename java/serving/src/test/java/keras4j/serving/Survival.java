package keras4j.serving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import org.dflib.DataFrame;

/** Kept models of the Titanic's passengers with their ONNX forms, and rows for them. */
final class Survival {
    static final DataFrame ROWS = Datasets.titanic().head(40);
    static final List<String> COLUMNS = List.of("pclass", "sex", "age", "sibsp", "parch", "fare", "embarked");

    private Survival() {}

    /** Returns one of two models that differ in their weights. */
    static Fitted model(int number) {
        try (InputStream file = Survival.class.getResourceAsStream("survival-" + number + ".keras4j")) {
            return Fitted.ofBytes(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the cell of a row as JSON. */
    static String json(int row, String column) {
        Object cell = ROWS.getColumn(column).get(row);
        return cell == null || cell.equals(Double.NaN)
                ? "null"
                : cell instanceof String text ? '"' + text + '"' : cell.toString();
    }

    /** Returns some rows as JSON records. */
    static String records(int from, int to) {
        StringBuilder records = new StringBuilder("[");
        for (int row = from; row < to; row++) {
            records.append(row == from ? "{" : ",{");
            for (String column : COLUMNS) {
                records.append(column.equals(COLUMNS.get(0)) ? "" : ",");
                records.append('"').append(column).append("\":").append(json(row, column));
            }
            records.append('}');
        }
        return records.append(']').toString();
    }

    /** Returns some rows as tensors of the Open Inference Protocol. */
    static String tensors(int from, int to) {
        StringBuilder tensors = new StringBuilder("{\"id\":\"rows\",\"inputs\":[");
        for (String column : COLUMNS) {
            boolean text = List.of("pclass", "sex", "embarked").contains(column);
            tensors.append(column.equals(COLUMNS.get(0)) ? "" : ",");
            tensors.append("{\"name\":\"" + column + "\",\"datatype\":\"" + (text ? "BYTES" : "FP64") + "\",\"shape\":["
                    + (to - from) + "],\"data\":[");
            for (int row = from; row < to; row++) {
                tensors.append(row == from ? "" : ",").append(json(row, column));
            }
            tensors.append("]}");
        }
        return tensors.append("]}").toString();
    }
}
