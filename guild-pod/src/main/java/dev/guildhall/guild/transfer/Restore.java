package dev.guildhall.guild.transfer;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.accounts.AccountsArchive;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.rpc.ProtoContentBytes;
import dev.guildhall.guild.store.content.ContentBytes;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildImport;
import dev.guildhall.guild.store.content.GuildTarget;
import dev.guildhall.guild.transfer.ChunkReader.DamagedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts a backup into an empty store: the accounts, then guild by guild, each of which is read
/// again and compared.
final class Restore {

    private static final ContentBytes BYTES = new ProtoContentBytes();

    private final Path folder;
    private final TransferTarget store;
    private final Path journalFile;
    private final Progress progress;

    Restore(Path folder, TransferTarget store, Path journalFile, Progress progress) {
        this.folder = folder;
        this.store = store;
        this.journalFile = journalFile;
        this.progress = progress;
    }

    void run() throws IOException {
        Manifest manifest = Manifest.read(folder);
        List<GuildSummary> all = Journal.summaries(folder.resolve(Manifest.GUILDS));
        List<GuildId> ids = all.stream().map(each -> GuildId.parse(each.id())).toList();
        if (!Files.exists(journalFile) && store.guilds().hasAny(ids)) {
            throw TransferException.badInput(
                    store.name() + " has guilds already; restore into an empty one");
        }
        try (Journal journal = Journal.open(journalFile, "restore " + manifest.guildsSha256())) {
            try (AccountsArchive archive = store.accounts().get()) {
                accounts(manifest, archive);
            }
            try (AccountsStore accounts = store.accountsStore().get()) {
                guilds(all, journal, accounts);
            }
        } catch (DamagedException e) {
            throw TransferException.failed(e.getMessage());
        }
        Files.delete(journalFile);
        progress.say(
                "restore: %d guilds, %d messages, %d records of accounts into %s, verified"
                        .formatted(
                                manifest.guilds(),
                                manifest.messages(),
                                manifest.accountRecords(),
                                store.name()));
    }

    private void accounts(Manifest manifest, AccountsArchive accounts)
            throws IOException, DamagedException {
        Path file = folder.resolve(Manifest.ACCOUNTS);
        AccountsFiles.Sum sum = AccountsFiles.read(file, accounts);
        if (sum.chunks() != manifest.accountChunks()) {
            throw TransferException.failed(
                    "%s has %d chunks where %d were written"
                            .formatted(file, sum.chunks(), manifest.accountChunks()));
        }
        long found = AccountsFiles.sum(accounts).records();
        if (found < manifest.accountRecords()) {
            throw TransferException.failed(
                    "%s has %d records of accounts where %d were put in"
                            .formatted(store.name(), found, manifest.accountRecords()));
        }
    }

    private void guilds(List<GuildSummary> all, Journal journal, AccountsStore accounts)
            throws IOException, DamagedException {
        Set<String> done = new HashSet<>();
        journal.before().forEach(each -> done.add(each.id()));
        List<GuildSummary> left = all.stream().filter(it -> !done.contains(it.id())).toList();
        progress.expect(
                all.size(),
                all.size() - left.size(),
                left.stream().mapToLong(GuildSummary::bytes).sum());
        GuildTarget guilds = store.guilds();
        for (GuildSummary each : left) {
            GuildId guildId = GuildId.parse(each.id());
            progress.begin(each.bytes());
            if (!guilds.isWhole(guildId)) {
                guild(each, guildId);
            }
            GuildArrival.check(guilds, accounts, guildId, each.totals());
            journal.append(each);
            progress.end();
        }
    }

    private void guild(GuildSummary guild, GuildId guildId) throws IOException, DamagedException {
        Path file = folder.resolve(guild.file());
        try (GuildImport to = store.guilds().importing(guildId);
                ChunkReader in = ChunkReader.open(file, "guild " + guild.id())) {
            int done = to.position().map(Integer::parseInt).orElse(0);
            int chunks = 0;
            Optional<Chunk> chunk = in.next();
            while (chunk.isPresent()) {
                chunks++;
                if (chunks > done) {
                    put(chunk.get(), to, chunks);
                }
                chunk = in.next();
            }
            if (chunks != guild.chunks()) {
                throw TransferException.failed(
                        "%s has %d chunks where %d were written"
                                .formatted(file, chunks, guild.chunks()));
            }
            to.finish();
        }
    }

    private void put(Chunk chunk, GuildImport to, int chunks) throws IOException {
        List<ContentRecord> records = new ArrayList<>(chunk.records());
        for (byte[] each : chunk.unpack()) {
            records.add(BYTES.content(each));
        }
        to.apply(records, Integer.toString(chunks));
        long messages =
                records.stream().filter(it -> it instanceof ContentRecord.MessagePut).count();
        progress.advance(messages, chunk.packed().length);
    }
}
