package dev.guildhall.edge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.edge.session.SessionMeter.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// docs/gateway.md names everything that there is.
class GatewayPageTest {

    private String page;

    @BeforeEach
    void read() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        page = Files.readString(folder.resolve("docs/gateway.md"));
    }

    @Test
    void opcodes() {
        for (Opcode opcode : Opcode.values()) {
            assertThat(page).contains("| %d | %s |".formatted(opcode.code(), opcode));
        }
    }

    @Test
    void closeCodes() {
        for (CloseCode code : CloseCode.values()) {
            assertThat(page).contains("\n| " + code.code() + " | ");
        }
    }

    @Test
    void bounds() {
        for (Bound bound : Bound.values()) {
            assertThat(page).contains("\n| `" + bound.name().toLowerCase(Locale.ROOT) + "` | ");
        }
    }
}
