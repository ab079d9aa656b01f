package keras4j.internal.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import keras4j.code.Program;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.internal.code.ModelOutline.Argument;
import keras4j.internal.code.ModelOutline.Many;
import keras4j.internal.code.ModelOutline.Named;
import keras4j.internal.code.ModelOutline.Node;
import keras4j.internal.code.ModelOutline.Plain;
import keras4j.internal.code.ModelOutline.Subscript;
import keras4j.internal.code.ModelOutline.Tensor;
import org.jspecify.annotations.Nullable;

/** Writer of an existing model as a module whose {@code build} makes it again, without its weights. */
public final class ModelWriter {
    private static final String INDENT = "    ";
    private static final Expr TRUE = new Literal(true);
    private static final Expr FALSE = new Literal(false);
    private static final PythonWriter PYTHON = new PythonWriter(symbol -> 0);

    private final SourceLayout layout = new SourceLayout();
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final Set<String> functions = new HashSet<>(Set.of("keras"));

    /** Operations that return several tensors, in a list or a tuple, whatever their arguments are. */
    private static final Set<String> OPERATIONS = Set.of(
            "ArraySplit",
            "CTCDecode",
            "Dsplit",
            "Eig",
            "Eigh",
            "FFT",
            "FFT2",
            "Histogram",
            "Hsplit",
            "IFFT2",
            "LuFactor",
            "Meshgrid",
            "Moments",
            "Nonzero",
            "Qr",
            "RFFT",
            "STFT",
            "Slogdet",
            "Split",
            "TopK",
            "UnravelIndex",
            "Unstack",
            "Vsplit");

    private ModelWriter() {}

    /** Returns the program of a model. */
    public static Program write(ModelOutline model) {
        ModelWriter writer = new ModelWriter();
        writer.layout.statement("", CodeText.text("import keras"));
        writer.function(model, "build");
        return new Program(
                writer.layout.source(),
                identifier(model.name(), new HashSet<>()) + ".py",
                writer.layout.layers(),
                writer.lines);
    }

    private void function(ModelOutline model, String name) {
        Map<String, String> models = new HashMap<>();
        model.models().forEach((layer, inner) -> {
            String made = identifier(ModelOutline.function(layer), functions);
            models.put(layer, made);
            function(inner, made);
        });
        layout.blank();
        layout.blank();
        layout.statement("", CodeText.text("def " + name + "():"));
        if (model.nodes().isEmpty()) {
            sequence(model, models);
        } else {
            new Graph(model, models).write();
        }
    }

    private void sequence(ModelOutline model, Map<String, String> models) {
        List<CodeText> layers = model.layers().keySet().stream()
                .map(layer -> made(model, models, layer))
                .toList();
        layout.statement(
                INDENT,
                CodeText.brackets(
                        "return keras.Sequential(",
                        List.of(CodeText.brackets("[", layers, "]").oneALine(), name(model.name())),
                        ")"));
    }

    private CodeText made(ModelOutline model, Map<String, String> models, String layer) {
        lines.put(layer, layer);
        String function = models.get(layer);
        Call call = Objects.requireNonNull(model.layers().get(layer));
        return (function == null ? PYTHON.code(call.with("name", new Literal(layer))) : CodeText.text(function + "()"))
                .making(new Program.Place(layer, layer));
    }

    private static CodeText name(String name) {
        return CodeText.text("name=" + PythonText.string(name));
    }

    private static boolean returnsState(Call layer) {
        return TRUE.equals(layer.arguments().get("return_state"))
                || (layer.arguments().get("layer") instanceof Call inner && returnsState(inner));
    }

    /** Returns a Python name that is not yet taken. */
    private static String identifier(String name, Set<String> taken) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        String start = plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "x_" + plain : plain;
        String free = start;
        for (int i = 2; PythonText.isKeyword(free) || !taken.add(free); i++) {
            free = start + "_" + i;
        }
        return free;
    }

    /** Writer of the statements of a graph: one line per call of a layer. */
    private final class Graph {
        private final ModelOutline model;
        private final Map<String, String> models;
        private final Set<String> taken = new HashSet<>(functions);
        private final Map<String, String> layers = new HashMap<>();
        private final Map<Tensor, String> tensors = new HashMap<>();

        Graph(ModelOutline model, Map<String, String> models) {
            this.model = model;
            this.models = models;
        }

        void write() {
            for (String input : model.inputs()) {
                assign(new Tensor(input, 0, 0), input, made(model, models, input));
            }
            List<Tensor> waiting = new ArrayList<>();
            model.nodes().forEach((layer, nodes) -> {
                for (int node = 0; node < nodes.size() && !model.inputs().contains(layer); node++) {
                    waiting.add(new Tensor(layer, node, 0));
                }
            });
            // A layer that is used twice may precede the input of its second call.
            for (boolean moved = true; moved && !waiting.isEmpty(); ) {
                moved = waiting.removeIf(this::written);
            }
            List<CodeText> inputs = model.inputs().stream()
                    .map(input -> tensor(new Tensor(input, 0, 0)))
                    .toList();
            layout.statement(
                    INDENT,
                    CodeText.brackets(
                            "return keras.Model(",
                            List.of(one(inputs), code(model.outputs()), name(model.name())),
                            ")"));
        }

        private CodeText one(List<CodeText> codes) {
            return codes.size() == 1 ? codes.get(0) : CodeText.brackets("[", codes, "]");
        }

        private boolean written(Tensor call) {
            List<Node> nodes = Objects.requireNonNull(model.nodes().get(call.layer()));
            Node node = nodes.get(call.node());
            if (!ready(node)) {
                return false;
            }
            List<CodeText> arguments =
                    new ArrayList<>(node.arguments().stream().map(this::code).toList());
            node.named().forEach((name, value) -> arguments.add(code(value).after(PythonText.identifier(name) + "=")));
            String target = nodes.size() == 1 ? null : layer(call.layer());
            if (target == null) {
                CodeText made = made(model, models, call.layer());
                assign(call, call.layer(), CodeText.chain(made, arguments));
            } else {
                assign(call, call.layer() + "_" + (call.node() + 1), CodeText.brackets(target + "(", arguments, ")"));
            }
            return true;
        }

        private String layer(String layer) {
            String known = layers.get(layer);
            if (known == null) {
                known = identifier(layer, taken);
                layers.put(layer, known);
                layout.statement(INDENT, made(model, models, layer).after(known + " = "));
            }
            return known;
        }

        private boolean ready(Node node) {
            return Stream.concat(node.arguments().stream(), node.named().values().stream())
                    .allMatch(this::ready);
        }

        private boolean ready(Argument argument) {
            if (argument instanceof Many many) {
                return many.items().stream().allMatch(this::ready);
            }
            if (argument instanceof Named named) {
                return named.items().values().stream().allMatch(this::ready);
            }
            return !(argument instanceof Tensor tensor)
                    || tensors.containsKey(new Tensor(tensor.layer(), tensor.node(), 0));
        }

        private CodeText code(Argument argument) {
            if (argument instanceof Many many) {
                return CodeText.brackets(
                        "[", many.items().stream().map(this::code).toList(), "]");
            }
            if (argument instanceof Named named) {
                Map<String, CodeText> items = new LinkedHashMap<>();
                named.items().forEach((key, item) -> items.put(key, code(item)));
                return PythonWriter.dict(items);
            }
            if (argument instanceof Subscript subscript) {
                return CodeText.text(subscript.source());
            }
            return argument instanceof Tensor tensor ? tensor(tensor) : PYTHON.code(((Plain) argument).value());
        }

        private CodeText tensor(Tensor tensor) {
            String whole = tensors.get(new Tensor(tensor.layer(), tensor.node(), 0));
            if (whole == null) {
                throw new IllegalArgumentException("code: layer must be joined to the inputs, got " + tensor.layer());
            }
            return CodeText.text(whole + part(tensor));
        }

        /** Returns the index of a tensor in what its call returns: nothing for a single one, else a number or a key. */
        private String part(Tensor tensor) {
            ModelOutline inner = model.models().get(tensor.layer());
            if (inner != null && inner.outputs() instanceof Named named) {
                // Keras numbers the entries of a dictionary in the order of their keys.
                List<String> keys = List.copyOf(new TreeMap<>(named.items()).keySet());
                return "[" + PythonText.string(keys.get(tensor.output())) + "]";
            }
            return several(tensor, inner) ? "[" + tensor.output() + "]" : "";
        }

        private boolean several(Tensor tensor, @Nullable ModelOutline inner) {
            Call layer = Objects.requireNonNull(model.layers().get(tensor.layer()));
            return tensor.output() > 0
                    || (inner != null
                            && inner.outputs() instanceof Many many
                            && many.items().size() > 1)
                    || (layer.symbol().startsWith("keras.src.ops.") && severalParts(layer))
                    || returnsState(layer)
                    || TRUE.equals(scores(tensor));
        }

        private static boolean severalParts(Call operation) {
            return switch (operation.name()) {
                case "SVD" -> !FALSE.equals(operation.arguments().get("compute_uv"));
                case "Unique" ->
                    Stream.of("return_index", "return_inverse", "return_counts")
                            .anyMatch(part -> TRUE.equals(operation.arguments().get(part)));
                default -> OPERATIONS.contains(operation.name());
            };
        }

        private @Nullable Expr scores(Tensor tensor) {
            List<Node> nodes = Objects.requireNonNull(model.nodes().get(tensor.layer()));
            boolean called = tensor.node() < nodes.size();
            Argument given = called ? nodes.get(tensor.node()).named().get("return_attention_scores") : null;
            return given instanceof Plain plain ? plain.value() : null;
        }

        private void assign(Tensor tensor, String name, CodeText value) {
            String variable = identifier(name, taken);
            tensors.put(tensor, variable);
            layout.statement(INDENT, value.after(variable + " = "));
        }
    }
}
