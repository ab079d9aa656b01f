package keras4j.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import keras4j.internal.text.NearestName;

/** Graph of blocks that take each other by name; checks them and sorts them topologically. */
final class Graph {
    private final String spec;
    private final Map<String, Block> blocks = new LinkedHashMap<>();

    private Graph(String spec, List<Block> blocks) {
        this.spec = spec;
        blocks.forEach(block -> this.blocks.put(block.name(), block));
    }

    static void check(String spec, List<Block> blocks) {
        Graph graph = new Graph(spec, blocks);
        graph.ends();
        blocks.forEach(graph::takes);
        blocks.forEach(graph::shares);
        graph.sorted();
        graph.used();
    }

    /** Returns checked blocks, each after those it takes, otherwise in the given order. */
    static List<Block> sorted(String spec, List<Block> blocks) {
        return new Graph(spec, blocks).sorted();
    }

    private void ends() {
        List<Block> all = List.copyOf(blocks.values());
        if (BlockStructureCheck.of(Block.Role.INPUT, all).isEmpty()
                || BlockStructureCheck.of(Block.Role.OUTPUT, all).isEmpty()) {
            throw new IllegalArgumentException(spec + ": blocks must have an input() and an output() among them, got "
                    + String.join(", ", blocks.keySet()));
        }
    }

    private void takes(Block block) {
        if (block.from().isEmpty() && block.role() != Block.Role.INPUT) {
            throw new IllegalArgumentException(spec + ": block " + block.name()
                    + " must say in from(...) which blocks it takes, got no from in a graph");
        }
        for (String other : block.from()) {
            if (!blocks.containsKey(other)) {
                throw new IllegalArgumentException(spec + ": block " + block.name() + " must take other blocks, got "
                        + other + NearestName.hint(other, blocks.keySet()));
            }
        }
    }

    private void shares(Block block) {
        String origin = block.shares();
        if (origin == null) {
            return;
        }
        Block shared = blocks.get(origin);
        if (shared == null || shared.role() != Block.Role.HIDDEN || shared.shares() != null) {
            throw new IllegalArgumentException(spec + ": block " + block.name()
                    + " must share the layers of a block between input and output, got " + origin
                    + NearestName.hint(origin, blocks.keySet()));
        }
    }

    private void used() {
        Set<String> taken = new LinkedHashSet<>();
        blocks.values().forEach(block -> taken.addAll(block.from()));
        for (Block block : blocks.values()) {
            if (block.role() != Block.Role.OUTPUT && !taken.contains(block.name())) {
                throw new IllegalArgumentException(spec + ": block " + block.name()
                        + " must be taken by another block, got no from(\"" + block.name() + "\")");
            }
        }
    }

    private List<Block> sorted() {
        Map<String, Block> sorted = new LinkedHashMap<>();
        List<Block> left = new ArrayList<>(blocks.values());
        while (!left.isEmpty()) {
            Block next = next(left, sorted.keySet());
            sorted.put(next.name(), next);
            left.remove(next);
        }
        return List.copyOf(sorted.values());
    }

    private Block next(List<Block> left, Set<String> sorted) {
        return left.stream()
                .filter(block -> sorted.containsAll(block.from()))
                .findFirst()
                .orElseThrow(() -> circle(sorted, left.get(0)));
    }

    /** Returns the error for a cycle, found by following unsorted blocks backwards. */
    private IllegalArgumentException circle(Set<String> sorted, Block waiting) {
        List<String> path = new ArrayList<>();
        String at = waiting.name();
        while (!path.contains(at)) {
            path.add(0, at);
            at = Objects.requireNonNull(blocks.get(at)).from().stream()
                    .filter(name -> !sorted.contains(name))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> circle = new ArrayList<>(path.subList(0, path.indexOf(at) + 1));
        circle.add(0, at);
        return new IllegalArgumentException(
                spec + ": blocks must not form a cycle, got " + String.join(" -> ", circle));
    }
}
