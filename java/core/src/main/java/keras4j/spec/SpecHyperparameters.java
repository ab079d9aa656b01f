package keras4j.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import keras4j.expr.Call;
import keras4j.expr.Dict;
import keras4j.expr.Domain;
import keras4j.expr.Expr;
import keras4j.expr.Hyperparameter;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.expr.WholeDomain;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Hyperparameters among the arguments of a spec: their names, their conditions, and their substitution. */
final class SpecHyperparameters {
    /** Occurrence of a hyperparameter. */
    private record Place(HyperparameterExpr open, ArgumentSlot slot) {}

    private final String spec;
    private final Map<String, ArgumentSlot> slots;
    private final Map<String, Expr> settings;
    private final Map<String, List<Place>> places = new LinkedHashMap<>();

    SpecHyperparameters(String spec, Map<String, ArgumentSlot> slots, Map<String, Expr> settings) {
        this.spec = spec;
        this.slots = slots;
        this.settings = settings;
        slots.values().forEach(slot -> closed(slot, (name, open) -> found(name, new Place(open, slot))));
    }

    /** Returns the names, in the order of the arguments. */
    Set<String> names() {
        return places.keySet();
    }

    private @Nullable Expr value(ArgumentSlot slot) {
        return settings.getOrDefault(slot.name(), slot.standard());
    }

    private Expr found(String name, Place place) {
        List<Place> all = places.computeIfAbsent(name, any -> new ArrayList<>());
        boolean linked = all.stream().allMatch(each -> isLinked(each.open(), place.open()));
        all.add(place);
        if (!linked) {
            throw new IllegalArgumentException(
                    spec + ": hyperparameters of one name must be equal, and be given it with as(...)," + " got "
                            + Quoted.cut(name) + " as " + all.get(0).open() + " and as " + place.open());
        }
        return place.open();
    }

    private static boolean isLinked(HyperparameterExpr known, HyperparameterExpr other) {
        return known.equals(other) && known.name() != null;
    }

    /** Returns the value of an argument with its hyperparameters replaced; null if there is none. */
    private @Nullable Expr closed(ArgumentSlot slot, BiFunction<String, HyperparameterExpr, Expr> close) {
        Expr value = value(slot);
        return value == null || !HyperparameterExpr.isIn(value) ? null : closed(slot.name(), value, close);
    }

    private static Expr closed(String path, Expr value, BiFunction<String, HyperparameterExpr, Expr> close) {
        if (value instanceof HyperparameterExpr open) {
            return close.apply(open.name() == null ? path : open.name(), open);
        }
        if (value instanceof Call call) {
            Map<String, Expr> arguments = new LinkedHashMap<>();
            call.arguments().forEach((name, part) -> arguments.put(name, closed(path + "_" + name, part, close)));
            return new Call(call.symbol(), arguments, call.source());
        }
        if (value instanceof ListExpr items) {
            return new ListExpr(
                    items.tuple(),
                    items.items().stream()
                            .map(item -> closed(path, item, close))
                            .toList());
        }
        if (value instanceof Dict dict) {
            Map<Expr, Expr> entries = new LinkedHashMap<>();
            dict.entries().forEach((key, part) -> entries.put(key, closed(path + "_" + key(key), part, close)));
            return new Dict(entries);
        }
        return value;
    }

    private static String key(Expr key) {
        return key instanceof Literal literal ? String.valueOf(literal.value()) : key.toString();
    }

    /** Returns the hyperparameters that matter somewhere. */
    Space space() {
        List<Hyperparameter> values = new ArrayList<>();
        places.forEach((name, all) -> {
            List<List<HyperparameterExpr.When>> conditions = all.stream()
                    .map(this::conditions)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (!conditions.isEmpty()) {
                List<HyperparameterExpr.When> when = conditions.size() == 1
                        ? conditions.get(0)
                        : explicit(all.get(0).open());
                values.add(new Hyperparameter(name, all.get(0).open().domain(), Objects.requireNonNull(when), false));
            }
        });
        return new Space(values);
    }

    /**
     * Returns the conditions of an occurrence, its own and that its block has enough copies; null if they never hold.
     */
    private @Nullable List<HyperparameterExpr.When> conditions(Place place) {
        List<HyperparameterExpr.When> when = explicit(place.open());
        ArgumentSlot.Copy copy = place.slot().copy();
        if (when == null || copy == null) {
            return when;
        }
        HyperparameterExpr.When copies =
                new HyperparameterExpr.When("num_" + copy.block(), new WholeDomain(copy.number(), 1000, false));
        List<HyperparameterExpr.When> all = resolved(copies, when);
        return all == null || all.size() == when.size() || possible(all.get(all.size() - 1)) ? all : null;
    }

    /**
     * Returns true if a hyperparameter can satisfy a condition; {@link Space} rejects impossible conditions of the spec
     * itself.
     */
    private boolean possible(HyperparameterExpr.When condition) {
        return Objects.requireNonNull(places.get(condition.name()))
                .get(0)
                .open()
                .domain()
                .meets(condition.values());
    }

    private @Nullable List<HyperparameterExpr.When> explicit(HyperparameterExpr open) {
        List<HyperparameterExpr.When> when = List.of();
        for (HyperparameterExpr.When each : open.when()) {
            when = when == null ? null : resolved(each, when);
        }
        return when;
    }

    /** Adds a condition, unless it always holds; returns null if it never does. */
    private @Nullable List<HyperparameterExpr.When> resolved(
            HyperparameterExpr.When condition, List<HyperparameterExpr.When> before) {
        Expr value = places.containsKey(condition.name()) ? null : value(known(condition.name()));
        if (value != null && !HyperparameterExpr.isIn(value)) {
            return condition.values().contains(value) ? before : null;
        }
        String name = value instanceof HyperparameterExpr open && open.name() != null ? open.name() : condition.name();
        List<Place> others = places.get(name);
        if (others == null) {
            throw new IllegalArgumentException(spec + ": when must name a value that is open as a whole, got "
                    + Quoted.cut(name) + ", which is " + value);
        }
        Domain other = others.get(0).open().domain();
        if (condition.values().containsAll(other)) {
            return before;
        }
        List<HyperparameterExpr.When> more = new ArrayList<>(before);
        more.add(new HyperparameterExpr.When(name, narrowed(condition.values(), other)));
        return more;
    }

    /** Returns integers without those above the maximum of the other hyperparameter. */
    private static Domain narrowed(Domain values, Domain other) {
        boolean above = values instanceof WholeDomain whole
                && other instanceof WholeDomain range
                && whole.low() <= range.high()
                && range.high() < whole.high();
        return above ? new WholeDomain(((WholeDomain) values).low(), ((WholeDomain) other).high(), false) : values;
    }

    private ArgumentSlot known(String name) {
        ArgumentSlot slot = slots.get(name);
        if (slot == null) {
            Collection<String> all = new LinkedHashSet<>(slots.keySet());
            all.addAll(places.keySet());
            throw new IllegalArgumentException(spec + ": when must name an argument or a hyperparameter, got "
                    + Quoted.cut(name) + NearestName.hint(name, all));
        }
        return slot;
    }

    /**
     * Returns the settings with every hyperparameter replaced: by the point, or by its first value if it does not
     * matter.
     */
    Map<String, Expr> at(Point point) {
        Point checked = space().checked(point);
        Map<String, Expr> all = new LinkedHashMap<>(settings);
        for (ArgumentSlot slot : slots.values()) {
            Expr value = closed(slot, (name, open) -> checked.values()
                    .getOrDefault(name, open.domain().first()));
            if (value != null) {
                all.put(slot.name(), value);
            }
        }
        return all;
    }
}
