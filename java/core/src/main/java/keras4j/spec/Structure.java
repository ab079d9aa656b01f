package keras4j.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.expr.Supplied;

/** Checks how the blocks of a spec stand together. */
final class Structure {
    private Structure() {}

    static List<Block> checked(String spec, Mode mode, List<Block> blocks) {
        roles(spec, blocks);
        Set<String> names = new HashSet<>();
        List<Block> checked = new ArrayList<>();
        for (Block block : blocks) {
            if (!names.add(block.name())) {
                throw new IllegalArgumentException(spec + ": block names must differ, got " + block.name() + " twice");
            }
            checked.add(block.layers().isEmpty() ? new Block(block.name(), block.role(), List.of(exit(mode))) : block);
        }
        if (mode == Mode.REGRESSOR) {
            checked.forEach(block -> block.layers().forEach(layer -> layer.rewrite(part -> unclassed(spec, part))));
        }
        return List.copyOf(checked);
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
                    + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
    }

    private static Call exit(Mode mode) {
        Call dense = Call.of("keras.layers.Dense");
        return mode == Mode.CLASSIFIER
                ? dense.with("units", Supplied.NUM_CLASSES).with("activation", new Literal("softmax"))
                : dense.with("units", Expr.of(1));
    }

    private static Expr unclassed(String spec, Expr part) {
        if (part == Supplied.NUM_CLASSES) {
            throw new IllegalArgumentException(
                    spec + ": layers must not use the number of classes in a regressor, got numClasses()");
        }
        return part;
    }
}
