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
import keras4j.expr.Items;
import keras4j.expr.Literal;
import keras4j.expr.Open;
import keras4j.expr.OpenValue;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.expr.WholeDomain;
import keras4j.text.Nearest;
import org.jspecify.annotations.Nullable;

/** The open values among the arguments of a spec: their names, where they matter, and how they are closed. */
final class OpenValues {
    /** One place of an open value. */
    private record Place(Open open, Slot slot) {}

    private final String spec;
    private final Map<String, Slot> slots;
    private final Map<String, Expr> settings;
    private final Map<String, List<Place>> places = new LinkedHashMap<>();

    OpenValues(String spec, Map<String, Slot> slots, Map<String, Expr> settings) {
        this.spec = spec;
        this.slots = slots;
        this.settings = settings;
        slots.values().forEach(slot -> closed(slot, (name, open) -> found(name, new Place(open, slot))));
    }

    /** The names, in the order of the arguments. */
    Set<String> names() {
        return places.keySet();
    }

    private @Nullable Expr value(Slot slot) {
        return settings.getOrDefault(slot.name(), slot.standard());
    }

    private Expr found(String name, Place place) {
        List<Place> all = places.computeIfAbsent(name, any -> new ArrayList<>());
        boolean linked = all.stream()
                .allMatch(
                        each -> each.open().equals(place.open()) && each.open().name() != null);
        all.add(place);
        if (!linked) {
            throw new IllegalArgumentException(
                    spec + ": open values of one name must be equal, and be given it with as(...)," + " got " + name
                            + " as " + all.get(0).open() + " and as " + place.open());
        }
        return place.open();
    }

    /** The value of an argument with its open parts replaced; null where there is none. */
    private @Nullable Expr closed(Slot slot, BiFunction<String, Open, Expr> close) {
        Expr value = value(slot);
        return value == null || !Open.isIn(value) ? null : closed(slot.name(), value, close);
    }

    private static Expr closed(String path, Expr value, BiFunction<String, Open, Expr> close) {
        if (value instanceof Open open) {
            return close.apply(open.name() == null ? path : open.name(), open);
        }
        if (value instanceof Call call) {
            Map<String, Expr> arguments = new LinkedHashMap<>();
            call.arguments().forEach((name, part) -> arguments.put(name, closed(path + "_" + name, part, close)));
            return new Call(call.symbol(), arguments, call.source());
        }
        if (value instanceof Items items) {
            return new Items(
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

    /** All that matter somewhere. */
    Space space() {
        List<OpenValue> values = new ArrayList<>();
        places.forEach((name, all) -> {
            List<List<Open.When>> conditions = all.stream()
                    .map(this::conditions)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (!conditions.isEmpty()) {
                List<Open.When> when = conditions.size() == 1
                        ? conditions.get(0)
                        : explicit(all.get(0).open());
                values.add(new OpenValue(name, all.get(0).open().domain(), Objects.requireNonNull(when), false));
            }
        });
        return new Space(values);
    }

    /** Where a place matters: as it says itself, and where its block has enough copies; null where it never does. */
    private @Nullable List<Open.When> conditions(Place place) {
        List<Open.When> when = explicit(place.open());
        Slot.Copy copy = place.slot().copy();
        if (when == null || copy == null) {
            return when;
        }
        Open.When copies = new Open.When("num_" + copy.block(), new WholeDomain(copy.number(), 1000, false));
        List<Open.When> all = resolved(copies, when);
        return all == null || all.size() == when.size() || possible(all.get(all.size() - 1)) ? all : null;
    }

    /** Whether an open value can be so; what a spec says itself and is not so, is refused by {@link Space}. */
    private boolean possible(Open.When condition) {
        return Objects.requireNonNull(places.get(condition.name()))
                .get(0)
                .open()
                .domain()
                .meets(condition.values());
    }

    private @Nullable List<Open.When> explicit(Open open) {
        List<Open.When> when = List.of();
        for (Open.When each : open.when()) {
            when = when == null ? null : resolved(each, when);
        }
        return when;
    }

    /** A condition more, unless it always holds; null where it never does. */
    private @Nullable List<Open.When> resolved(Open.When condition, List<Open.When> before) {
        Expr value = places.containsKey(condition.name()) ? null : value(known(condition.name()));
        if (value != null && !Open.isIn(value)) {
            return condition.values().contains(value) ? before : null;
        }
        String name = value instanceof Open open && open.name() != null ? open.name() : condition.name();
        List<Place> others = places.get(name);
        if (others == null) {
            throw new IllegalArgumentException(
                    spec + ": when must name a value that is open as a whole, got " + name + ", which is " + value);
        }
        Domain other = others.get(0).open().domain();
        if (condition.values().containsAll(other)) {
            return before;
        }
        List<Open.When> more = new ArrayList<>(before);
        more.add(new Open.When(name, narrowed(condition.values(), other)));
        return more;
    }

    /** Whole numbers without those above all that the other value may take. */
    private static Domain narrowed(Domain values, Domain other) {
        boolean above = values instanceof WholeDomain whole
                && other instanceof WholeDomain range
                && whole.low() <= range.high()
                && range.high() < whole.high();
        return above ? new WholeDomain(((WholeDomain) values).low(), ((WholeDomain) other).high(), false) : values;
    }

    private Slot known(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            Collection<String> all = new LinkedHashSet<>(slots.keySet());
            all.addAll(places.keySet());
            throw new IllegalArgumentException(
                    spec + ": when must name an argument or an open value, got " + name + Nearest.hint(name, all));
        }
        return slot;
    }

    /** The settings with every open value closed: by the point, or by its first value where it does not matter. */
    Map<String, Expr> at(Point point) {
        Point checked = space().checked(point);
        Map<String, Expr> all = new LinkedHashMap<>(settings);
        for (Slot slot : slots.values()) {
            Expr value = closed(slot, (name, open) -> checked.values()
                    .getOrDefault(name, open.domain().first()));
            if (value != null) {
                all.put(slot.name(), value);
            }
        }
        return all;
    }
}
