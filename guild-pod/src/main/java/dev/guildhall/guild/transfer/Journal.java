package dev.guildhall.guild.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The guilds that a transfer has finished, a JSON line each, after a first line that says of what
/// it is. A line is on disk before the next guild is begun; one that was cut short counts for
/// nothing. For one thread.
final class Journal implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel channel;
    private final List<GuildSummary> before;

    private Journal(FileChannel channel, List<GuildSummary> before) {
        this.channel = channel;
        this.before = before;
    }

    /// The first line.
    record Subject(String of) {}

    /// What the journal is of; empty when there is none.
    static Optional<String> subject(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = wholeLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.readValue(lines.getFirst(), Subject.class).of());
    }

    /// Opens or makes the journal of `subject`; refused when it is of another.
    static Journal open(Path file, String subject) throws IOException {
        Optional<String> known = subject(file);
        if (known.isPresent() && !known.get().equals(subject)) {
            throw TransferException.badInput(
                    "%s is of \"%s\", not of \"%s\"; name another directory"
                            .formatted(file, known.get(), subject));
        }
        List<GuildSummary> before = known.isEmpty() ? List.of() : summaries(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Journal journal = new Journal(channel, before);
        if (known.isEmpty()) {
            channel.truncate(0);
            journal.append(new Subject(subject));
        } else {
            long end = 0;
            for (String line : wholeLines(file)) {
                end += line.getBytes(StandardCharsets.UTF_8).length + 1;
            }
            channel.truncate(end);
            channel.position(end);
        }
        return journal;
    }

    /// All guilds in a journal.
    static List<GuildSummary> summaries(Path file) throws IOException {
        List<GuildSummary> summaries = new ArrayList<>();
        List<String> lines = wholeLines(file);
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            try {
                summaries.add(JSON.readValue(line, GuildSummary.class));
            } catch (JsonProcessingException e) {
                throw TransferException.failed(
                        file + " is damaged: \"" + line + "\" is no line of it: " + e.getMessage());
            }
        }
        return summaries;
    }

    private static List<String> wholeLines(Path file) throws IOException {
        String text = Files.readString(file);
        int end = text.lastIndexOf('\n') + 1;
        return text.substring(0, end).lines().toList();
    }

    /// Those that were finished when it was opened.
    List<GuildSummary> before() {
        return before;
    }

    void append(GuildSummary guild) throws IOException {
        append((Object) guild);
    }

    private void append(Object line) throws IOException {
        byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
