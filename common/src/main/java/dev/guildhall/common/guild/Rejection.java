package dev.guildhall.common.guild;

import java.util.Map;

/// Why a command or read was refused, in Discord's terms.
///
/// `fieldErrors` maps a field's path in the request (`embeds.0.title`) to its fault; it goes with
/// INVALID_FORM_BODY. `retryAfterMs` is set with the reasons that pass by themselves, otherwise 0.
public record Rejection(Reason reason, Map<String, FieldError> fieldErrors, long retryAfterMs) {

    /// One field's fault: Discord's code (`BASE_TYPE_REQUIRED`) and a sentence.
    public record FieldError(String code, String message) {}

    public static Rejection of(Reason reason) {
        return new Rejection(reason, Map.of(), 0);
    }

    public static Rejection retryable(Reason reason, long retryAfterMs) {
        return new Rejection(reason, Map.of(), retryAfterMs);
    }

    public static Rejection invalid(String path, String code, String message) {
        return new Rejection(
                Reason.INVALID_FORM_BODY, Map.of(path, new FieldError(code, message)), 0);
    }

    /// Discord's JSON error codes, each with the HTTP status that it comes with.
    ///
    /// Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
    public enum Reason {
        UNKNOWN_CHANNEL(10003, 404, "Unknown Channel"),
        UNKNOWN_GUILD(10004, 404, "Unknown Guild"),
        UNKNOWN_MEMBER(10007, 404, "Unknown Member"),
        UNKNOWN_MESSAGE(10008, 404, "Unknown Message"),
        UNKNOWN_OVERWRITE(10009, 404, "Unknown Overwrite"),
        UNKNOWN_ROLE(10011, 404, "Unknown Role"),
        UNKNOWN_USER(10013, 404, "Unknown User"),
        UNKNOWN_EMOJI(10014, 404, "Unknown Emoji"),
        UNKNOWN_BAN(10026, 404, "Unknown Ban"),
        SLOWMODE(20016, 429, "This action cannot be performed due to slowmode rate limit"),
        MAX_PINS(30003, 400, "Maximum number of pins reached (250)"),
        MAX_ROLES(30005, 400, "Maximum number of guild roles reached (250)"),
        MAX_REACTIONS(30010, 400, "Maximum number of reactions reached (20)"),
        MAX_CHANNELS(30013, 400, "Maximum number of guild channels reached (500)"),
        MAX_OVERWRITES(30060, 400, "Maximum number of permission overwrites reached (500)"),
        USER_BANNED(40007, 403, "The user is banned from this guild"),
        NOT_CONNECTED_TO_VOICE(40032, 400, "Target user is not connected to voice"),
        MISSING_ACCESS(50001, 403, "Missing Access"),
        CANNOT_ACT_ON_DM_CHANNEL(50003, 403, "Cannot execute action on a DM channel"),
        CANNOT_EDIT_OTHERS_MESSAGE(50005, 403, "Cannot edit a message authored by another user"),
        CANNOT_SEND_EMPTY_MESSAGE(50006, 400, "Cannot send an empty message"),
        CANNOT_SEND_TO_NON_TEXT_CHANNEL(50008, 400, "Cannot send messages in a non-text channel"),
        MISSING_PERMISSIONS(50013, 403, "You lack permissions to perform that action"),
        INVALID_BULK_DELETE_COUNT(
                50016,
                400,
                "Provided too few or too many messages to delete. Must provide at least 2 and"
                        + " fewer than 100 messages to delete"),
        CANNOT_ACT_ON_SYSTEM_MESSAGE(50021, 403, "Cannot execute action on a system message"),
        CANNOT_ACT_ON_CHANNEL_TYPE(50024, 400, "Cannot execute action on this channel type"),
        INVALID_ROLE(50028, 400, "Invalid role"),
        MESSAGE_TOO_OLD_TO_BULK_DELETE(50034, 400, "A message provided was too old to bulk delete"),
        INVALID_FORM_BODY(50035, 400, "Invalid Form Body"),
        /// The guild exists and cannot take commands now: starting, moving, or its store refuses
        /// writes.
        GUILD_UNAVAILABLE(0, 503, "The guild is unavailable right now; try again"),
        /// The guild's inbox is full.
        OVERLOADED(0, 503, "The guild is overloaded right now; try again");

        private final int code;
        private final int httpStatus;
        private final String message;

        Reason(int code, int httpStatus, String message) {
            this.code = code;
            this.httpStatus = httpStatus;
            this.message = message;
        }

        /// Discord's JSON error code; 0 is its "general error".
        public int code() {
            return code;
        }

        public int httpStatus() {
            return httpStatus;
        }

        public String message() {
            return message;
        }
    }
}
