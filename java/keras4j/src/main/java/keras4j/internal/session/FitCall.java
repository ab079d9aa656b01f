package keras4j.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import keras4j.archive.ArchiveException;
import keras4j.code.Program;
import keras4j.data.Examples;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.ModelBytes;
import keras4j.internal.fitted.ModelOrigin;
import keras4j.internal.fitted.ModelProvenance;
import keras4j.internal.fitted.ModelSignature;
import keras4j.internal.kerasfile.CheckedModel;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonReply;
import keras4j.internal.python.PythonRequest;
import keras4j.internal.workflow.DataPreparation;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/** Request and reply of a fit. */
public final class FitCall {
    private final String name;
    private final @Nullable Spec spec;
    private final DataPreparation preparation;
    private final Program program;

    /**
     * Creates the call.
     *
     * @param spec the spec with a seed
     */
    FitCall(Spec spec, DataPreparation preparation) {
        this(spec.name(), spec, preparation, DataPreparation.program(spec, preparation.schema()));
    }

    FitCall(String name, @Nullable Spec spec, DataPreparation preparation, Program program) {
        this.name = name;
        this.spec = spec;
        this.preparation = preparation;
        this.program = program;
    }

    Program program() {
        return program;
    }

    /** Returns the origin of a model that is built from a spec. */
    ModelOrigin origin() {
        return ModelOrigin.of(Objects.requireNonNull(spec), program);
    }

    PythonRequest request(String function, Examples train, @Nullable Examples validation) {
        return request(function, train, validation, List.of(), arguments -> {});
    }

    /** Returns the request to train a model further. */
    PythonRequest request(String function, Examples train, @Nullable Examples validation, FittedModel model) {
        return request(
                function, train, validation, List.of(ModelArrays.of(model)), arguments -> arguments.trained(model));
    }

    private PythonRequest request(
            String function,
            Examples train,
            @Nullable Examples validation,
            List<PythonArray> more,
            Consumer<ModelArguments> others) {
        ModelArguments arguments =
                arguments().weights(!train.weights().isEmpty()).validation(validation != null);
        arguments.json().put("laplace", LaplaceCall.asked(spec));
        others.accept(arguments);
        List<PythonArray> arrays = new ArrayList<>(ModelArrays.of(train));
        if (validation != null) {
            arrays.addAll(ModelArrays.of(validation));
        }
        arrays.addAll(more);
        return arguments.request(function, arrays, "fit of " + name);
    }

    PythonRequest request(BatchSource batches) {
        return arguments().validation(batches.validates()).request("fit_batches", List.of(), batches, "fit of " + name);
    }

    /** Returns the request to train a model further on batches. */
    PythonRequest request(BatchSource batches, FittedModel model) {
        return arguments()
                .validation(batches.validates())
                .trained(model)
                .request("fit_batches_further", List.of(ModelArrays.of(model)), batches, "fit of " + name);
    }

    private ModelArguments arguments() {
        return ModelArguments.create()
                .program(program, preparation.schema())
                .maxLength(spec == null ? null : ModelOrigin.maxLength(spec));
    }

    /** Returns the fitted model in Python's reply. */
    FittedModel fitted(ModelOrigin origin, PythonReply reply, ModelProvenance provenance) {
        ModelReply model = new ModelReply(reply);
        byte[] bytes = model.bytes().orElse(null);
        String why = bytes == null ? model.serializationFailure() : whyNot(origin, bytes);
        return new FittedModel(
                origin,
                preparation.giving(model.outputs()),
                model.history(),
                new ModelSignature(preparation.schema().inputs(), model.outputs()),
                model.description(),
                provenance,
                bytes == null || why != null ? ModelBytes.unserializable(String.valueOf(why)) : ModelBytes.of(bytes),
                model.posteriors(),
                null,
                null);
    }

    /**
     * Returns the reason why bytes can't be loaded again, if any: Keras also writes lambdas and objects of unknown
     * classes.
     */
    private static @Nullable String whyNot(ModelOrigin origin, byte[] bytes) {
        try {
            CheckedModel.check("model", bytes, origin.customObjects());
            return null;
        } catch (ArchiveException unloadable) {
            return "what it writes can't be loaded: " + unloadable.getMessage();
        }
    }
}
