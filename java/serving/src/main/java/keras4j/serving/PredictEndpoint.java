package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.text.Quoted;
import keras4j.prediction.Intervals;
import keras4j.prediction.Predictions;
import keras4j.scoring.Scorer;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Predictions for rows as JSON records, JSON columns or CSV; the answer has the form of the request. */
record PredictEndpoint(Scorer scorer, ModelRegistry models, RequestGate gate, ServingLimits limits) {
    private static final List<String> PARAMETERS = List.of("level", "interval");

    HttpAnswer answer(ServingRequest request) throws IOException {
        boolean csv = request.isCsv();
        IntervalQuery interval = IntervalQuery.of(request.query(PARAMETERS));
        byte[] body = request.body(limits.bodyBytes());
        return gate.within(() -> models.use(request.model(), request.version(), model -> {
            RequestRows rows = csv ? CsvRows.of(ServingRequest.text(body)) : json(ServingJson.read(body));
            DataFrame predicted = predict(model, rows, interval);
            return csv || request.acceptsCsv()
                    ? HttpAnswer.text("text/csv; charset=utf-8", PredictionFormat.csv(predicted))
                    : HttpAnswer.json(
                            rows instanceof JsonColumns
                                    ? PredictionFormat.columns(predicted)
                                    : PredictionFormat.records(predicted));
        }));
    }

    private static RequestRows json(JsonNode body) {
        if (body instanceof ArrayNode records) {
            return new JsonRecords(records);
        }
        if (body instanceof ObjectNode columns) {
            return JsonColumns.of(columns);
        }
        throw HttpProblem.badRequest(
                "the body must be an array of rows or an object of columns, got " + JsonRecords.kind(body));
    }

    /** Predicts the rows of a request. */
    DataFrame predict(ServedModel model, RequestRows rows, IntervalQuery interval) {
        if (rows.count() > limits.rows()) {
            throw HttpProblem.tooLarge("rows must be at most " + limits.rows() + ", got " + rows.count());
        }
        DataFrame frame = model.columns().frame(rows);
        ServedIntervals conformal = model.intervals();
        if (conformal != null) {
            return conformal.of(scorer, frame, interval);
        }
        if (interval.level() > 0) {
            return intervals(model, frame, interval);
        }
        Predictions predictions = scorer.predict(model.fitted(), frame);
        DataFrame columns = predictions.columns();
        return predictions.rows() == frame.height() ? columns : numbered(columns, predictions.rowNumbers());
    }

    private DataFrame intervals(ServedModel model, DataFrame frame, IntervalQuery query) {
        if (PublicFaces.open(model.fitted(), FittedModel.class).posterior().isEmpty()) {
            throw HttpProblem.badRequest(
                    "the model must have been fitted with laplace for intervals, got " + model.name() + " without");
        }
        Intervals intervals = scorer.intervals(model.fitted(), frame);
        return query.confidence() ? intervals.confidence(query.level()) : intervals.prediction(query.level());
    }

    /** Adds the number of each row in the request, because steps have left some out. */
    private static DataFrame numbered(DataFrame columns, int[] numbers) {
        List<String> names = new ArrayList<>(List.of(".row"));
        names.addAll(PredictionFormat.names(columns));
        List<Series<?>> cells = new ArrayList<>(List.of(Series.ofInt(numbers)));
        PredictionFormat.names(columns).forEach(name -> cells.add(columns.getColumn(name)));
        return DataFrame.byColumn(names.toArray(String[]::new)).of(cells.toArray(Series<?>[]::new));
    }

    /**
     * Intervals that a request asks for.
     *
     * @param level the coverage; 0 for no intervals
     * @param confidence whether it is of the mean, rather than of values
     */
    record IntervalQuery(double level, boolean confidence) {
        static final IntervalQuery NONE = new IntervalQuery(0, false);

        static IntervalQuery of(Map<String, String> query) {
            String kind = query.getOrDefault("interval", "prediction");
            if (!List.of("prediction", "confidence").contains(kind)) {
                throw HttpProblem.badRequest(
                        "interval must be prediction or confidence, got '" + Quoted.cut(kind) + "'");
            }
            String level = query.get("level");
            if (level == null && query.containsKey("interval")) {
                throw HttpProblem.badRequest("interval must have a level, such as level=0.9, got none");
            }
            return level == null ? NONE : new IntervalQuery(level(level), kind.equals("confidence"));
        }

        private static double level(String text) {
            if (!text.matches("0?\\.[0-9]{1,9}") || Double.parseDouble(text) == 0) {
                throw HttpProblem.badRequest(
                        "level must be a number between 0 and 1, such as 0.9, got '" + Quoted.cut(text) + "'");
            }
            return Double.parseDouble(text);
        }
    }
}
