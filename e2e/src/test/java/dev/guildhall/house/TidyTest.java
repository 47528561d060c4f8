package dev.guildhall.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Limits on the sources that may only tighten: file length, method length, doc comments, words of
/// unfinished work.
///
/// The exceptions lie in `tidy-exceptions.txt`, one `path limit` or `path#method limit` a line. The
/// test fails when a line of it is no longer needed, so that the list only shrinks.
class TidyTest {

    private static final int FILE_LINES = 500;
    private static final int METHOD_LINES = 60;
    private static final Path ROOT = root();
    private static final Set<String> ENDINGS =
            Set.of(".java", ".ts", ".tsx", ".css", ".sh", ".py", ".js", ".mjs");

    @Test
    void filesStayShort() throws IOException {
        var found = new TreeMap<String, Integer>();
        for (Path file : sources()) {
            int lines = Files.readAllLines(file).size();
            if (lines > FILE_LINES) {
                found.put(name(file), lines);
            }
        }
        check(found, exceptions(false));
    }

    @Test
    void methodsStayShort() throws IOException {
        var found = new TreeMap<String, Integer>();
        visit((unit, scan) -> found.putAll(scan.longMethods));
        check(found, exceptions(true));
    }

    @Test
    void everyMainClassHasADocComment() throws IOException {
        var found = new TreeSet<String>();
        visit((_, scan) -> found.addAll(scan.undocumented));
        assertThat(found).as("top-level classes without a /// comment").isEmpty();
    }

    @Test
    void nothingIsLeftUnfinished() throws IOException {
        var found = new ArrayList<String>();
        for (Path file : sources()) {
            if (file.endsWith("TidyTest.java")) {
                continue;
            }
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).matches(".*\\b(TODO|FIXME|XXX|HACK)\\b.*")) {
                    found.add(name(file) + ":" + (i + 1));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static void check(Map<String, Integer> found, Map<String, Integer> allowed) {
        var faults = new ArrayList<String>();
        found.forEach((name, lines) -> {
            if (lines > allowed.getOrDefault(name, 0)) {
                faults.add("%s: %d lines".formatted(name, lines));
            }
        });
        allowed.keySet().stream()
                .filter(name -> !found.containsKey(name))
                .forEach(name -> faults.add(name + ": the exception is no longer needed"));
        assertThat(faults).isEmpty();
    }

    private static Map<String, Integer> exceptions(boolean methods) throws IOException {
        var all = new TreeMap<String, Integer>();
        for (String line : Files.readAllLines(ROOT.resolve("e2e/tidy-exceptions.txt"))) {
            if (!line.isBlank() && !line.startsWith("# ") && line.contains("#") == methods) {
                String[] words = line.split(" ");
                all.put(words[0], Integer.parseInt(words[1]));
            }
        }
        return all;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            !name(file)
                                    .matches("(.*/)?(target|node_modules|\\.git|\\.guildhall)/.*"))
                    .filter(file -> ENDINGS.stream().anyMatch(end -> file.toString().endsWith(end)))
                    .sorted()
                    .toList();
        }
    }

    private interface Visitor {
        void visit(CompilationUnitTree unit, Scan scan);
    }

    private static void visit(Visitor visitor) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files = sources().stream().filter(f -> f.toString().endsWith(".java")).toList();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    _ -> {},
                                    null,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                Scan scan = new Scan(unit, trees);
                scan.scan(unit, null);
                visitor.visit(unit, scan);
            }
        }
    }

    /// What one file holds that is too long or unexplained.
    private static final class Scan extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final String name;
        private final Map<String, Integer> longMethods = new TreeMap<>();
        private final Set<String> undocumented = new TreeSet<>();

        Scan(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
            this.name = name(Path.of(unit.getSourceFile().toUri()));
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            int lines = lines(method);
            if (lines > METHOD_LINES) {
                longMethods.merge(name + "#" + method.getName(), lines, Math::max);
            }
            return super.visitMethod(method, nothing);
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            boolean topLevel = getCurrentPath().getParentPath().getLeaf() == unit;
            boolean test =
                    name.contains("/src/test/")
                            && !type.getModifiers().getFlags().contains(Modifier.PUBLIC);
            if (topLevel && !test && trees.getDocComment(getCurrentPath()) == null) {
                undocumented.add(name);
            }
            return super.visitClass(type, nothing);
        }

        private int lines(Tree tree) {
            LineMap map = unit.getLineMap();
            var positions = trees.getSourcePositions();
            long start = positions.getStartPosition(unit, tree);
            long end = positions.getEndPosition(unit, tree);
            return start < 0 || end < 0
                    ? 0
                    : (int) (map.getLineNumber(end) - map.getLineNumber(start) + 1);
        }
    }

    private static String name(Path file) {
        return ROOT.relativize(file.toAbsolutePath()).toString().replace('\\', '/');
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
