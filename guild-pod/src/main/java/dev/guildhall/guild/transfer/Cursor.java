package dev.guildhall.guild.transfer;

import java.util.List;

/// How far a guild's content was read: all of the sections before `section`, and of that one what
/// is at or before the id `after` (in `channelId`, for messages). Written as `MESSAGES:<channel
/// id>:<message id>`.
record Cursor(Section section, long channelId, long after) {

    /// A guild's parts in the order in which they are read.
    enum Section {
        START,
        MEMBERS,
        FORMER_MEMBERS,
        BANS,
        MESSAGES,
        HEAD,
        END
    }

    static final Cursor START = at(Section.START);

    static Cursor at(Section section) {
        return new Cursor(section, 0, 0);
    }

    Cursor nextSection() {
        return at(
                switch (section) {
                    case START -> Section.MEMBERS;
                    case MEMBERS -> Section.FORMER_MEMBERS;
                    case FORMER_MEMBERS -> Section.BANS;
                    case BANS -> Section.MESSAGES;
                    case MESSAGES -> Section.HEAD;
                    case HEAD, END -> Section.END;
                });
    }

    /// `IllegalArgumentException` when it is none.
    static Cursor parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        if (parts.size() != 3) {
            throw new IllegalArgumentException("\"" + text + "\" is no position");
        }
        return new Cursor(
                Section.valueOf(parts.get(0)),
                Long.parseLong(parts.get(1)),
                Long.parseLong(parts.get(2)));
    }

    @Override
    public String toString() {
        return section + ":" + channelId + ":" + after;
    }
}
