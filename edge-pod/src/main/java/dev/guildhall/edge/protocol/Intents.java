package dev.guildhall.edge.protocol;

/// Gateway intents: bits that say which dispatches a session wants.
///
/// Source: <https://discord.com/developers/docs/events/gateway#gateway-intents>
public final class Intents {

    public static final int GUILDS = 1;
    public static final int GUILD_MEMBERS = 1 << 1;
    public static final int GUILD_MODERATION = 1 << 2;
    public static final int GUILD_EXPRESSIONS = 1 << 3;
    public static final int GUILD_INTEGRATIONS = 1 << 4;
    public static final int GUILD_WEBHOOKS = 1 << 5;
    public static final int GUILD_INVITES = 1 << 6;
    public static final int GUILD_VOICE_STATES = 1 << 7;
    public static final int GUILD_PRESENCES = 1 << 8;
    public static final int GUILD_MESSAGES = 1 << 9;
    public static final int GUILD_MESSAGE_REACTIONS = 1 << 10;
    public static final int GUILD_MESSAGE_TYPING = 1 << 11;
    public static final int DIRECT_MESSAGES = 1 << 12;
    public static final int DIRECT_MESSAGE_REACTIONS = 1 << 13;
    public static final int DIRECT_MESSAGE_TYPING = 1 << 14;
    public static final int MESSAGE_CONTENT = 1 << 15;
    public static final int GUILD_SCHEDULED_EVENTS = 1 << 16;
    public static final int AUTO_MODERATION_CONFIGURATION = 1 << 20;
    public static final int AUTO_MODERATION_EXECUTION = 1 << 21;
    public static final int GUILD_MESSAGE_POLLS = 1 << 24;
    public static final int DIRECT_MESSAGE_POLLS = 1 << 25;

    /// Every bit that is defined; also what a user client has, which sends none.
    public static final int ALL = 0x1FFFF | (0x3 << 20) | (0x3 << 24);

    /// The bits that an application must have been granted.
    public static final int PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;

    private static final int FLAGS_PRESENCES = (1 << 12) | (1 << 13);
    private static final int FLAGS_MEMBERS = (1 << 14) | (1 << 15);
    private static final int FLAGS_CONTENT = (1 << 18) | (1 << 19);

    private Intents() {}

    /// Whether only defined bits are set.
    public static boolean valid(long intents) {
        return (intents & ~(long) ALL) == 0;
    }

    /// The privileged bits that an application with these flags may use. Each has two flags: for
    /// verified applications and for small ones.
    public static int granted(int applicationFlags) {
        int granted = 0;
        granted |= (applicationFlags & FLAGS_PRESENCES) != 0 ? GUILD_PRESENCES : 0;
        granted |= (applicationFlags & FLAGS_MEMBERS) != 0 ? GUILD_MEMBERS : 0;
        granted |= (applicationFlags & FLAGS_CONTENT) != 0 ? MESSAGE_CONTENT : 0;
        return granted;
    }

    /// Whether a session with `intents` wants dispatches of this type. Its own member's updates and
    /// voice state it gets anyway; that is the sender's to know.
    public static boolean wants(int intents, DispatchType type, boolean direct) {
        int needed = direct ? type.directIntent() : type.guildIntent();
        return needed == 0 || (intents & needed) != 0;
    }
}
