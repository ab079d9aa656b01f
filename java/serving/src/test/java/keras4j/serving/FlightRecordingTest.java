package keras4j.serving;

import static keras4j.serving.HttpCalls.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import keras4j.onnx.OnnxScorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the events that JDK Flight Recorder records. */
class FlightRecordingTest {
    @Test
    void predictions_and_requests_are_recorded(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (OnnxScorer scorer = OnnxScorer.open();
                ModelServer server =
                        Serving.of(scorer).model("served", Survival.model(1)).start(0)) {
            server.awaitReady(Duration.ofMinutes(1));
            HttpCalls http = HttpCalls.of(server.uri());
            try (Recording recording = new Recording()) {
                recording.start();
                http.post("/predict", JSON, Survival.records(0, 7));
                http.post("/predict", JSON, "[]");
                http.get("/ping");
                recording.stop();
                recording.dump(file);
            }
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        List<RecordedEvent> predictions = named(events, "keras4j.Prediction");
        assertEquals(1, predictions.size());
        assertEquals("survival", predictions.get(0).getString("model"));
        assertEquals(7, predictions.get(0).getInt("rows"));
        assertTrue(!predictions.get(0).getBoolean("failed"));
        assertTrue(predictions.get(0).getDuration().toNanos() > 0);
        assertEquals(
                List.of("GET 200", "POST 200", "POST 400"),
                named(events, "keras4j.Request").stream()
                        .map(event -> event.getString("method") + " " + event.getInt("status"))
                        .sorted()
                        .toList());
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }
}
