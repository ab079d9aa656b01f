package keras4j.tune;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.resample.RandomDraw;

/**
 * Space-filling design: points of a Halton sequence with randomly permuted digits. A. Owen, <a
 * href="https://arxiv.org/abs/1706.02808">A randomized Halton algorithm</a>, 2017. Any number of first points fills the
 * space evenly. Duplicates, which occur for ranges with fewer values, are dropped.
 *
 * @param size the number of points, at least 1
 */
record SpaceFilling(int size) implements NonAdaptiveSearch {
    /**
     * Checks the size.
     *
     * @param size the number of points, at least 1
     */
    public SpaceFilling {
        UnitCubePoints.requireSize("space filling", size);
    }

    @Override
    public Stream<Point> points(Space space, long seed) {
        List<Axis> axes = axes(space.values().size(), new RandomDraw(seed));
        return IntStream.range(0, size)
                .mapToObj(row ->
                        UnitCubePoints.point(space, axis -> axes.get(axis).share(row)))
                .distinct();
    }

    private static List<Axis> axes(int count, RandomDraw draw) {
        List<Axis> axes = new ArrayList<>();
        BigInteger prime = BigInteger.ONE;
        for (int axis = 0; axis < count; axis++) {
            prime = prime.nextProbablePrime();
            axes.add(Axis.of(prime.intValue(), draw));
        }
        return axes;
    }

    /** Dimension of the sequence: a permutation for each digit in its base. */
    record Axis(int base, List<int[]> permutations) {
        static Axis of(int base, RandomDraw draw) {
            int digits = (int) Math.ceil(32 * Math.log(2) / Math.log(base));
            int[] plain = IntStream.range(0, base).toArray();
            return new Axis(
                    base,
                    IntStream.range(0, digits)
                            .mapToObj(digit -> draw.shuffled(plain))
                            .toList());
        }

        double share(int row) {
            double share = 0;
            double part = 1.0;
            int rest = row;
            for (int[] permutation : permutations) {
                part /= base;
                share += part * permutation[rest % base];
                rest /= base;
            }
            return Math.min(share, Math.nextDown(1.0));
        }
    }

    @Override
    public String toString() {
        return "space filling " + size;
    }
}
