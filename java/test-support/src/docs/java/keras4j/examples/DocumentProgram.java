package keras4j.examples;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A complete class in a document: compiled, and its main called. */
final class DocumentProgram {
    private static final Pattern CLASS = Pattern.compile("public (?:final )?class (\\w+)");

    private final String name;
    private final Path folder;
    private final Path source;

    /** Writes the block to a folder, as a source file. */
    DocumentProgram(DocumentBlock block, Path folder) throws IOException {
        Matcher found = CLASS.matcher(block.text());
        if (!found.find()) {
            throw new AssertionError(block + ": a program must have a public class");
        }
        name = found.group(1);
        this.folder = folder;
        source = folder.resolve(name + ".java");
        Files.writeString(source, block.text() + "\n");
    }

    void run() throws Exception {
        compile();
        URL[] classes = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, DocumentProgram.class.getClassLoader())) {
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException thrown) {
            throw new AssertionError(source + " failed: " + thrown.getCause(), thrown.getCause());
        }
    }

    private void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-Xlint:all",
                    "-Xlint:-classfile",
                    "-Werror",
                    "-d",
                    folder.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"));
            var task = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source));
            if (!task.call()) {
                throw new AssertionError(source + " is refused:\n" + messages);
            }
        }
    }
}
