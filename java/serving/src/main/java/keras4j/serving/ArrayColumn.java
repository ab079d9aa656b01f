package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.DType;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import org.dflib.Series;

/** Reader of an array column: nested JSON arrays of numbers, or of texts. */
record ArrayColumn(ModelColumn column) {
    Series<?> series(RequestRows rows) {
        List<List<Object>> cells = new ArrayList<>();
        List<List<Integer>> shapes = new ArrayList<>();
        for (int row = 0; row < rows.count(); row++) {
            JsonNode cell = column.cell(rows, row);
            List<Integer> shape = shape(cell);
            if (!fits(shape)) {
                throw column.must("be an array of shape " + column.shape(), cell)
                        .at(row);
            }
            cells.add(new ArrayList<>());
            shapes.add(shape);
            add(cell, shape, cells.get(row), row);
        }
        boolean varies = shapes.stream().distinct().count() > 1;
        return column.dtype() == DType.STRING
                ? Series.of(cells.stream().map(ArrayColumn::texts).toArray())
                : varies ? tensors(cells, shapes) : stacked(cells, shapes);
    }

    /** Returns the lengths of nested arrays, by their first items. */
    private static List<Integer> shape(JsonNode cell) {
        List<Integer> shape = new ArrayList<>();
        for (JsonNode at = cell; at.isArray(); at = at.path(0)) {
            shape.add(at.size());
        }
        return shape;
    }

    private boolean fits(List<Integer> given) {
        List<Integer> due = column.shape();
        return due.isEmpty()
                ? !given.isEmpty()
                : given.size() == due.size()
                        && IntStream.range(0, due.size())
                                .allMatch(axis -> due.get(axis) < 0
                                        || due.get(axis).intValue()
                                                == given.get(axis).intValue());
    }

    private void add(JsonNode node, List<Integer> shape, List<Object> items, int row) {
        if (shape.isEmpty()) {
            items.add(item(node, row));
            return;
        }
        if (!node.isArray() || node.size() != shape.get(0)) {
            throw column.must("have arrays of one length on each axis", node).at(row);
        }
        node.forEach(item -> add(item, shape.subList(1, shape.size()), items, row));
    }

    private Object item(JsonNode node, int row) {
        boolean text = column.dtype() == DType.STRING;
        boolean accepted = text
                ? node.isTextual()
                : node.isNumber()
                        && Double.isFinite(node.doubleValue())
                        && column.dtype().holds(node.doubleValue());
        if (!accepted) {
            throw column.must("hold " + column.dtype().accepted(), node).at(row);
        }
        return text ? node.textValue() : node.floatValue();
    }

    private static String[] texts(List<Object> items) {
        return items.toArray(String[]::new);
    }

    private Series<?> tensors(List<List<Object>> cells, List<List<Integer>> shapes) {
        return Series.of(IntStream.range(0, cells.size())
                .mapToObj(row -> Tensor.of(floats(cells.get(row)), lengths(shapes.get(row))))
                .toArray());
    }

    private Series<?> stacked(List<List<Object>> cells, List<List<Integer>> shapes) {
        float[] numbers = floats(cells.stream().flatMap(List::stream).toList());
        List<Integer> all = new ArrayList<>(List.of(cells.size()));
        all.addAll(shapes.get(0));
        int[] lengths = lengths(all);
        return TensorSeries.of(
                switch (column.dtype()) {
                    case INT32 -> Tensor.ofInts(ints(numbers), lengths);
                    case UINT8 -> Tensor.ofBytes(bytes(numbers), lengths);
                    default -> Tensor.of(numbers, lengths);
                });
    }

    private static int[] lengths(List<Integer> shape) {
        return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    private static float[] floats(List<Object> items) {
        float[] floats = new float[items.size()];
        for (int at = 0; at < floats.length; at++) {
            floats[at] = (Float) items.get(at);
        }
        return floats;
    }

    private static int[] ints(float[] numbers) {
        return IntStream.range(0, numbers.length).map(at -> (int) numbers[at]).toArray();
    }

    private static byte[] bytes(float[] numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (int) numbers[at];
        }
        return bytes;
    }
}
