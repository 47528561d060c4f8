package dev.guildhall.edge.relay;

import dev.guildhall.common.id.GuildId;

/// An event, encoded once for everybody who may see it.
///
/// `s` comes from the edge's one counter: it grows and has gaps. `json` is the whole payload
/// `{"op":0,"s":…,"t":…,"d":…}` in UTF-8, shared: nobody writes to it. `guildSeq` is where it lies
/// in the guild's order.
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, never compared
public record Dispatch(long s, GuildId guildId, long guildSeq, String type, byte[] json) {}
