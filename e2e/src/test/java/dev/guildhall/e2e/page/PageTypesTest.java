package dev.guildhall.e2e.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page's TypeScript has no type error. The bundler only strips types, so this is where they
/// are checked.
class PageTypesTest {

    private static final Path STAGED =
            Path.of("../edge-pod/target/web").toAbsolutePath().normalize();
    private static final String LIB = "META-INF/resources/webjars/typescript/";

    @TempDir Path folder;

    @Test
    void thePageHasNoTypeError() throws Exception {
        // Given
        Path compiler = unpackCompiler();
        assertThat(STAGED.resolve("node_modules/preact"))
                .as("built by edge-pod's package phase")
                .isDirectory();

        // When
        Process process =
                new ProcessBuilder(
                                node(),
                                compiler.toString(),
                                "--project",
                                STAGED.toString(),
                                "--pretty",
                                "false")
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(output).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aTypeErrorIsFound() throws Exception {
        // Given
        Path compiler = unpackCompiler();
        Path wrong =
                Files.writeString(
                        folder.resolve("wrong.ts"), "export const n: number = \"text\";\n");

        // When
        Process process =
                new ProcessBuilder(
                                node(),
                                compiler.toString(),
                                "--noEmit",
                                "--ignoreConfig",
                                wrong.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(output).contains("TS2322");
        assertThat(process.waitFor()).isNotZero();
    }

    /// The Node inside Playwright's driver.
    private static String node() {
        Driver driver =
                Driver.ensureDriverInstalled(
                        Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false);
        return driver.createProcessBuilder().command().getFirst();
    }

    private Path unpackCompiler() throws IOException {
        Path target = folder.resolve("typescript");
        try (JarFile jar = new JarFile(typescriptJar().toFile())) {
            for (var entry : (Iterable<java.util.jar.JarEntry>) () -> jar.entries().asIterator()) {
                String name = entry.getName();
                int lib = name.indexOf("/lib/");
                if (name.startsWith(LIB) && lib > 0 && !entry.isDirectory()) {
                    Path file = target.resolve(name.substring(lib + 1));
                    Files.createDirectories(file.getParent());
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
        return target.resolve("lib/tsc.js");
    }

    private static Path typescriptJar() {
        for (String element :
                System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            if (element.contains("typescript") && element.endsWith(".jar")) {
                return Path.of(element);
            }
        }
        throw new IllegalStateException("typescript is not on the class path");
    }
}
