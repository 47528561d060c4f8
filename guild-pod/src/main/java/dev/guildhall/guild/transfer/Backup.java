package dev.guildhall.guild.transfer;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.accounts.AccountsArchive;
import dev.guildhall.guild.rpc.ProtoContentBytes;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.content.ContentBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies a store, which may be in use, into a directory: guild by guild, then the accounts, so
/// that nobody who is in a guild is missing there; then everything is read again, and the manifest
/// is written.
final class Backup {

    private static final ContentBytes BYTES = new ProtoContentBytes();

    private final TransferSource store;
    private final String of;
    private final Path folder;
    private final Progress progress;
    private final long chunkBytes;

    /// `of` says what is copied: an attempt goes on only with what is of the same. `chunkBytes` is
    /// how many bytes of records make a chunk.
    Backup(TransferSource store, String of, Path folder, Progress progress, long chunkBytes) {
        this.store = store;
        this.of = of;
        this.folder = folder;
        this.progress = progress;
        this.chunkBytes = chunkBytes;
    }

    void run() throws IOException {
        if (Files.exists(folder.resolve(Manifest.FILE))) {
            throw TransferException.badInput(
                    folder + " holds a finished backup already; name another directory");
        }
        refuseForeign();
        Files.createDirectories(folder.resolve("guilds"));
        List<GuildSummary> all;
        try (Journal journal = Journal.open(folder.resolve(Manifest.GUILDS), of)) {
            all = guilds(journal);
        }
        AccountsFiles.Sum accounts;
        try (AccountsArchive archive = store.accounts().get()) {
            accounts = AccountsFiles.write(archive, folder.resolve(Manifest.ACCOUNTS));
        }
        verify(all);
        Manifest manifest =
                new Manifest(
                        Manifest.FORMAT,
                        of,
                        Instant.now().toString(),
                        all.size(),
                        all.stream().mapToLong(it -> it.totals().messages()).sum(),
                        all.stream().mapToLong(GuildSummary::bytes).sum(),
                        Manifest.sha256(folder.resolve(Manifest.GUILDS)),
                        accounts.chunks(),
                        accounts.records());
        manifest.write(folder);
        progress.say(
                "backup: %d guilds, %d messages, %d bytes, %d records of accounts in %s, verified"
                        .formatted(
                                manifest.guilds(),
                                manifest.messages(),
                                manifest.bytes(),
                                manifest.accountRecords(),
                                folder));
    }

    private void refuseForeign() throws IOException {
        if (!Files.exists(folder) || Files.exists(folder.resolve(Manifest.GUILDS))) {
            return;
        }
        try (var files = Files.list(folder)) {
            Optional<Path> first = files.findFirst();
            if (first.isPresent()) {
                throw TransferException.badInput(
                        "%s is not empty and no backup: it has %s; name a directory that is empty or not there"
                                .formatted(folder, first.get().getFileName()));
            }
        }
    }

    /// All guilds that the backup has in the end. A guild that cannot be read does not keep the
    /// others from being copied.
    private List<GuildSummary> guilds(Journal journal) throws IOException {
        Map<String, GuildSummary> done = new HashMap<>();
        journal.before().forEach(each -> done.put(each.id(), each));
        List<GuildId> all = store.guilds().guilds();
        List<GuildId> left = all.stream().filter(id -> !done.containsKey(id.toString())).toList();
        progress.expect(
                all.size(),
                all.size() - left.size(),
                left.stream().mapToLong(store.guilds()::sizeBytes).sum());
        List<GuildSummary> summaries = new ArrayList<>(journal.before());
        List<String> failed = new ArrayList<>();
        for (GuildId guildId : left) {
            progress.begin(store.guilds().sizeBytes(guildId));
            try {
                GuildSummary summary = guild(guildId);
                journal.append(summary);
                summaries.add(summary);
            } catch (StoreException e) {
                failed.add("guild %s cannot be read: %s".formatted(guildId, e.getMessage()));
            }
            progress.end();
        }
        if (!failed.isEmpty()) {
            throw TransferException.failed(
                    String.join("\n", failed)
                            + "\nall others are copied; the backup has no manifest, and goes on when the same command is given again");
        }
        return summaries;
    }

    private GuildSummary guild(GuildId guildId) throws IOException {
        Path file = folder.resolve("guilds").resolve(guildId + ".chunks");
        try (ChunkWriter out = ChunkWriter.open(file, "guild " + guildId)) {
            return store.guilds()
                    .read(
                            guildId,
                            reading -> {
                                try {
                                    return new GuildBackup(
                                                    reading, BYTES, out, progress, chunkBytes)
                                            .run();
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }

    private void verify(List<GuildSummary> all) throws IOException {
        for (GuildSummary each : all) {
            Path file = folder.resolve(each.file());
            try (ChunkReader in = ChunkReader.open(file, "guild " + each.id())) {
                int chunks = 0;
                while (in.next().isPresent()) {
                    chunks++;
                }
                if (chunks != each.chunks()) {
                    throw TransferException.failed(
                            "%s has %d chunks where %d were written"
                                    .formatted(file, chunks, each.chunks()));
                }
            } catch (ChunkReader.DamagedException e) {
                throw TransferException.failed(e.getMessage());
            }
        }
    }
}
