package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.add;
import static keras4j.layer.Layers.additiveAttention;
import static keras4j.layer.Layers.attention;
import static keras4j.layer.Layers.bidirectional;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.conv2D;
import static keras4j.layer.Layers.convLSTM2D;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.layer.Layers.embedding;
import static keras4j.layer.Layers.flatten;
import static keras4j.layer.Layers.globalAveragePooling1D;
import static keras4j.layer.Layers.globalAveragePooling2D;
import static keras4j.layer.Layers.groupQueryAttention;
import static keras4j.layer.Layers.gru;
import static keras4j.layer.Layers.gruCell;
import static keras4j.layer.Layers.layerNormalization;
import static keras4j.layer.Layers.lstm;
import static keras4j.layer.Layers.lstmCell;
import static keras4j.layer.Layers.multiHeadAttention;
import static keras4j.layer.Layers.reshape;
import static keras4j.layer.Layers.rnn;
import static keras4j.layer.Layers.simpleRNN;
import static keras4j.layer.Layers.stackedRNNCells;

import java.util.Arrays;
import java.util.List;
import keras4j.layer.Padding;
import keras4j.spec.Block;
import keras4j.spec.Spec;

/**
 * Networks with attention, states and masks, each written once more in plain Keras in {@code attention.py}, in a function
 * of its name.
 *
 * <p>Inputs: {@code q} of 6 steps of 8 numbers, {@code m} of 5 steps, {@code v} of 8 numbers, {@code w} of 6 words, {@code
 * keep} and {@code seen}, 6 and 5 numbers 1 or 0, {@code film} of 4 pictures and {@code picture}.
 */
final class AttentionSpecs {
    private static final Block Q = input(6, 8).as("q");
    private static final Block M = input(5, 8).as("m");
    private static final Block V = input(8).as("v");
    private static final Block W = input(6).as("w");
    private static final Block KEEP = input(6).as("keep");
    private static final Block SEEN = input(5).as("seen");

    private AttentionSpecs() {}

    static List<Spec> all() {
        return List.of(
                selfAttention(),
                causal(),
                cross(),
                keyApart(),
                grouped(),
                dotSelf(),
                dotMasked(),
                additive(),
                scores(),
                padded(),
                encoder(),
                decoder(),
                transformer(),
                vision(),
                seq2seq(),
                seq2seqGru(),
                bothWays(),
                apart(),
                masked(),
                stacked(),
                unrolled(),
                sharedAttention(),
                film(),
                wordMask(),
                alwaysDropping());
    }

    private static Spec net(String name, Block... blocks) {
        return regressor(name, blocks).epochs(2).batchSize(16).seed(7);
    }

    /** Blocks that end in a number: the mean of all steps, and a layer. */
    private static Block[] ending(String from, Block... blocks) {
        Block[] all = Arrays.copyOf(blocks, blocks.length + 2);
        all[blocks.length] = block("mean", globalAveragePooling1D()).from(from);
        all[blocks.length + 1] = output().from("mean");
        return all;
    }

    private static Spec selfAttention() {
        return net("self_attention", Q, block("a", multiHeadAttention(2, 4), flatten()), output());
    }

    private static Spec causal() {
        return net(
                "causal",
                Q,
                block("a", multiHeadAttention(2, 4).useBias(false), multiHeadAttention(1, 4))
                        .call("use_causal_mask", true),
                block("mean", globalAveragePooling1D()),
                output());
    }

    private static Spec cross() {
        return net(
                "cross", ending("a", Q, M, block("a", multiHeadAttention(2, 4)).from("q", "m")));
    }

    private static Spec keyApart() {
        return net(
                "key_apart",
                ending(
                        "b",
                        Q,
                        M,
                        block("k", dense(6).activation(RELU)).from("m"),
                        block("a", multiHeadAttention(2, 4)).from("q", "m", "k"),
                        block("b", multiHeadAttention(2, 4))
                                .from("a")
                                .call("key", "k")
                                .call("value", "m")));
    }

    private static Spec grouped() {
        return net(
                "grouped",
                ending(
                        "b",
                        Q,
                        M,
                        block("a", groupQueryAttention(4, 4, 2)).from("q").call("use_causal_mask", true),
                        block("b", groupQueryAttention(4, 4, 2)).from("a", "m")));
    }

    private static Spec dotSelf() {
        return net("dot_self", Q, block("a", attention().useScale(true), flatten()), output());
    }

    private static Spec dotMasked() {
        return net(
                "dot_masked",
                Q,
                M,
                KEEP,
                SEEN,
                block("a", attention())
                        .from("q", "m")
                        .call("mask", "keep", "seen")
                        .call("return_attention_scores", true)
                        .outputs("weights"),
                block("b", attention()).from("q", "m").call("mask", Arrays.asList(null, "seen")),
                block("join", concatenate()).from("a", "b", "weights"),
                block("mean", globalAveragePooling1D()).from("join"),
                output().from("mean"));
    }

    private static Spec additive() {
        return net(
                "additive",
                ending(
                        "b",
                        Q,
                        M,
                        block("k", dense(8)).from("m"),
                        block("a", additiveAttention()).from("q", "m", "k").call("use_causal_mask", true),
                        block("b", additiveAttention()).from("a")));
    }

    private static Spec scores() {
        return net(
                "scores",
                Q,
                block("a", multiHeadAttention(2, 4))
                        .from("q")
                        .call("return_attention_scores", true)
                        .outputs("weights"),
                block("flat_a", flatten()).from("a"),
                block("flat_weights", flatten()).from("weights"),
                block("join", concatenate()).from("flat_a", "flat_weights"),
                output().from("join"));
    }

    private static Spec padded() {
        return net(
                "padded",
                Q,
                M,
                KEEP,
                SEEN,
                block("a", multiHeadAttention(2, 4))
                        .from("q", "m")
                        .call("query_mask", "keep")
                        .call("value_mask", "seen"),
                block("mean", globalAveragePooling1D()).from("a").call("mask", "keep"),
                output().from("mean"));
    }

    /** An encoder of a transformer: attention and a feed-forward part, each added to what it takes and normalized. */
    private static Block[] encoder(String name, String from) {
        return new Block[] {
            block(name + "_a", multiHeadAttention(2, 4).dropout(0.1)).from(from),
            block(name + "_add", add()).from(from, name + "_a"),
            block(name + "_norm", layerNormalization()).from(name + "_add"),
            block(name + "_ff", dense(16).activation(RELU), dense(8), dropout(0.1))
                    .from(name + "_norm"),
            block(name + "_add2", add()).from(name + "_norm", name + "_ff"),
            block(name, layerNormalization()).from(name + "_add2")
        };
    }

    /** A decoder of a transformer: causal attention, attention to the memory, and a feed-forward part. */
    private static Block[] decoder(String name, String from, String memory) {
        return new Block[] {
            block(name + "_a", multiHeadAttention(2, 4)).from(from).call("use_causal_mask", true),
            block(name + "_add", add()).from(from, name + "_a"),
            block(name + "_norm", layerNormalization()).from(name + "_add"),
            block(name + "_b", multiHeadAttention(2, 4)).from(name + "_norm", memory),
            block(name + "_add2", add()).from(name + "_norm", name + "_b"),
            block(name + "_norm2", layerNormalization()).from(name + "_add2"),
            block(name + "_ff", dense(16).activation(RELU), dense(8)).from(name + "_norm2"),
            block(name + "_add3", add()).from(name + "_norm2", name + "_ff"),
            block(name, layerNormalization()).from(name + "_add3")
        };
    }

    private static Block[] all(Block[]... parts) {
        return Arrays.stream(parts).flatMap(Arrays::stream).toArray(Block[]::new);
    }

    private static Spec encoder() {
        return net("encoder", ending("two", all(new Block[] {Q}, encoder("one", "q"), encoder("two", "one"))));
    }

    private static Spec decoder() {
        return net("decoder", ending("one", all(new Block[] {Q, M}, decoder("one", "q", "m"))));
    }

    private static Spec transformer() {
        Block[] start = {W, M, block("words", embedding(20, 8)).from("w")};
        return net("transformer", ending("dec", all(start, encoder("enc", "m"), decoder("dec", "words", "enc"))));
    }

    private static Spec vision() {
        Block[] start = {
            input(8, 8, 1).as("picture"),
            block("patches", conv2D(8, 4).strides(4), reshape(-1, 8)).from("picture")
        };
        return net("vision", ending("enc", all(start, encoder("enc", "patches"))));
    }

    private static Spec seq2seq() {
        return net(
                "seq2seq",
                ending(
                        "decoder",
                        M,
                        Q,
                        block("encoder", lstm(4).returnState(true)).from("m").outputs("h", "c"),
                        block("decoder", lstm(4).returnSequences(true))
                                .from("q")
                                .call("initial_state", "h", "c")));
    }

    private static Spec seq2seqGru() {
        return net(
                "seq2seq_gru",
                ending(
                        "join",
                        M,
                        Q,
                        block("encoder", gru(4).returnSequences(true).returnState(true))
                                .from("m")
                                .outputs("state"),
                        block("decoder", gru(4).returnSequences(true)).from("q").call("initial_state", "state"),
                        block("look", attention()).from("decoder", "encoder"),
                        block("join", concatenate()).from("decoder", "look")));
    }

    private static Spec bothWays() {
        return net(
                "both_ways",
                ending(
                        "decoder",
                        M,
                        Q,
                        block("encoder", bidirectional(lstm(3).returnState(true)))
                                .from("m")
                                .outputs("fh", "fc", "bh", "bc"),
                        block("h", concatenate()).from("fh", "bh"),
                        block("c", concatenate()).from("fc", "bc"),
                        block("again", bidirectional(lstm(3).returnSequences(true)))
                                .from("q")
                                .call("initial_state", "fh", "fc", "bh", "bc"),
                        block("decoder", lstm(6).returnSequences(true))
                                .from("again")
                                .call("initial_state", "h", "c")));
    }

    private static Spec apart() {
        return net(
                "apart",
                Q,
                block("read", bidirectional(gru(3)).noMergeMode()).from("q").outputs("back"),
                block("join", concatenate()).from("read", "back"),
                output().from("join"));
    }

    private static Spec masked() {
        return net(
                "masked",
                Q,
                KEEP,
                block("read", simpleRNN(4)).from("q").call("mask", "keep"),
                block("both", bidirectional(gru(3))).from("q").call("mask", "keep"),
                block("join", concatenate()).from("read", "both"),
                output().from("join"));
    }

    private static Spec stacked() {
        return net(
                "stacked",
                Q,
                block("read", rnn(stackedRNNCells(lstmCell(4), gruCell(3))).returnState(true))
                        .from("q")
                        .outputs("h", "c", "s"),
                block("join", concatenate()).from("read", "h", "c", "s"),
                output().from("join"));
    }

    private static Spec unrolled() {
        Block step =
                block("step", lstmCell(4)).from("v").call("states", "h0", "c0").outputs("h1", "c1");
        return net(
                "unrolled",
                V,
                block("h0", dense(4)).from("v"),
                block("c0", dense(4)).from("v"),
                step,
                step.sharedAs("next").from("v").call("states", "h1", "c1").outputs("h2", "c2"),
                block("last", gruCell(4)).from("v", "next").outputs("s"),
                block("join", concatenate()).from("last", "s", "c2"),
                output().from("join"));
    }

    private static Spec sharedAttention() {
        Block a = block("a", multiHeadAttention(2, 4), dense(8)).from("q").call("use_causal_mask", true);
        return net(
                "shared_attention",
                ending("c", Q, M, a, a.sharedAs("b").from("a"), a.sharedAs("c").from("b", "m")));
    }

    private static Spec film() {
        return net(
                "film",
                input(4, 6, 6, 1).as("film"),
                block("read", convLSTM2D(2, 3).padding(Padding.SAME).returnState(true))
                        .from("film")
                        .outputs("h", "c"),
                block("again", convLSTM2D(2, 3).padding(Padding.SAME))
                        .from("film")
                        .call("initial_state", "h", "c"),
                block("mean", globalAveragePooling2D()).from("again"),
                output().from("mean"));
    }

    private static Spec wordMask() {
        return net(
                "word_mask",
                W,
                block("words", embedding(20, 8).maskZero(true)),
                block("look", multiHeadAttention(2, 4)),
                block("read", lstm(4)),
                output());
    }

    private static Spec alwaysDropping() {
        return net(
                "always_dropping",
                V,
                block("hidden", dense(16).activation(RELU)),
                block("drop", dropout(0.4)).call("training", true),
                output());
    }
}
