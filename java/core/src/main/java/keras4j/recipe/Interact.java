package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dflib.DataFrame;

/** Products of columns, {@code <first>_x_<second>}: one for each way to take a column of each selector. */
record Interact(List<Selector> factors) implements Step {
    Interact {
        factors = List.copyOf(factors);
        if (factors.size() < 2) {
            throw new IllegalArgumentException("interact: factors must be at least 2, got " + factors.size());
        }
    }

    @Override
    public Fitted learn(Table training) {
        List<List<String>> products = List.of(List.of());
        for (Selector factor : factors) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> product : products) {
                factor.in(training).forEach(name -> longer.add(Rows.joined(product, List.of(name))));
            }
            products = longer;
        }
        Map<String, List<String>> named = new LinkedHashMap<>();
        products.forEach(product -> named.put(String.join("_x_", product), product));
        return new Fitted(named);
    }

    record Fitted(Map<String, List<String>> products) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            Map<String, double[]> made = new LinkedHashMap<>();
            products.forEach((name, factors) -> {
                if (rows.present(factors).size() == factors.size()) {
                    made.put(rows.free(name), product(rows, factors));
                }
            });
            return rows.with(made, Role.PREDICTOR);
        }

        private static double[] product(Table rows, List<String> factors) {
            double[] product = rows.numbers(factors.get(0));
            for (String factor : factors.subList(1, factors.size())) {
                double[] numbers = rows.numbers(Objects.requireNonNull(factor));
                for (int row = 0; row < product.length; row++) {
                    product[row] *= numbers[row];
                }
            }
            return product;
        }

        @Override
        public DataFrame tidy() {
            return Tidy.each("terms", "factors", products);
        }
    }
}
