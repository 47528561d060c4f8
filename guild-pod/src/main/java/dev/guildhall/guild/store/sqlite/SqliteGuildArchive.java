package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.content.GuildArchive;
import dev.guildhall.guild.store.content.GuildImport;
import dev.guildhall.guild.store.content.GuildReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The guilds' files of one folder as content. A read is one transaction, so it is as of one
/// moment; a pod that writes meanwhile goes on, only its write-ahead log cannot shrink until then.
public final class SqliteGuildArchive implements GuildArchive {

    static final String SUFFIX = ".db";

    private static final int BUSY_TIMEOUT_MS = 10_000;

    private final Path folder;
    private final EventBytes bytes;

    public SqliteGuildArchive(Path folder, EventBytes bytes) {
        this.folder = folder;
        this.bytes = bytes;
    }

    @Override
    public List<GuildId> guilds() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+\\" + SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .map(GuildId::parse)
                    .sorted()
                    .filter(this::hasEvents)
                    .toList();
        } catch (IOException e) {
            throw new StoreException.WriteRefused("cannot list " + folder, e);
        }
    }

    private boolean hasEvents(GuildId guildId) {
        try (Sql sql = Sql.open(file(guildId), BUSY_TIMEOUT_MS)) {
            return sql.number("PRAGMA user_version") > 0
                    && sql.number("SELECT count(*) FROM (SELECT seq FROM log LIMIT 1)") > 0;
        } catch (StoreException.Corrupt _) {
            return true; // whoever reads it is to say so
        }
    }

    @Override
    public boolean hasAny(Collection<GuildId> guildIds) {
        return !guilds().isEmpty();
    }

    @Override
    public boolean isWhole(GuildId guildId) {
        return Files.exists(file(guildId));
    }

    @Override
    public long sizeBytes(GuildId guildId) {
        try {
            return Files.size(file(guildId));
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public <T> T read(GuildId guildId, Function<GuildReading, T> work) {
        try (Sql sql = Sql.open(file(guildId), BUSY_TIMEOUT_MS)) {
            if (sql.number("PRAGMA user_version") < GuildSchema.MIGRATIONS.steps().size()) {
                sql.write(() -> {
                    GuildSchema.MIGRATIONS.apply(sql);
                    return true;
                });
            }
            return sql.read(() -> work.apply(new SqliteGuildReading(sql, bytes)));
        }
    }

    @Override
    public GuildImport importing(GuildId guildId) {
        Path file = file(guildId);
        if (Files.exists(file)) {
            throw new IllegalStateException("guild " + guildId + " exists already: " + file);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException.WriteRefused("cannot make the folder " + folder, e);
        }
        return SqliteGuildImport.open(file, bytes);
    }

    private Path file(GuildId guildId) {
        return folder.resolve(guildId + SUFFIX);
    }
}
