package keras4j.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.expr.Call;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Validator of the arrangement of a spec's blocks. */
final class BlockStructureCheck {
    private BlockStructureCheck() {}

    /** Returns true if blocks form a graph: one takes others by name, or there are several inputs or outputs. */
    static boolean isGraph(List<Block> blocks) {
        return blocks.stream().anyMatch(block -> !block.from().isEmpty() || block.shares() != null)
                || of(Block.Role.INPUT, blocks).size() > 1
                || of(Block.Role.OUTPUT, blocks).size() > 1;
    }

    static List<Block> of(Block.Role role, List<Block> blocks) {
        return blocks.stream().filter(block -> block.role() == role).toList();
    }

    /** Returns the mode of each output by its name. */
    static Map<String, ModelMode> heads(ModelMode mode, List<Block> blocks) {
        Map<String, ModelMode> heads = new LinkedHashMap<>();
        of(Block.Role.OUTPUT, blocks).forEach(output -> heads.put(output.name(), mode(mode, output)));
        return heads;
    }

    private static ModelMode mode(ModelMode mode, Block output) {
        return output.mode() == null ? mode : output.mode();
    }

    static List<Block> checked(String spec, ModelMode mode, List<Block> blocks) {
        Set<String> names = new HashSet<>();
        List<Block> checked = new ArrayList<>();
        for (Block block : blocks) {
            distinct(spec, names, block.name());
            block.outputs().forEach(output -> distinct(spec, names, output));
            checked.add(block.role() == Block.Role.OUTPUT ? chosen(block, mode(mode, block)) : block);
        }
        if (!isGraph(blocks)) {
            roles(spec, blocks);
        }
        Graph.check(spec, joined(checked));
        classes(spec, heads(mode, blocks), checked);
        return List.copyOf(checked);
    }

    private static void distinct(String spec, Set<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException(spec + ": block names must differ, got " + name + " twice");
        }
    }

    /** Returns the block whose layers a block applies. */
    static Block origin(List<Block> blocks, Block block) {
        return blocks.stream()
                .filter(each -> each.name().equals(block.shares()))
                .findFirst()
                .orElse(block);
    }

    /** Returns the blocks of a graph; those of a sequence with the block before each as the one that it takes. */
    static List<Block> joined(List<Block> blocks) {
        if (isGraph(blocks)) {
            return blocks;
        }
        List<Block> joined = new ArrayList<>();
        for (Block block : blocks) {
            int last = joined.size() - 1;
            joined.add(last < 0 ? block : block.from(joined.get(last).name()));
        }
        return joined;
    }

    private static void roles(String spec, List<Block> blocks) {
        boolean right = blocks.size() >= 2;
        for (int i = 0; i < blocks.size(); i++) {
            Block.Role due = i == 0 ? Block.Role.INPUT : i < blocks.size() - 1 ? Block.Role.HIDDEN : Block.Role.OUTPUT;
            right &= blocks.get(i).role() == due;
        }
        if (!right) {
            List<String> names = blocks.stream().map(Block::name).toList();
            throw new IllegalArgumentException(spec + ": blocks must be input(), then any others, then output(), got "
                    + Quoted.cut(names.isEmpty() ? "none" : String.join(", ", names)));
        }
    }

    private static Block chosen(Block output, ModelMode mode) {
        return output.layers().isEmpty()
                ? new Block(
                        output.name(),
                        output.role(),
                        List.of(exit(mode)),
                        output.from(),
                        output.call(),
                        output.outputs(),
                        List.of(),
                        output.mode(),
                        null,
                        output.still())
                : output;
    }

    private static Call exit(ModelMode mode) {
        Call dense = Call.of("keras.layers.Dense");
        return mode == ModelMode.CLASSIFIER
                ? dense.with("units", DataPlaceholder.NUM_CLASSES).with("activation", new Literal("softmax"))
                : dense.with("units", Expr.of(1));
    }

    /** Checks that the number of classes is used only where it is that of one classifier output. */
    private static void classes(String spec, Map<String, ModelMode> heads, List<Block> blocks) {
        for (Block block : blocks) {
            ModelMode mode = heads.size() == 1 ? heads.values().iterator().next() : heads.get(block.name());
            if (mode != ModelMode.CLASSIFIER) {
                block.layers().forEach(layer -> layer.rewrite(part -> unclassed(spec, mode, part)));
            }
        }
    }

    private static Expr unclassed(String spec, @Nullable ModelMode mode, Expr part) {
        if (part == DataPlaceholder.NUM_CLASSES) {
            throw new IllegalArgumentException(spec + ": layers must not use the number of classes "
                    + (mode == null ? "outside of outputs where there are several" : "in a regressor")
                    + ", got numClasses()");
        }
        return part;
    }
}
