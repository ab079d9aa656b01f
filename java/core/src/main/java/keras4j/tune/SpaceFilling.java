package keras4j.tune;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.resample.Draw;

/**
 * Points of Halton's sequence, its digits permuted at random: A. Owen,
 * <a href="https://arxiv.org/abs/1706.02808">A randomized Halton algorithm</a>, 2017. They fill the space evenly however many
 * are taken. Equal points, of ranges with fewer values, are there once.
 *
 * @param size how many points, at least 1
 */
public record SpaceFilling(int size) implements Design {
    public SpaceFilling {
        Shares.requireSize("space filling", size);
    }

    @Override
    public Stream<Point> points(Space space, long seed) {
        Draw draw = new Draw(seed);
        List<Axis> axes = new ArrayList<>();
        BigInteger prime = BigInteger.ONE;
        for (int axis = 0; axis < space.values().size(); axis++) {
            prime = prime.nextProbablePrime();
            axes.add(Axis.of(prime.intValue(), draw));
        }
        return IntStream.range(0, size)
                .mapToObj(row -> Shares.point(space, axis -> axes.get(axis).share(row)))
                .distinct();
    }

    /** One dimension: a permutation for each digit in its base. */
    record Axis(int base, List<int[]> permutations) {
        static Axis of(int base, Draw draw) {
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
