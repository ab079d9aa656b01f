package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dflib.DataFrame;

/**
 * Interaction step: products of columns {@code <first>_x_<second>}, for each combination of one column of each
 * selector.
 */
record Interact(List<Selector> factors) implements Step {
    Interact {
        factors = List.copyOf(factors);
        if (factors.size() < 2) {
            throw new IllegalArgumentException("interact: factors must be at least 2, got " + factors.size());
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        Map<String, List<String>> named = new LinkedHashMap<>();
        products(training).forEach(product -> StepTable.put(named, String.join("_x_", product), product));
        return new Fitted(named);
    }

    private List<List<String>> products(StepTable training) {
        List<List<String>> products = List.of(List.of());
        for (Selector factor : factors) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> product : products) {
                factor.in(training).forEach(name -> longer.add(NumberLists.joined(product, List.of(name))));
            }
            products = longer;
        }
        return products;
    }

    record Fitted(Map<String, List<String>> products) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            Map<String, double[]> made = new LinkedHashMap<>();
            products.forEach((name, factors) -> {
                if (rows.present(factors).size() == factors.size()) {
                    made.put(rows.free(name), product(rows, factors));
                }
            });
            return rows.with(made, Role.PREDICTOR);
        }

        private static double[] product(StepTable rows, List<String> factors) {
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
        public Map<String, List<String>> parts() {
            return products;
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.each("terms", "factors", products);
        }
    }
}
