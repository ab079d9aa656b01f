package keras4j.internal.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import keras4j.code.Program;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.expr.CustomObject;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.python.BatchFeed;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonRequest;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of a function of the Python half that works on models. The JSON names that several functions share are
 * defined here; those of one function are put by its caller.
 */
public final class ModelArguments {
    private static final String MEMBERS = "members";

    private final ObjectNode json;

    private ModelArguments(ObjectNode json) {
        this.json = json;
    }

    public static ModelArguments create() {
        return new ModelArguments(PythonRequest.empty());
    }

    /** Returns the arguments of a function that handles any number of models together, so far none. */
    public static ModelArguments ofMembers() {
        ModelArguments arguments = create();
        arguments.json.putArray(MEMBERS);
        return arguments;
    }

    /** Returns the JSON, for the arguments of one function only. */
    public ObjectNode json() {
        return json;
    }

    /** Adds a program, the custom objects that it needs, and the signature of its model. */
    public ModelArguments program(Program program, Schema schema) {
        json.put("source", program.source()).put("file", program.fileName()).put("header", program.headerLines());
        return customs(program.customObjects()).signature(schema);
    }

    /** Adds the custom objects that must be defined first. */
    ModelArguments customs(List<CustomObject> customs) {
        ArrayNode all = json.putArray("customs");
        customs.forEach(custom -> all.addObject()
                .put("name", custom.name())
                .put("sha256", custom.sha256())
                .put("source", custom.source()));
        return this;
    }

    /** Adds the names of the inputs, and of the outcomes with the number of their classes. */
    public ModelArguments signature(Schema schema) {
        inputs(schema.inputs());
        ArrayNode outputs = json.putArray("outputs");
        for (Outcome outcome : schema.outcomes()) {
            ObjectNode output = outputs.addObject().put("name", outcome.name());
            if (outcome.classifies()) {
                output.put("classes", outcome.levels().size());
            }
        }
        return this;
    }

    /** Adds the names of the inputs and the outputs of a model whose classes are not known yet. */
    ModelArguments signature(List<Input> inputs, List<String> outputs) {
        inputs(inputs);
        ArrayNode names = json.putArray("outputs");
        outputs.forEach(output -> names.addObject().put("name", output));
        return this;
    }

    private void inputs(List<Input> inputs) {
        ArrayNode names = json.putArray("inputs");
        inputs.forEach(input -> names.add(input.name()));
        ArrayNode texts = json.putArray("texts");
        inputs.forEach(input -> texts.add(input.dtype() == DType.STRING));
    }

    /** Adds the maximum length of an axis that varies, if there is one. */
    ModelArguments maxLength(@Nullable Integer length) {
        if (length != null) {
            json.put("length", length);
        }
        return this;
    }

    /** Adds the number of a live model. */
    ModelArguments live(LiveModel model) {
        json.put("model", model.id());
        return this;
    }

    /** Adds the custom objects of a model that a program trains further. */
    ModelArguments trained(FittedModel model) {
        ModelArguments own = new ModelArguments(json.putObject("model"));
        own.customs(model.customObjects()).maxLength(model.origin().maxLength());
        return this;
    }

    /** Adds whether the arrays of the rows have weights. */
    public ModelArguments weights(boolean weighted) {
        json.put("weights", weighted);
        return this;
    }

    /** Adds whether there are rows for validation. */
    public ModelArguments validation(boolean validated) {
        json.put("validation", validated);
        return this;
    }

    /** Adds one of the models that the function handles together, and returns its arguments. */
    public ModelArguments member() {
        return new ModelArguments(json.withArray(MEMBERS).addObject());
    }

    /** Returns the request for a function that takes arrays. */
    public PythonRequest request(String function, List<PythonArray> arrays, String what) {
        return new PythonRequest(function, json, arrays, what);
    }

    /** Returns the request for a function that takes batches after its arrays. */
    PythonRequest request(String function, List<PythonArray> arrays, BatchFeed batches, String what) {
        return new PythonRequest(function, json, arrays, batches, what);
    }
}
