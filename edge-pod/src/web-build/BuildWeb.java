import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Bundles the chat page: `java BuildWeb.java <sources> <staging> <output>`. Run by Maven (see edge-pod/pom.xml).
///
/// `<staging>` holds what Maven unpacked: `esbuild/` and `node_modules/`. The sources are copied beside it, so that neither
/// esbuild nor the type check needs to be told where modules are. `<output>` gets index.html and hashed assets.
final class BuildWeb {

    private final Path sources;
    private final Path staging;
    private final Path output;

    private BuildWeb(Path sources, Path staging, Path output) {
        this.sources = sources;
        this.staging = staging;
        this.output = output;
    }

    public static void main(String[] args) throws Exception {
        new BuildWeb(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])).run();
    }

    private void run() throws Exception {
        empty(output);
        empty(staging.resolve("src"));
        copy(sources, staging);
        bundle();
        page();
        Files.copy(sources.resolve("icon.svg"), output.resolve("icon.svg"));
    }

    private void bundle() throws Exception {
        Path esbuild = staging.resolve("esbuild/bin/esbuild");
        if (!Files.exists(esbuild)) {
            throw new IllegalStateException(
                    "there is no esbuild for this platform; build on Linux x64 or macOS arm64");
        }
        esbuild.toFile().setExecutable(true);
        var command =
                List.of(
                        esbuild.toString(),
                        "src/main.tsx",
                        "--bundle",
                        "--minify",
                        "--sourcemap",
                        "--format=esm",
                        "--target=es2022",
                        "--jsx=automatic",
                        "--jsx-import-source=preact",
                        "--entry-names=assets/[name]-[hash]",
                        "--log-level=warning",
                        "--outdir=" + output.toAbsolutePath());
        int exit =
                new ProcessBuilder(command).directory(staging.toFile()).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("esbuild ended with " + exit);
        }
    }

    private void page() throws IOException {
        String html =
                Files.readString(sources.resolve("index.html"))
                        .replace("%SCRIPT%", asset(".js"))
                        .replace("%STYLE%", asset(".css"));
        Files.writeString(output.resolve("index.html"), html);
    }

    private String asset(String ending) throws IOException {
        try (Stream<Path> files = Files.list(output.resolve("assets"))) {
            return "assets/"
                    + files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(ending))
                            .findFirst()
                            .orElseThrow();
        }
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).forEach(BuildWeb::delete);
            }
        }
        Files.createDirectories(folder);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
