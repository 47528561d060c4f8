package dev.guildhall.guild.transfer;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.rpc.ProtoContentBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildTarget;
import java.util.ArrayList;
import java.util.List;

/// What follows when a guild was put into a store: it is read from there, compared with what it
/// should be, and written into the indexes of the accounts.
final class GuildArrival {

    private static final long NO_OWNER = 0;

    private GuildArrival() {}

    /// Fails when the guild is not what `expected` says.
    static void check(
            GuildTarget guilds, AccountsStore accounts, GuildId guildId, Totals expected) {
        Totals found =
                guilds.read(
                        guildId,
                        reading -> {
                            long seq = reading.seq();
                            return Census.of(
                                    reading,
                                    new ProtoContentBytes(),
                                    page -> index(accounts, guildId, seq, page));
                        });
        if (!found.equals(expected)) {
            throw TransferException.failed(
                    "guild %s is not what it should be: expected %s, found %s"
                            .formatted(guildId, expected, found));
        }
    }

    /// Under an epoch below every owner's: whatever an owner says later wins.
    private static void index(
            AccountsStore accounts, GuildId guildId, long seq, List<ContentRecord> page) {
        List<LogEntry> entries = new ArrayList<>();
        for (ContentRecord each : page) {
            if (each instanceof ContentRecord.MemberPut it) {
                entries.add(new LogEntry(seq, new Event.MemberJoined(it.member())));
            } else if (each instanceof ContentRecord.Head it) {
                entries.add(new LogEntry(seq, new Event.GuildUpdated(it.head().guild())));
                it.head()
                        .channels()
                        .forEach(c -> entries.add(new LogEntry(seq, new Event.ChannelCreated(c))));
            }
        }
        if (!entries.isEmpty()) {
            accounts.project(guildId, NO_OWNER, entries);
        }
    }
}
