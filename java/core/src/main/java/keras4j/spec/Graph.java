package keras4j.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.internal.code.LayerGraph.Application;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;

/** Graph of blocks that take each other by name; checks them and sorts them topologically. */
final class Graph {
    private final String spec;
    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private final Map<String, String> givers = new LinkedHashMap<>();

    private Graph(String spec, List<Block> blocks) {
        this.spec = spec;
        for (Block block : blocks) {
            this.blocks.put(block.name(), block);
            givers.put(block.name(), block.name());
            block.outputs().forEach(output -> givers.put(output, block.name()));
        }
    }

    static void check(String spec, List<Block> blocks) {
        Graph graph = new Graph(spec, blocks);
        graph.ends();
        blocks.forEach(graph::takes);
        blocks.forEach(graph::shares);
        graph.sorted();
        graph.used();
        blocks.forEach(graph::applied);
    }

    /** Checks that each layer can be applied to what its block takes. */
    private void applied(Block block) {
        Block origin = origin(block);
        if (block.shares() != null && !origin.layers().isEmpty()) {
            CallArguments.checked(block.name(), origin.layers().get(0), block.call());
        }
        applications(spec, block, origin.layers(), block.from(), block.call());
    }

    private Block origin(Block block) {
        return block.shares() == null ? block : Objects.requireNonNull(blocks.get(block.shares()));
    }

    /** Returns the application of each layer of a block to what the first one takes; none for an input. */
    static List<Application> applications(
            String spec, Block block, List<Call> layers, List<String> from, Map<String, Expr> call) {
        List<Application> applications = new ArrayList<>();
        String subject = spec + ": block " + block.name();
        for (int at = 0; at < layers.size() && block.role() != Block.Role.INPUT; at++) {
            applications.add(
                    at == 0
                            ? LayerInputs.of(subject, layers.get(at), from, call)
                            : LayerInputs.of(subject, layers.get(at), List.of(block.name()), Map.of()));
        }
        return applications;
    }

    /** Returns the blocks that a block takes, in {@code from} and in its call arguments. */
    private List<String> taken(Block block) {
        List<String> taken = new ArrayList<>(block.from());
        taken.addAll(CallArguments.names(block.call()));
        return taken;
    }

    private List<String> givers(Block block) {
        return taken(block).stream()
                .map(name -> givers.getOrDefault(name, name))
                .toList();
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
                    + Quoted.cut(String.join(", ", blocks.keySet())));
        }
    }

    private void takes(Block block) {
        if (block.from().isEmpty() && block.role() != Block.Role.INPUT) {
            throw new IllegalArgumentException(spec + ": block " + block.name()
                    + " must say in from(...) which blocks it takes, got no from in a graph");
        }
        for (String other : taken(block)) {
            if (!givers.containsKey(other)) {
                throw new IllegalArgumentException(spec + ": block " + block.name() + " must take other blocks, got "
                        + Quoted.cut(other) + NearestName.hint(other, givers.keySet()));
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
                    + " must share the layers of a block between input and output, got " + Quoted.cut(origin)
                    + NearestName.hint(origin, blocks.keySet()));
        }
    }

    private void used() {
        Set<String> taken = new LinkedHashSet<>();
        blocks.values().forEach(block -> taken.addAll(givers(block)));
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
                .filter(block -> sorted.containsAll(givers(block)))
                .findFirst()
                .orElseThrow(() -> circle(sorted, left.get(0)));
    }

    /** Returns the error for a cycle, found by following unsorted blocks backwards. */
    private IllegalArgumentException circle(Set<String> sorted, Block waiting) {
        List<String> path = new ArrayList<>();
        String at = waiting.name();
        while (!path.contains(at)) {
            path.add(0, at);
            at = givers(Objects.requireNonNull(blocks.get(at))).stream()
                    .filter(name -> !sorted.contains(name))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> circle = new ArrayList<>(path.subList(0, path.indexOf(at) + 1));
        circle.add(0, at);
        return new IllegalArgumentException(
                spec + ": blocks must not form a cycle, got " + Quoted.cut(String.join(" -> ", circle)));
    }
}
