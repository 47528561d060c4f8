package dev.guildhall.guild.transfer;

import dev.guildhall.common.guild.Guild;

/// One finished guild of a transfer: a line in a journal. Ids are texts, as in all of our JSON.
///
/// @param seq the event as of which everything is
/// @param chunks of its file; 0 where there is no file
/// @param bytes of its file
record GuildSummary(
        String id, String kind, String name, long seq, int chunks, long bytes, Totals totals) {

    static GuildSummary of(Guild guild, long seq, int chunks, long bytes, Totals totals) {
        return new GuildSummary(
                guild.id().toString(),
                guild.kind().name(),
                guild.name(),
                seq,
                chunks,
                bytes,
                totals);
    }

    /// Its file within a backup.
    String file() {
        return "guilds/" + id + ".chunks";
    }
}
