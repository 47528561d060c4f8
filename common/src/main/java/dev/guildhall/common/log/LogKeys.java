package dev.guildhall.common.log;

/// The keys of key-value pairs in log lines. Never log message contents or tokens.
public final class LogKeys {

    public static final String POD = "pod";
    public static final String ROLE = "role";
    public static final String GUILD_ID = "guildId";
    public static final String CHANNEL_ID = "channelId";
    public static final String USER_ID = "userId";
    public static final String SESSION_ID = "sessionId";
    public static final String EDGE = "edge";
    public static final String SEQ = "seq";
    public static final String EPOCH = "epoch";
    public static final String CLOSE_CODE = "closeCode";
    public static final String REASON = "reason";
    public static final String ADDRESS = "address";
    public static final String PORT = "port";
    public static final String PID = "pid";
    public static final String COUNT = "count";
    public static final String DURATION_MS = "durationMs";
    public static final String ATTEMPT = "attempt";

    private LogKeys() {}
}
