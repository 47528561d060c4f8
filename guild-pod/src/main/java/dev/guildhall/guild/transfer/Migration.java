package dev.guildhall.guild.transfer;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.accounts.AccountsArchive;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.rpc.ProtoContentBytes;
import dev.guildhall.guild.store.content.ContentBytes;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildHead;
import dev.guildhall.guild.store.content.GuildImport;
import dev.guildhall.guild.store.content.GuildReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Copies a store that nobody serves into another, empty one: the accounts, then guild by guild.
/// Both are read and compared. The first one stays as it is.
final class Migration {

    private static final ContentBytes BYTES = new ProtoContentBytes();

    /// In records. A step of an import.
    private static final int STEP = 2_000;

    private final TransferSource from;
    private final TransferTarget to;
    private final Path journalFile;
    private final Progress progress;

    Migration(TransferSource from, TransferTarget to, Path journalFile, Progress progress) {
        this.from = from;
        this.to = to;
        this.journalFile = journalFile;
        this.progress = progress;
    }

    void run() throws IOException {
        if (!Files.exists(journalFile) && to.guilds().hasAny(from.guilds().guilds())) {
            throw TransferException.badInput(
                    to.name() + " has guilds already; migrate into an empty one");
        }
        long messages = 0;
        int guilds;
        try (Journal journal = Journal.open(journalFile, from.name() + " to " + to.name())) {
            accounts();
            try (AccountsStore accounts = to.accountsStore().get()) {
                List<GuildSummary> all = guilds(journal, accounts);
                guilds = all.size();
                messages = all.stream().mapToLong(it -> it.totals().messages()).sum();
            }
        }
        Files.delete(journalFile);
        progress.say(
                "migrate: %d guilds and %d messages from %s to %s, verified"
                        .formatted(guilds, messages, from.name(), to.name()));
    }

    private void accounts() {
        try (AccountsArchive source = from.accounts().get();
                AccountsArchive target = to.accounts().get()) {
            AccountsFiles.copy(source, target);
            AccountsFiles.Sum expected = AccountsFiles.sum(source);
            AccountsFiles.Sum found = AccountsFiles.sum(target);
            if (!found.equals(expected)) {
                throw TransferException.failed(
                        "accounts are not what they should be: expected %s, found %s"
                                .formatted(expected, found));
            }
        }
    }

    private List<GuildSummary> guilds(Journal journal, AccountsStore accounts) throws IOException {
        List<GuildSummary> all = new ArrayList<>(journal.before());
        Set<String> done = new HashSet<>();
        all.forEach(each -> done.add(each.id()));
        List<GuildId> ids = from.guilds().guilds();
        List<GuildId> left = ids.stream().filter(id -> !done.contains(id.toString())).toList();
        progress.expect(
                ids.size(),
                ids.size() - left.size(),
                left.stream().mapToLong(from.guilds()::sizeBytes).sum());
        for (GuildId guildId : left) {
            progress.begin(from.guilds().sizeBytes(guildId));
            GuildSummary summary =
                    from.guilds().read(guildId, reading -> guild(reading, guildId, accounts));
            journal.append(summary);
            all.add(summary);
            progress.end();
        }
        return all;
    }

    private GuildSummary guild(GuildReading reading, GuildId guildId, AccountsStore accounts) {
        if (!to.guilds().isWhole(guildId)) {
            copy(reading, guildId);
        }
        Totals totals = Census.of(reading, BYTES, _ -> {});
        GuildArrival.check(to.guilds(), accounts, guildId, totals);
        GuildHead head = reading.head();
        return GuildSummary.of(head.guild(), head.last().seq(), 0, 0, totals);
    }

    private void copy(GuildReading reading, GuildId guildId) {
        try (GuildImport into = to.guilds().importing(guildId)) {
            Cursor cursor = into.position().map(Cursor::parse).orElse(Cursor.START);
            ContentWalk walk = new ContentWalk(reading);
            List<ContentRecord> step = new ArrayList<>();
            while (cursor.section() != Cursor.Section.END) {
                ContentWalk.Page page = walk.next(cursor);
                step.addAll(page.records());
                cursor = page.next();
                if (step.size() >= STEP || cursor.section() == Cursor.Section.END) {
                    put(into, step, cursor);
                    step.clear();
                }
            }
            into.finish();
        }
    }

    private void put(GuildImport into, List<ContentRecord> step, Cursor cursor) {
        into.apply(step, cursor.toString());
        long messages = step.stream().filter(it -> it instanceof ContentRecord.MessagePut).count();
        long bytes = step.stream().mapToLong(it -> BYTES.of(it).length).sum();
        progress.advance(messages, bytes);
    }
}
