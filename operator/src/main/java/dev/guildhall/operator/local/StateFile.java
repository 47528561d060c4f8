package dev.guildhall.operator.local;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.guildhall.common.id.GuildId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// `state.json`: written whole, flushed, then renamed over the old one, so that it is always
/// either.
public final class StateFile {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(ids())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private final Path file;

    public StateFile(DataDir dir) {
        this.file = dir.state();
    }

    /// What was written last; empty when nothing was. Throws [UnreadableStateException] when there
    /// is something else.
    public Optional<LocalState> read() throws IOException {
        try {
            LocalState state = JSON.readValue(Files.readString(file), LocalState.class);
            return Optional.of(Objects.requireNonNull(state, "it says null"));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableStateException(file, e);
        }
    }

    /// Renames a file that cannot be read, so that the operator can begin anew and a person can
    /// look at it; gives its new place.
    Path setAside(long unixMs) throws IOException {
        String time = Instant.ofEpochMilli(unixMs).toString().replace(":", "");
        Path aside = file.resolveSibling(file.getFileName() + ".unreadable-" + time);
        return Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    }

    /// On disk when this returns.
    void write(LocalState state) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(state));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Ids as text: other readers of JSON would round them.
    public static Module ids() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(GuildId.class, new WriteGuildId());
        module.addDeserializer(GuildId.class, new ReadGuildId());
        module.addKeyDeserializer(GuildId.class, new ReadGuildIdKey());
        return module;
    }

    private static final class WriteGuildId extends JsonSerializer<GuildId> {
        @Override
        public void serialize(GuildId id, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(id.toString());
        }
    }

    private static final class ReadGuildIdKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return GuildId.parse(key);
        }
    }

    private static final class ReadGuildId extends JsonDeserializer<GuildId> {
        @Override
        public GuildId deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            return GuildId.parse(in.getText());
        }
    }
}
