package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.id.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A message that the state holds, with who reacted: what events have made of it so far.
final class HeldMessage {

    private Message message;
    private final Map<Emoji, Set<UserId>> reactors = new LinkedHashMap<>();
    private int reactorCount;

    HeldMessage(Message message) {
        this.message = message;
    }

    static HeldMessage of(LoadedMessage loaded) {
        HeldMessage held = new HeldMessage(loaded.message());
        loaded.reactors()
                .forEach(
                        (emoji, users) -> users.forEach(userId -> held.addReaction(emoji, userId)));
        return held;
    }

    /// The message as it is now, its reactions counted for no particular reader.
    Message message() {
        List<Reaction> reactions = new ArrayList<>(reactors.size());
        reactors.forEach((emoji, users) -> reactions.add(new Reaction(emoji, users.size(), false)));
        return message.withReactions(List.copyOf(reactions));
    }

    void replace(Message changed) {
        message = changed;
    }

    void addReaction(Emoji emoji, UserId userId) {
        if (reactors.computeIfAbsent(emoji, _ -> new LinkedHashSet<>()).add(userId)) {
            reactorCount++;
        }
    }

    void removeReaction(Emoji emoji, UserId userId) {
        Set<UserId> users = reactors.get(emoji);
        if (users != null && users.remove(userId)) {
            reactorCount--;
            if (users.isEmpty()) {
                reactors.remove(emoji);
            }
        }
    }

    void clearReactions() {
        reactors.clear();
        reactorCount = 0;
    }

    void clearReactions(Emoji emoji) {
        Set<UserId> users = reactors.remove(emoji);
        reactorCount -= users == null ? 0 : users.size();
    }

    boolean hasReaction(Emoji emoji) {
        return reactors.containsKey(emoji);
    }

    boolean hasReaction(Emoji emoji, UserId userId) {
        Set<UserId> users = reactors.get(emoji);
        return users != null && users.contains(userId);
    }

    int distinctReactions() {
        return reactors.size();
    }

    /// What it costs to hold, in entries: itself and each reactor.
    int weight() {
        return 1 + reactorCount;
    }
}
