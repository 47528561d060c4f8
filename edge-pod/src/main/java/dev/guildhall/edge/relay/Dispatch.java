package dev.guildhall.edge.relay;

import dev.guildhall.common.id.GuildId;
import java.nio.charset.StandardCharsets;

/// An event, encoded once for everybody who may see it.
///
/// `s` comes from the edge's one counter, [SequenceSource]: it grows and has gaps. `json` is the
/// whole payload `{"op":0,"s":…,"t":…,"d":…}` in UTF-8, in exactly this order of keys, shared:
/// nobody writes to it. `guildSeq` is where it lies in the guild's order.
///
/// Two relays stamp at the same time, and a session stamps its own payloads, so a dispatch can
/// reach a session with an `s` that is not above the last one. The session then sends
/// [#restamped(long)] with a fresh `s`, and its client sees `s` only grow.
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, never compared
public record Dispatch(long s, GuildId guildId, long guildSeq, String type, byte[] json) {

    private static final String BEFORE_S = "{\"op\":0,\"s\":";
    private static final String BEFORE_TYPE = ",\"t\":\"";
    private static final String BEFORE_DATA = "\",\"d\":";

    /// Puts the envelope around `data`, the JSON of `d`.
    public static Dispatch of(long s, GuildId guildId, long guildSeq, String type, byte[] data) {
        byte[] head =
                (BEFORE_S + s + BEFORE_TYPE + type + BEFORE_DATA).getBytes(StandardCharsets.UTF_8);
        byte[] json = new byte[head.length + data.length + 1];
        System.arraycopy(head, 0, json, 0, head.length);
        System.arraycopy(data, 0, json, head.length, data.length);
        json[json.length - 1] = '}';
        return new Dispatch(s, guildId, guildSeq, type, json);
    }

    /// The same dispatch under another `s`, encoded for one session alone.
    public Dispatch restamped(long newS) {
        byte[] head = (BEFORE_S + newS).getBytes(StandardCharsets.UTF_8);
        int tail = BEFORE_S.length() + Long.toString(s).length();
        byte[] copy = new byte[head.length + json.length - tail];
        System.arraycopy(head, 0, copy, 0, head.length);
        System.arraycopy(json, tail, copy, head.length, json.length - tail);
        return new Dispatch(newS, guildId, guildSeq, type, copy);
    }
}
