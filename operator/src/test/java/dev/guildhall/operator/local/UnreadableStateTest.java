package dev.guildhall.operator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.time.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A `state.json` that is not what an operator writes.
class UnreadableStateTest {

    @TempDir Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "{\"directoryPort\":", "\u0000\u0000\u0000"})
    void isSetAsideAndTheOperatorGoesOn(String damaged) throws Exception {
        // Given
        DataDir dir = DataDir.create(folder);
        Files.writeString(dir.state(), damaged);

        // When
        LocalMode local = LocalMode.lock(dir, ticker);

        // Then
        assertThat(local.ready()).isFalse();
        assertThat(dir.state()).doesNotExist();
        assertThat(setAside()).hasSize(1);
        assertThat(Files.readString(setAside().getFirst())).isEqualTo(damaged);
    }

    @Test
    void isNamedToWhoReadsIt() throws Exception {
        // Given
        DataDir dir = DataDir.create(folder);
        Files.writeString(dir.state(), "{");

        // When, Then
        assertThatThrownBy(() -> new StateFile(dir).read())
                .isInstanceOf(UnreadableStateException.class)
                .hasMessageStartingWith(dir.state() + " cannot be read (")
                .hasMessageEndingWith("; the operator sets it aside when it starts");
        assertThat(dir.state()).exists();
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each ->
                            each.getFileName().toString().startsWith("state.json.unreadable-"))
                    .toList();
        }
    }
}
