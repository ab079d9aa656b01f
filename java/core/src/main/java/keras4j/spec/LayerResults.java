package keras4j.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.code.LayerGraph.Result;
import org.jspecify.annotations.Nullable;

/** Structures of what layers give: one tensor, or several with {@code return_state} or attention scores. */
final class LayerResults {
    private static final Expr TRUE = new Literal(true);
    private static final Expr FALSE = new Literal(false);
    private static final Set<String> ONE_STATE = Set.of("GRU", "GRUCell", "SimpleRNN", "SimpleRNNCell");
    private static final Set<String> TWO_STATES = Set.of("ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "LSTM", "LSTMCell");
    /** Layers whose results depend on a function, a file or their inputs. */
    private static final Set<String> UNKNOWN = Set.of("Identity", "JaxLayer", "Lambda", "TFSMLayer");

    private LayerResults() {}

    /** Checks that each block names the outputs of its last layer, and that the other layers give one. */
    static void check(String spec, List<Block> blocks, Map<String, Expr> settings) {
        for (Block block : blocks) {
            Block origin = BlockStructureCheck.origin(blocks, block);
            List<Call> layers = LayerStack.first(origin, settings);
            for (int at = 0; at < layers.size(); at++) {
                Map<String, Expr> call = at == 0 ? LayerStack.call(block, origin, 1, settings) : Map.of();
                int outputs = of(layers.get(at), call).map(Result::size).orElse(at == layers.size() - 1 ? 0 : 1);
                check(spec + ": block " + block.name(), block, layers.subList(at, layers.size()), outputs);
            }
        }
    }

    /** Checks one layer, the first of {@code layers}; 0 outputs are unknown ones. */
    private static void check(String subject, Block block, List<Call> layers, int outputs) {
        String layer = layers.get(0).name();
        if (layers.size() > 1 && outputs > 1) {
            throw new IllegalArgumentException(subject + " must end in " + layer + ", which gives " + outputs
                    + " outputs, got " + layers.get(1).name() + " after it");
        }
        String named = block.outputs().isEmpty() ? "none" : String.join(", ", block.outputs());
        if (layers.size() == 1 && outputs == 1 && !block.outputs().isEmpty()) {
            throw new IllegalArgumentException(subject + " must name no further outputs, as " + layer
                    + " gives one; return_state or return_attention_scores give more, got " + named);
        }
        if (layers.size() == 1 && outputs > 1 && outputs != 1 + block.outputs().size()) {
            throw new IllegalArgumentException(subject + " must name " + (outputs - 1) + " further outputs of " + layer
                    + " with outputs(...), got " + named);
        }
    }

    /** Returns the structure of the result of a block; that which only Python knows is what the block names. */
    static Result of(Block block, Block origin, Map<String, Expr> settings) {
        List<Call> layers = LayerStack.first(origin, settings);
        Map<String, Expr> call = layers.size() == 1 ? LayerStack.call(block, origin, 1, settings) : Map.of();
        return of(layers.get(layers.size() - 1), call)
                .orElseGet(() -> Result.tensors(1 + block.outputs().size()));
    }

    /** Returns the structure of the result of a layer; empty if only Python knows it, or if a search chooses it. */
    static Optional<Result> of(Call layer, Map<String, Expr> call) {
        if (layer.source() != null || UNKNOWN.contains(layer.name())) {
            return Optional.empty();
        }
        return switch (layer.name()) {
            case "GRUCell", "LSTMCell", "SimpleRNNCell", "StackedRNNCells" ->
                cellStates(layer, call.get("states")).map(states -> new Result(List.of(Result.TENSOR, states)));
            case "Bidirectional" -> bidirectional(layer);
            default ->
                layer.arguments().containsKey("return_state")
                        ? recurrent(layer)
                        : flag(call.get("return_attention_scores")).map(scores -> Result.tensors(scores ? 2 : 1));
        };
    }

    private static Optional<Boolean> flag(@Nullable Expr value) {
        if (value instanceof Arg arg) {
            return flag(arg.standard());
        }
        return value == null || value.equals(FALSE)
                ? Optional.of(false)
                : Optional.of(true).filter(any -> value.equals(TRUE));
    }

    private static Optional<Result> recurrent(Call layer) {
        Optional<List<Result>> states = flag(layer.arguments().get("return_state"))
                .flatMap(returned -> returned ? states(layer) : Optional.of(List.of()));
        return states.map(all -> side(List.of(Result.TENSOR), all));
    }

    /** Returns the states of a recurrent layer, one after another. */
    private static Optional<List<Result>> states(Call layer) {
        if (!layer.name().equals("RNN")) {
            return count(layer).map(count -> parts(Result.tensors(count)).toList());
        }
        Expr cell = layer.arguments().get("cell");
        if (cell instanceof Call one && !one.name().equals("StackedRNNCells")) {
            return count(one).map(count -> parts(Result.tensors(count)).toList());
        }
        return cells(cell).flatMap(cells -> {
            List<Result> each = cells.stream()
                    .flatMap(one -> count(one).map(Result::tensors).stream())
                    .toList();
            return Optional.of(each).filter(all -> all.size() == cells.size());
        });
    }

    private static Optional<List<Call>> cells(@Nullable Expr cells) {
        Expr all = cells instanceof Call stacked ? stacked.arguments().get("cells") : cells;
        return all instanceof ListExpr items && items.items().stream().allMatch(Call.class::isInstance)
                ? Optional.of(items.items().stream().map(Call.class::cast).toList())
                : Optional.empty();
    }

    /** Returns the number of states of a cell, or of a recurrent layer with a cell of its own. */
    private static Optional<Integer> count(Call cell) {
        if (cell.source() != null) {
            return Optional.empty();
        }
        return ONE_STATE.contains(cell.name())
                ? Optional.of(1)
                : Optional.of(2).filter(any -> TWO_STATES.contains(cell.name()));
    }

    private static Optional<Result> bidirectional(Call layer) {
        if (!(layer.arguments().get("layer") instanceof Call inner)) {
            return Optional.empty();
        }
        boolean apart = Literal.NONE.equals(layer.arguments().get("merge_mode"));
        return of(inner, Map.of()).map(one -> {
            List<Result> states = parts(one).skip(1).toList();
            List<Result> outputs = apart ? List.of(Result.TENSOR, Result.TENSOR) : List.of(Result.TENSOR);
            return side(outputs, Stream.of(states, states).flatMap(List::stream).toList());
        });
    }

    /** Returns the structure of the new states of a cell: that of the states that it takes, without a list around one. */
    private static Optional<Result> cellStates(Call cell, @Nullable Expr states) {
        if (cell.name().equals("LSTMCell")) {
            return Optional.of(Result.tensors(2));
        }
        boolean stacked = cell.name().equals("StackedRNNCells");
        return Optional.of(
                stacked && states instanceof ListExpr items && items.items().size() == 1
                        ? structure(items.items().get(0))
                        : structure(states));
    }

    private static Result structure(@Nullable Expr states) {
        return states instanceof ListExpr items
                ? new Result(items.items().stream().map(LayerResults::structure).toList())
                : Result.TENSOR;
    }

    private static Stream<Result> parts(Result result) {
        return result.parts().isEmpty() ? Stream.of(result) : result.parts().stream();
    }

    private static Result side(List<Result> first, List<Result> others) {
        List<Result> all = new ArrayList<>(first);
        all.addAll(others);
        return all.size() == 1 ? all.get(0) : new Result(all);
    }
}
