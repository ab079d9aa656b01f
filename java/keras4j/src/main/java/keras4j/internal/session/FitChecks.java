package keras4j.internal.session;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import keras4j.data.DType;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.internal.prediction.PredictionNames;
import keras4j.internal.text.Quoted;
import keras4j.spec.Block;
import keras4j.spec.FineTuning;
import keras4j.spec.ModelMode;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/** Checks before a fit: the settings must be consistent with each other, with the data and with the files they name. */
final class FitChecks {
    private FitChecks() {}

    private static final String VOCABULARY = "vocabulary";
    /** Layers that learn a vocabulary from the training rows. */
    private static final Set<String> LOOKUPS =
            Set.of("keras.layers.StringLookup", "keras.layers.IntegerLookup", "keras.layers.TextVectorization");

    /** Checks a spec and the schema of the data that it is fitted to. */
    static void require(Spec spec, Schema schema) {
        requireModes(spec.requireClosed(), schema);
        requireTexts(spec, schema);
        requireNoFiles(spec);
        PredictionNames.requireDistinct(schema.outcomes());
        requirePlainOutcomes(spec, schema);
        requireEpochs(spec);
        PretrainedWeights.require(spec);
        CallbackFolders.check(spec.name(), spec.settings());
    }

    /** Checks the settings of further training. */
    static void require(FineTuning tuning) {
        CallbackFolders.check(tuning.name(), tuning.settings());
    }

    /** Refuses a validation split that leaves no training row; Keras rounds the rest down. */
    static void requireRows(Spec spec, int rows) {
        Double part = number(spec, "fit_validation_split");
        if (part != null && Math.floor(rows * (1 - part)) < 1) {
            throw new IllegalArgumentException(spec.name()
                    + ": fit_validation_split must leave at least one row to learn from, got " + part + " of " + rows
                    + " rows");
        }
    }

    /** Refuses what batches don't allow: a validation split, and a posterior, which takes a second pass over the rows. */
    static void requireBatches(Spec spec) {
        requireVocabularies(spec);
        Expr part = spec.settings().get("fit_validation_split");
        if (part != null) {
            throw new IllegalArgumentException(spec.name()
                    + ": fit_validation_split must be left out where rows come in batches, which can't be split, got "
                    + Quoted.cut(part));
        }
        requireNoPosterior(spec);
    }

    private static void requireNoPosterior(Spec spec) {
        if (LaplaceCall.asked(spec)) {
            throw new IllegalArgumentException(
                    spec.name() + ": laplace must be left out where rows come in batches, got laplace");
        }
    }

    /** Refuses texts for an input of numbers, and numbers for one of texts. */
    private static void requireTexts(Spec spec, Schema schema) {
        for (int at = 0; at < spec.inputs().size(); at++) {
            Block input = spec.inputs().get(at);
            boolean texts = schema.inputs().get(at).dtype() == DType.STRING;
            if (texts != input.takesTexts()) {
                throw new IllegalArgumentException("Keras.fit: input " + input.name() + " of " + spec.name()
                        + (texts
                                ? " must take texts if they are its rows, got numbers; dtype(STRING) on the input does it"
                                : " must have texts as its rows, which dtype(STRING) says, got numbers"));
            }
        }
    }

    /** Refuses vocabularies in files of their own, with which a kept model could not be read again. */
    private static void requireNoFiles(Spec spec) {
        lookups(spec, (block, layer) -> {
            if (layer.arguments().get(VOCABULARY) instanceof Literal literal
                    && literal.value() instanceof String file) {
                throw must(spec, block, "", "the file " + Quoted.cut(file));
            }
        });
    }

    /** Refuses lookup layers that would learn their vocabulary, for which all rows must be there before the fit. */
    private static void requireVocabularies(Spec spec) {
        lookups(spec, (block, layer) -> {
            if (!layer.arguments().containsKey(VOCABULARY)) {
                throw must(spec, block, " where rows come in batches", "a " + layer.symbol() + " without one");
            }
        });
    }

    private static void lookups(Spec spec, BiConsumer<Block, Call> check) {
        for (Block block : spec.blocks()) {
            block.layers().stream()
                    .filter(layer -> LOOKUPS.contains(layer.symbol()))
                    .forEach(layer -> check.accept(block, layer));
        }
    }

    private static IllegalArgumentException must(Spec spec, Block block, String where, String got) {
        return new IllegalArgumentException(spec.name() + ": block " + block.name() + " must have a vocabulary" + where
                + ", got " + got + "; vocabulary(List.of(…)) gives it");
    }

    private static void requireModes(Spec spec, Schema schema) {
        List<Block> outputs = spec.outputs();
        for (int at = 0; at < outputs.size(); at++) {
            Outcome outcome = schema.outcomes().get(at);
            if ((spec.mode(outputs.get(at)) == ModelMode.CLASSIFIER) != outcome.classifies()) {
                throw otherMode(outputs.size() == 1 ? spec.name() : spec.name() + "'s " + outcome.name(), outcome);
            }
        }
    }

    private static IllegalArgumentException otherMode(String subject, Outcome outcome) {
        return new IllegalArgumentException("Keras.fit: the outcome of " + subject + ", a "
                + (outcome.classifies()
                        ? "regressor, must be numbers, got classes"
                        : "classifier, must be classes, got numbers"));
    }

    /** Refuses a posterior for outcomes of which the last layer gives more than a row of numbers. */
    private static void requirePlainOutcomes(Spec spec, Schema schema) {
        for (Outcome outcome : schema.outcomes()) {
            if (LaplaceCall.asked(spec) && outcome.shape().size() > 1) {
                throw new IllegalArgumentException(spec.name() + ": for laplace '" + Quoted.cut(outcome.name())
                        + "' must be plain numbers or a class, got arrays of shape " + outcome.shape());
            }
        }
    }

    /** Refuses a fit that would end before its first epoch. */
    private static void requireEpochs(Spec spec) {
        Double first = number(spec, "fit_initial_epoch");
        Double epochs = number(spec, "fit_epochs");
        int count = epochs == null ? 1 : epochs.intValue();
        if (first != null && first >= count) {
            throw new IllegalArgumentException(spec.name() + ": fit_initial_epoch must be below fit_epochs, which is "
                    + count + ", got " + first.intValue());
        }
    }

    private static @Nullable Double number(Spec spec, String name) {
        Expr set = spec.settings().get(name);
        return set instanceof Literal literal && literal.value() instanceof Number number ? number.doubleValue() : null;
    }
}
