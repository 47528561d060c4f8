package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.GuildStoreKillContract;
import dev.guildhall.guild.store.GuildStores;
import dev.guildhall.guild.store.KillScript;
import dev.guildhall.guild.store.ScriptedGuild;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.io.TempDir;

/// Owners that are killed between the writes of a commit, and of a checkpoint.
///
/// A killed process leaves what it has written, and nothing undoes that; a commit only adds to the
/// write-ahead log, page by page, and a checkpoint only puts pages into the file. So the files
/// after each of their writes are put together from those before and after.
/// [SqliteGuildStoreCrashTest] kills processes.
class SqliteGuildStoreKillTest extends GuildStoreKillContract {

    private static final int PAGE = 4_096;
    private static final int FRAME_HEADER = 24;

    /// Where a commit is cut that has written from the first to the second.
    private static final Map<String, ToIntFunction<Span>> CUTS =
            new TreeMap<>(
                    Map.of(
                            "before its first write", span -> span.from,
                            "in the header of a page", span -> span.from + FRAME_HEADER / 2,
                            "in a page", span -> span.from + FRAME_HEADER + PAGE / 2,
                            "before its last page", span -> span.to - PAGE - FRAME_HEADER,
                            "in its last page", span -> span.to - 1,
                            "after its last write", span -> span.to));

    @TempDir static Path folder;
    private static final AtomicInteger FOLDERS = new AtomicInteger();
    private GuildStores left;

    private record Span(int from, int to) {}

    @Override
    protected GuildStores stores() {
        return left;
    }

    @Override
    protected List<Death> deaths() {
        List<Death> deaths = new ArrayList<>();
        int batches = script().batches().size();
        for (int batch = 0; batch < batches; batch++) {
            for (String cut : CUTS.keySet()) {
                deaths.add(new InCommit(batch, cut));
            }
        }
        for (int quarter = 0; quarter <= 4; quarter++) {
            deaths.add(new InCheckpoint(KillScript.FIRST_LIFE, quarter));
            deaths.add(new InCheckpoint(batches, quarter));
        }
        return deaths;
    }

    private final class InCommit implements Death {
        private final int batch;
        private final String cut;

        InCommit(int batch, String cut) {
            this.batch = batch;
            this.cut = cut;
        }

        @Override
        public String name() {
            return "in the commit of batch " + batch + ", " + cut;
        }

        @Override
        public OptionalLong die(KillScript script) throws IOException {
            try (Living living = new Living(script, batch)) {
                byte[] before = living.log();
                long acknowledged = living.guild.seq();
                living.guild.play(batch + 1, () -> {});
                byte[] after = living.log();
                int end = CUTS.get(cut).applyAsInt(new Span(before.length, after.length));
                living.leave(living.file(), Arrays.copyOf(after, end));
                return OptionalLong.of(acknowledged);
            }
        }
    }

    private final class InCheckpoint implements Death {
        private final int batches;
        private final int quarter;

        InCheckpoint(int batches, int quarter) {
            this.batches = batches;
            this.quarter = quarter;
        }

        @Override
        public String name() {
            return "in a checkpoint after batch " + batches + ", " + quarter + " quarters done";
        }

        @Override
        public OptionalLong die(KillScript script) throws IOException, SQLException {
            try (Living living = new Living(script, batches)) {
                byte[] before;
                byte[] log;
                byte[] after;
                do { // again when the housekeeping wrote meanwhile
                    before = living.file();
                    log = living.log();
                    living.checkpoint();
                    after = living.file();
                } while (!Arrays.equals(log, living.log()));
                living.leave(partly(before, after, quarter), log);
                return OptionalLong.of(living.guild.seq());
            }
        }
    }

    /// The first quarters of the pages that differ are those of `after`.
    private static byte[] partly(byte[] before, byte[] after, int quarters) {
        byte[] mixed = Arrays.copyOf(before, after.length);
        List<Integer> changed = new ArrayList<>();
        for (int at = 0; at < after.length; at += PAGE) {
            if (!ByteBuffer.wrap(mixed, at, PAGE).equals(ByteBuffer.wrap(after, at, PAGE))) {
                changed.add(at);
            }
        }
        for (int at : changed.subList(0, changed.size() * quarters / 4)) {
            System.arraycopy(after, at, mixed, at, PAGE);
        }
        int length = quarters == 4 ? after.length : Math.max(before.length, end(changed, quarters));
        return Arrays.copyOf(mixed, length);
    }

    private static int end(List<Integer> changed, int quarters) {
        int count = changed.size() * quarters / 4;
        return count == 0 ? 0 : changed.get(count - 1) + PAGE;
    }

    /// An owner in this process, whose files are looked at while it stands still.
    private final class Living implements AutoCloseable {
        private final String file;
        private final Path at = folder.resolve("living" + FOLDERS.incrementAndGet());
        private final SqliteGuildStores stores = SqliteStores.in(at);
        private final ScriptedGuild guild;

        /// With so many batches, in as many lives as the script has.
        Living(KillScript script, int batches) {
            this.file = script.guildId() + ".db";
            if (batches < KillScript.FIRST_LIFE) {
                guild = new ScriptedGuild(script, stores, 1, "doomed");
            } else {
                try (ScriptedGuild first = new ScriptedGuild(script, stores, 1, "doomed")) {
                    first.play(KillScript.FIRST_LIFE, () -> {});
                }
                guild = new ScriptedGuild(script, stores, 2, "doomed");
            }
            guild.play(batches, () -> {});
        }

        private byte[] file() throws IOException {
            return Files.readAllBytes(at.resolve(file));
        }

        private byte[] log() throws IOException {
            return Files.readAllBytes(at.resolve(file + "-wal"));
        }

        private void checkpoint() throws SQLException {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + at.resolve(file));
                    var statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
            }
        }

        /// What the next owner finds.
        private void leave(byte[] content, byte[] log) throws IOException {
            Path next = Files.createDirectories(folder.resolve("next" + FOLDERS.get()));
            Files.write(next.resolve(file), content);
            Files.write(next.resolve(file + "-wal"), log);
            left = SqliteStores.in(next);
        }

        @Override
        public void close() {
            guild.close();
            stores.close();
        }
    }
}
