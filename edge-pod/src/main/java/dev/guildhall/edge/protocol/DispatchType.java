package dev.guildhall.edge.protocol;

/// The dispatches (`t`) that this edge sends, each with the intent that it needs in a guild and in
/// a direct-message channel; 0 means none. `NEVER` is a bit that no session has.
///
/// Source: <https://discord.com/developers/docs/events/gateway#list-of-intents>
public enum DispatchType {
    READY(0, 0),
    RESUMED(0, 0),
    GUILD_CREATE(Intents.GUILDS, DispatchType.NEVER),
    GUILD_UPDATE(Intents.GUILDS, DispatchType.NEVER),
    GUILD_DELETE(Intents.GUILDS, DispatchType.NEVER),
    GUILD_ROLE_CREATE(Intents.GUILDS, DispatchType.NEVER),
    GUILD_ROLE_UPDATE(Intents.GUILDS, DispatchType.NEVER),
    GUILD_ROLE_DELETE(Intents.GUILDS, DispatchType.NEVER),
    CHANNEL_CREATE(Intents.GUILDS, Intents.DIRECT_MESSAGES),
    CHANNEL_UPDATE(Intents.GUILDS, Intents.DIRECT_MESSAGES),
    CHANNEL_DELETE(Intents.GUILDS, Intents.DIRECT_MESSAGES),
    CHANNEL_PINS_UPDATE(Intents.GUILDS, Intents.DIRECT_MESSAGES),
    GUILD_MEMBER_ADD(Intents.GUILD_MEMBERS, DispatchType.NEVER),
    GUILD_MEMBER_UPDATE(Intents.GUILD_MEMBERS, DispatchType.NEVER),
    GUILD_MEMBER_REMOVE(Intents.GUILD_MEMBERS, DispatchType.NEVER),
    GUILD_MEMBERS_CHUNK(0, 0),
    GUILD_BAN_ADD(Intents.GUILD_MODERATION, DispatchType.NEVER),
    GUILD_BAN_REMOVE(Intents.GUILD_MODERATION, DispatchType.NEVER),
    VOICE_STATE_UPDATE(Intents.GUILD_VOICE_STATES, DispatchType.NEVER),
    VOICE_SERVER_UPDATE(0, 0),
    PRESENCE_UPDATE(Intents.GUILD_PRESENCES, DispatchType.NEVER),
    MESSAGE_CREATE(Intents.GUILD_MESSAGES, Intents.DIRECT_MESSAGES),
    MESSAGE_UPDATE(Intents.GUILD_MESSAGES, Intents.DIRECT_MESSAGES),
    MESSAGE_DELETE(Intents.GUILD_MESSAGES, Intents.DIRECT_MESSAGES),
    MESSAGE_DELETE_BULK(Intents.GUILD_MESSAGES, Intents.DIRECT_MESSAGES),
    MESSAGE_REACTION_ADD(Intents.GUILD_MESSAGE_REACTIONS, Intents.DIRECT_MESSAGE_REACTIONS),
    MESSAGE_REACTION_REMOVE(Intents.GUILD_MESSAGE_REACTIONS, Intents.DIRECT_MESSAGE_REACTIONS),
    MESSAGE_REACTION_REMOVE_ALL(Intents.GUILD_MESSAGE_REACTIONS, Intents.DIRECT_MESSAGE_REACTIONS),
    MESSAGE_REACTION_REMOVE_EMOJI(
            Intents.GUILD_MESSAGE_REACTIONS, Intents.DIRECT_MESSAGE_REACTIONS),
    TYPING_START(Intents.GUILD_MESSAGE_TYPING, Intents.DIRECT_MESSAGE_TYPING);

    private static final int NEVER = 1 << 31;

    private final int guildIntent;
    private final int directIntent;

    DispatchType(int guildIntent, int directIntent) {
        this.guildIntent = guildIntent;
        this.directIntent = directIntent;
    }

    /// The intent bit that a session needs for it in a guild; 0: none.
    public int guildIntent() {
        return guildIntent;
    }

    /// The intent bit that a session needs for it in a direct-message channel; 0: none.
    public int directIntent() {
        return directIntent;
    }
}
