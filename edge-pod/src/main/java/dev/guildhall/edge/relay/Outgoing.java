package dev.guildhall.edge.relay;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.edge.protocol.DispatchJson;
import dev.guildhall.edge.protocol.DispatchType;
import org.jspecify.annotations.Nullable;

/// One dispatch of an event, before it is known who gets it: who may see which variant of it, and
/// each variant's bytes, made when the first viewer comes and shared by all.
///
/// The relay's thread only.
final class Outgoing {

    /// Says which variant a viewer gets.
    interface Rule {

        /// 0 to [#VARIANTS] - 1, or [#NOBODY].
        int variantFor(Viewer viewer);
    }

    /// Makes the `d` of a variant.
    interface Body {

        JsonBody variant(int variant);
    }

    /// This viewer does not get the dispatch.
    static final int NOBODY = -1;

    /// More than any event has.
    static final int VARIANTS = 3;

    private final GuildId guildId;
    private final long guildSeq;
    private final DispatchType type;
    private final Rule rule;
    private final Body body;
    private final @Nullable Dispatch[] encoded = new @Nullable Dispatch[VARIANTS];

    Outgoing(GuildId guildId, long guildSeq, DispatchType type, Rule rule, Body body) {
        this.guildId = guildId;
        this.guildSeq = guildSeq;
        this.type = type;
        this.rule = rule;
        this.body = body;
    }

    /// What `viewer` gets: null, or the one dispatch of its variant.
    @Nullable Dispatch forViewer(Viewer viewer, SequenceSource sequences) {
        int variant = rule.variantFor(viewer);
        if (variant == NOBODY) {
            return null;
        }
        Dispatch made = encoded[variant];
        return made == null ? encode(variant, sequences) : made;
    }

    private Dispatch encode(int variant, SequenceSource sequences) {
        long s = sequences.next();
        byte[] json = DispatchJson.encode(s, type, body.variant(variant));
        Dispatch made = new Dispatch(s, guildId, guildSeq, type.name(), json);
        encoded[variant] = made;
        return made;
    }
}
