package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// Puts a guild into a file of its own, which gets the guild's name when it is whole: no pod ever
/// sees half a guild. A step is one transaction with its position.
///
/// The lease is left empty, so any epoch may claim the guild. The log has the last event only: who
/// asks for older ones is told that they are no longer kept.
final class SqliteGuildImport implements GuildImport {

    private static final int BUSY_TIMEOUT_MS = 0;

    private final Path file;
    private final Path unfinished;
    private final Sql sql;
    private final ContentProjection content;

    private SqliteGuildImport(Path file, Path unfinished, Sql sql, EventBytes bytes) {
        this.file = file;
        this.unfinished = unfinished;
        this.sql = sql;
        this.content = new ContentProjection(sql, bytes);
    }

    static SqliteGuildImport open(Path file, EventBytes bytes) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".import");
        Sql sql = Sql.open(unfinished, BUSY_TIMEOUT_MS);
        try {
            sql.write(() -> {
                GuildSchema.MIGRATIONS.apply(sql);
                sql.run("CREATE TABLE IF NOT EXISTS import (position TEXT NOT NULL)");
                return true;
            });
            return new SqliteGuildImport(file, unfinished, sql, bytes);
        } catch (RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    @Override
    public Optional<String> position() {
        return sql.first(row -> row.getString(1), "SELECT position FROM import");
    }

    @Override
    public void apply(List<ContentRecord> records, String position) {
        sql.write(() -> {
            records.forEach(content::apply);
            sql.update("DELETE FROM import");
            sql.update("INSERT INTO import (position) VALUES (?)", position);
            return true;
        });
    }

    @Override
    public void finish() {
        sql.write(() -> {
            if (sql.update("UPDATE guild SET member_count = (SELECT count(*) FROM members)") != 1) {
                throw new IllegalStateException("a guild without its head cannot be finished");
            }
            sql.run("DROP TABLE import");
            return true;
        });
        sql.run("PRAGMA wal_checkpoint(TRUNCATE)");
        sql.close();
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException.WriteRefused("cannot rename " + unfinished, e);
        }
    }

    @Override
    public void close() {
        sql.close();
    }
}
