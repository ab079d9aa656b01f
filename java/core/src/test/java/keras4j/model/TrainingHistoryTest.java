package keras4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {
    private final TrainingHistory history = TrainingHistory.of(metrics());

    private static Map<String, List<Double>> metrics() {
        Map<String, List<Double>> metrics = new LinkedHashMap<>();
        metrics.put("loss", List.of(12.5, 0.25));
        metrics.put("val_loss", List.of(Double.NaN, 0.00001));
        return metrics;
    }

    @Test
    void it_has_one_number_an_epoch_for_each_metric() {
        assertEquals(2, history.epochs());
        assertEquals(List.of("loss", "val_loss"), history.names());
        assertArrayEquals(new double[] {12.5, 0.25}, history.metric("loss"));
    }

    @Test
    void an_unknown_metric_is_refused_with_the_nearest_name() {
        RefusedData.with(
                "TrainingHistory: metric must be one of [loss, val_loss], got 'val_los'; did you mean 'val_loss'?",
                () -> history.metric("val_los"));
    }

    @Test
    void metrics_of_different_lengths_are_refused() {
        Map<String, List<Double>> uneven = metrics();
        uneven.put("mae", List.of(1.0));
        RefusedData.with(
                "TrainingHistory: metric 'mae' must have 2 epochs like the others, got 1",
                () -> TrainingHistory.of(uneven));
    }

    @Test
    void a_frame_has_a_row_an_epoch() {
        DataFrame frame = history.toFrame();
        assertEquals(
                "[epoch, loss, val_loss]",
                Arrays.toString(frame.getColumnsIndex().toArray()));
        assertEquals(List.of(1, 2), frame.getColumn("epoch").toList());
        assertEquals(List.of(12.5, 0.25), frame.getColumn("loss").toList());
    }

    @Test
    void a_plot_has_a_panel_with_training_and_validation() {
        assertEquals("Chart '', training history, 588 × 321", history.plot().toString());
        assertTrue(history.plot().toSvg().contains(">validation</text>"));
        RefusedData.with(
                "Charts.history: metrics must have at least one value, got none",
                () -> TrainingHistory.of(Map.of()).plot());
    }

    @Test
    void a_table_is_aligned() {
        assertEquals("""
                epoch     loss    val_loss
                    1  12.5000         NaN
                    2   0.2500  1.0000e-05""", history.table());
    }

    @Test
    void it_survives_json_with_a_loss_that_ran_away() throws Exception {
        ObjectMapper json = new ObjectMapper();
        String text = json.writeValueAsString(history);
        assertEquals("{\"loss\":[12.5,0.25],\"val_loss\":[\"NaN\",1.0E-5]}", text);
        TrainingHistory read = json.readValue(text, TrainingHistory.class);
        assertEquals(history, read);
        assertEquals(history.hashCode(), read.hashCode());
        assertNotEquals(history, TrainingHistory.of(Map.of()));
    }

    @Test
    void it_prints_its_last_epoch() {
        assertEquals("History 2 epochs, last: loss 0.2500, val_loss 1.0000e-05", history.toString());
        assertEquals("History 0 epochs", TrainingHistory.of(Map.of()).toString());
        assertEquals("epoch", TrainingHistory.of(Map.of()).table());
    }

    @Test
    void without_an_epoch_its_frame_is_empty() {
        TrainingHistory none = TrainingHistory.of(Map.of());
        assertEquals(0, none.epochs());
        assertEquals(0, none.toFrame().height());
        assertEquals("epoch", none.table());
        assertEquals("History 0 epochs", none.toString());
    }
}
