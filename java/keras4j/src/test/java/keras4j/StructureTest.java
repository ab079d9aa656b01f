package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Structural figures of the hand-written sources: names, sizes, public types and first words of Javadoc. Prints them. */
class StructureTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of("core", "keras4j");

    /** Standard one-word terms of Keras, Java and tidymodels, which are not counted. */
    private static final Set<String> TERMS = Set.of(
            "Keras",
            "Backend",
            "Settings",
            "Deadline",
            "Python",
            "Spec",
            "Block",
            "Recipe",
            "Step",
            "Selector",
            "Selectors",
            "Formula",
            "Role",
            "Workflow",
            "Fitted",
            "Conformal",
            "Predictions",
            "Intervals",
            "Evaluation",
            "Network",
            "Tensor",
            "Labels",
            "Schema",
            "Input",
            "Outcome",
            "Target",
            "Batches",
            "Records",
            "Datasets",
            "Examples",
            "Measure",
            "Measures",
            "Score",
            "Scores",
            "Estimator",
            "Aggregate",
            "Folds",
            "Holdout",
            "Bootstrap",
            "Resampling",
            "Strata",
            "Search",
            "Grid",
            "Race",
            "Bayes",
            "Annealing",
            "Hyperband",
            "Trial",
            "Candidate",
            "Criterion",
            "Budget",
            "Workers",
            "Study",
            "Task",
            "Runner",
            "Sampler",
            "Tuned",
            "Tuning",
            "Chart",
            "Charts",
            "Report",
            "Theme",
            "Archive",
            "Signer",
            "Verifier",
            "Expr",
            "Call",
            "Literal",
            "Point",
            "Space",
            "Program",
            "Catalogue",
            "Laplace",
            "Main",
            "Doctor",
            "Session");

    private static final Set<String> FORBIDDEN_FIRST_WORDS =
            Set.of("What", "Which", "Who", "Whose", "Whom", "Where", "Whether", "How", "What's");

    private static final List<SourceFile> FILES = new ArrayList<>();
    private static final List<String> ODD_COMMENTS = new ArrayList<>();
    private static final List<Integer> METHOD_LINES = new ArrayList<>();

    /** A hand-written source file of a library module. */
    private record SourceFile(String packageName, String type, boolean isPublic, int lines) {}

    @BeforeAll
    static void read() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("api-generator", "core", "keras4j", "examples", "benchmarks", "test-support")) {
            sources.addAll(javaFiles(ROOT.resolve("java").resolve(module).resolve("src")));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                read(trees, unit);
            }
        }
    }

    private static List<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("resources"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(DocTrees trees, CompilationUnitTree unit) throws IOException {
        Path file = ROOT.relativize(Path.of(unit.getSourceFile().toUri()));
        boolean library = MODULES.stream().anyMatch(module -> file.startsWith(Path.of("java", module, "src", "main")));
        if (library && !file.endsWith("package-info.java")) {
            ClassTree type = (ClassTree) unit.getTypeDecls().get(0);
            FILES.add(new SourceFile(
                    String.valueOf(unit.getPackageName()),
                    type.getSimpleName().toString(),
                    type.getModifiers().getFlags().contains(Modifier.PUBLIC),
                    (int) unit.getLineMap()
                            .getLineNumber(
                                    unit.getSourceFile().getCharContent(true).length() - 1)));
        }
        new CommentScanner(trees, unit, file, library).scan(unit, null);
    }

    /** Collects the first words of comments, and the lengths of the methods of the library. */
    private static final class CommentScanner extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final CompilationUnitTree unit;
        private final Path file;
        private final boolean library;

        CommentScanner(DocTrees trees, CompilationUnitTree unit, Path file, boolean library) {
            this.trees = trees;
            this.unit = unit;
            this.file = file;
            this.library = library;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            checkComment();
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            checkComment();
            if (library && method.getBody() != null) {
                METHOD_LINES.add(lines(method));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void none) {
            checkComment();
            return super.visitVariable(variable, null);
        }

        /** Counts the lines of a method from its name to its closing brace. */
        private int lines(MethodTree method) {
            long open = trees.getSourcePositions().getStartPosition(unit, method.getBody());
            long close = trees.getSourcePositions().getEndPosition(unit, method.getBody());
            return (int)
                    (unit.getLineMap().getLineNumber(close) - unit.getLineMap().getLineNumber(open) + 1);
        }

        private void checkComment() {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            String text = comment == null ? "" : comment.toString().strip();
            String first = text.split("[\\s,.:;]+", 2)[0];
            if (FORBIDDEN_FIRST_WORDS.contains(first) || text.startsWith("The same ")) {
                ODD_COMMENTS.add(file + ": " + text.lines().findFirst().orElse(""));
            }
        }
    }

    private static List<String> oneWordNames() {
        return types().filter(StructureTest::isOneWord)
                .filter(name -> !TERMS.contains(name))
                .toList();
    }

    private static Stream<String> types() {
        return FILES.stream().map(SourceFile::type);
    }

    private static boolean isOneWord(String name) {
        return name.substring(1).chars().noneMatch(Character::isUpperCase);
    }

    private static Set<String> doubleNames() {
        Set<String> seen = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        Path generated = ROOT.resolve("java/core/target/generated-sources/keras-api");
        javaFiles(generated)
                .forEach(file -> seen.add(file.getFileName().toString().replace(".java", "")));
        assertTrue(seen.size() > 300, "the generated classes are there");
        types().filter(name -> !seen.add(name)).forEach(twice::add);
        return twice;
    }

    private static List<String> publicTypes() {
        return FILES.stream()
                .filter(SourceFile::isPublic)
                .filter(file -> !file.packageName().contains(".internal"))
                .map(file -> file.packageName() + "." + file.type())
                .toList();
    }

    private static int largestFile() {
        return FILES.stream().mapToInt(SourceFile::lines).max().orElseThrow();
    }

    private static int ninetiethPercentile() {
        List<Integer> sorted = new ArrayList<>(METHOD_LINES);
        Collections.sort(sorted);
        return sorted.get(sorted.size() * 9 / 10);
    }

    private static long rootTypes() {
        return FILES.stream()
                .filter(file -> file.packageName().equals("keras4j"))
                .count();
    }

    @Test
    void the_figures_are_within_their_goals() {
        double oneWord = 100.0 * oneWordNames().size() / FILES.size();
        Map<String, String> figures = new TreeMap<>();
        figures.put("types with one-word names, %", String.format(Locale.ROOT, "%.0f of at most 30", oneWord));
        figures.put("simple type names that occur twice", doubleNames().size() + " of 0");
        figures.put("Javadoc that begins with an interrogative", ODD_COMMENTS.size() + " of 0");
        figures.put("types in the root package", rootTypes() + " of at most 12");
        figures.put("public types outside internal", publicTypes().size() + " of at most 170");
        figures.put("lines of the largest file", largestFile() + " of at most 400");
        figures.put("lines of a method, 90th percentile", ninetiethPercentile() + " of at most 12");
        System.out.println(figures.entrySet().stream()
                .map(figure -> "  " + figure.getKey() + ": " + figure.getValue())
                .collect(Collectors.joining("\n", "Structure of " + FILES.size() + " files\n", "")));
        assertTrue(oneWord <= 30, () -> "one-word names: " + oneWordNames());
        assertEquals(Set.of(), doubleNames());
        assertEquals(List.of(), ODD_COMMENTS);
        assertTrue(rootTypes() <= 12);
        assertTrue(publicTypes().size() <= 170, () -> "public types: " + publicTypes());
        assertTrue(largestFile() <= 400);
        assertTrue(ninetiethPercentile() <= 12);
    }
}
