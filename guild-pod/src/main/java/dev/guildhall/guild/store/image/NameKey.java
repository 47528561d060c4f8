package dev.guildhall.guild.store.image;

import dev.guildhall.common.guild.Member;
import dev.guildhall.common.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A name that a member is found by, in lower case. A member has up to three.
record NameKey(Kind kind, String name, UserId userId) implements Comparable<NameKey> {

    private static final UserId FIRST = new UserId(Long.MIN_VALUE);

    enum Kind {
        USERNAME,
        GLOBAL_NAME,
        NICK
    }

    static List<NameKey> of(Member member) {
        UserId id = member.user().id();
        List<NameKey> keys = new ArrayList<>(Kind.values().length);
        keys.add(new NameKey(Kind.USERNAME, folded(member.user().username()), id));
        String globalName = member.user().globalName();
        if (globalName != null) {
            keys.add(new NameKey(Kind.GLOBAL_NAME, folded(globalName), id));
        }
        String nick = member.nick();
        if (nick != null) {
            keys.add(new NameKey(Kind.NICK, folded(nick), id));
        }
        return keys;
    }

    /// Not after any name of the kind that starts with `prefix`.
    static NameKey from(Kind kind, String prefix) {
        return new NameKey(kind, folded(prefix), FIRST);
    }

    boolean startsLike(NameKey prefix) {
        return kind == prefix.kind && name.startsWith(prefix.name);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(NameKey other) {
        int byKind = kind.compareTo(other.kind);
        int byName = byKind == 0 ? name.compareTo(other.name) : byKind;
        return byName == 0 ? userId.compareTo(other.userId) : byName;
    }
}
