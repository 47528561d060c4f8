package dev.guildhall.guild.store.cassandra.copy;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.log.CqlGuildLogs;
import dev.guildhall.guild.store.cassandra.tables.TablesOptions;
import dev.guildhall.guild.store.cassandra.tables.TablesReader;
import dev.guildhall.guild.store.content.GuildReading;
import dev.guildhall.guild.store.content.GuildSource;
import dev.guildhall.guild.store.sqlite.SqliteGuildCopy;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// A keyspace's guilds as content, while pods serve them or not. A guild is read by way of a copy
/// in a file, as of the last event that was acknowledged when the copying ended; the file goes when
/// the guild was read to its end, and what is left after an interruption is gone on with.
public final class CassandraGuildArchive implements GuildSource {

    private static final String SUFFIX = ".copy";

    /// The file, and what SQLite has beside it.
    private static final List<String> PARTS = List.of("", "-wal", "-shm");

    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
    private static final FileAttribute<?>[] OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };

    private final CassandraSession session;
    private final CqlGuildLogs logs;
    private final EventBytes bytes;
    private final Path folder;
    private final TablesOptions options;
    private final Ticker ticker;
    private final LongConsumer copied;

    /// Copies lie in `folder`, which is made. `options` says which messages are too old; `copied`
    /// is told of each step with the messages that it had.
    public CassandraGuildArchive(
            CassandraSession session,
            CqlGuildLogs logs,
            EventBytes bytes,
            Path folder,
            TablesOptions options,
            Ticker ticker,
            LongConsumer copied) {
        this.session = session;
        this.logs = logs;
        this.bytes = bytes;
        this.folder = folder;
        this.options = options;
        this.ticker = ticker;
        this.copied = copied;
    }

    @Override
    public List<GuildId> guilds() {
        return logs.guilds();
    }

    /// Not to be told without reading it.
    @Override
    public long sizeBytes(GuildId guildId) {
        return 0;
    }

    @Override
    public <T> T read(GuildId guildId, Function<GuildReading, T> work) {
        makeFolder();
        Path file = folder.resolve(guildId + SUFFIX);
        T result;
        try (SqliteGuildCopy copy = copied(guildId, file)) {
            result = copy.read(work);
        }
        delete(file);
        deleteFolder();
        return result;
    }

    /// The copy, up to date; one that an earlier attempt has left is gone on with when it can be.
    private SqliteGuildCopy copied(GuildId guildId, Path file) {
        if (Files.exists(file)) {
            SqliteGuildCopy left = SqliteGuildCopy.open(file, bytes);
            if (left.reached().isPresent() && brought(guildId, left)) {
                return left;
            }
            left.close();
            delete(file);
        }
        SqliteGuildCopy fresh = SqliteGuildCopy.open(file, bytes);
        var _ = brought(guildId, fresh);
        return fresh;
    }

    private boolean brought(GuildId guildId, SqliteGuildCopy copy) {
        boolean done = false;
        try {
            done =
                    new GuildCopier(
                                    logs.follow(guildId),
                                    new TablesReader(session, bytes, guildId),
                                    copy,
                                    copied,
                                    options.firstShown(guildId, ticker.unixMs()),
                                    GuildCopier.Steps.DEFAULT)
                            .run();
            return done;
        } finally {
            if (!done) {
                copy.close();
            }
        }
    }

    /// Readable by its owner only: it holds messages.
    private void makeFolder() {
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            if (!Files.exists(folder)) {
                boolean posix =
                        folder.getFileSystem().supportedFileAttributeViews().contains("posix");
                Files.createDirectory(folder, posix ? OWNER_ONLY : NO_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new StoreException.WriteRefused("cannot make the folder " + folder, e);
        }
    }

    private void deleteFolder() {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException _) {
            return; // another guild's copy, which an interrupted attempt has left
        } catch (IOException e) {
            throw new StoreException.WriteRefused("cannot delete " + folder, e);
        }
    }

    private static void delete(Path file) {
        try {
            for (String part : PARTS) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + part));
            }
        } catch (IOException e) {
            throw new StoreException.WriteRefused("cannot delete " + file, e);
        }
    }
}
