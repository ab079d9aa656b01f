package keras4j.internal.session;

import java.util.List;
import java.util.Objects;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python;
import keras4j.internal.python.Python.Work;
import keras4j.internal.python.PythonRequest;
import keras4j.internal.text.Quoted;
import keras4j.plot.ModelDiagram;

/** Restoration of a model from its bytes, with a check that the live model is the one that the file describes. */
record ModelRestoration(Python python) {
    /** Restores a model. */
    ModelReply of(FittedModel fitted) {
        PythonRequest request = ModelArguments.create()
                .signature(fitted.schema())
                .customs(fitted.customObjects())
                .maxLength(fitted.origin().maxLength())
                .request("restore", List.of(ModelArrays.of(fitted)), "restoration of " + fitted.name());
        ModelReply reply = new ModelReply(LoadFailures.of(
                "Fitted " + fitted.name(), () -> python.call(Work.LOADING, request, CallListener.NONE, Deadline.NONE)));
        requireDescribed(fitted, reply);
        return reply;
    }

    /** Compares what a file says with the live model; another version of Keras may describe it in another way. */
    private void requireDescribed(FittedModel fitted, ModelReply reply) {
        String keras = Objects.requireNonNull(python.versions().get("keras"));
        boolean alike = keras.equals(fitted.provenance().versions().get("keras"));
        // Archives of before have the shapes that Keras describes.
        if (!fitted.outputs().equals(reply.describedOutputs())) {
            require(fitted, reply, "outputs must have the shapes", reply.outputs(), fitted.outputs());
        }
        if (alike) {
            ModelDiagram diagram = fitted.description().diagram();
            require(
                    fitted,
                    reply,
                    "the diagram must have the layers",
                    reply.diagram().nodes(),
                    diagram.nodes());
        }
    }

    private void require(FittedModel fitted, ModelReply reply, String what, Object given, Object found) {
        if (!given.equals(found)) {
            python.release(List.of(reply.id()));
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_CONTENT,
                    "Fitted " + fitted.name() + ": " + what + " that the model gives, " + given + ", got "
                            + Quoted.cut(found));
        }
    }
}
