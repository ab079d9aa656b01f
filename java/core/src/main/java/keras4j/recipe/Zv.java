package keras4j.recipe;

import java.util.List;

/** Takes out columns of one value. */
record Zv(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(columns.in(training).stream()
                .filter(name -> Frequencies.of(training, name).constant())
                .toList());
    }

    record Fitted(List<String> removed) implements Dropped {}
}
