package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.VOICE;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessageCacheTest {

    private final Message message = aGuild().build().sends(OWNER, "hello");
    private final MessageCache cache = new MessageCache(3, 20);

    private static MessageId id(long value) {
        return new MessageId(value);
    }

    private void create(long id, long seq) {
        cache.created(TEXT, id(id), new HeldMessage(message), seq);
    }

    private boolean isKnown(long id) {
        return !(cache.find(TEXT, id(id)) instanceof MessageCache.Lookup.Unknown);
    }

    @Test
    void theLongestUntouchedGoesFirst() {
        create(1, 1);
        create(2, 2);
        create(3, 3);
        cache.changed(TEXT, id(1), held -> held.addReaction(new Emoji(null, "x"), OWNER), 4);
        cache.find(TEXT, id(2));
        create(4, 5);

        assertThat(isKnown(1)).isTrue();
        assertThat(isKnown(2)).isFalse();
        assertThat(cache.size()).isEqualTo(3);
        assertThat(cache.evictions()).isEqualTo(1);
    }

    @Test
    void reactorsWeighToo() {
        Set<UserId> crowd =
                LongStream.range(0, 19).mapToObj(UserId::new).collect(Collectors.toSet());
        create(1, 1);
        create(2, 2);
        cache.load(
                TEXT,
                id(3),
                new LoadedMessage(
                        message, new LinkedHashMap<>(Map.of(new Emoji(null, "x"), crowd))),
                2);

        assertThat(isKnown(1)).isFalse();
        assertThat(isKnown(2)).isFalse();
        assertThat(isKnown(3)).isTrue();
    }

    @Test
    void missingIsRememberedByChannel() {
        cache.load(VOICE, id(1), null, 0);

        assertThat(cache.find(VOICE, id(1))).isInstanceOf(MessageCache.Lookup.Missing.class);
        assertThat(isKnown(1)).isFalse();
    }

    @Test
    void whatIsHeldIsNewerThanALoad() {
        create(1, 1);
        cache.deleted(TEXT, id(1), 2);

        assertThat(cache.load(TEXT, id(1), new LoadedMessage(message, Map.of()), 1)).isTrue();
        assertThat(cache.find(TEXT, id(1))).isInstanceOf(MessageCache.Lookup.Missing.class);
    }

    @Test
    void aLoadOlderThanAForgottenChangeIsNotTaken() {
        create(1, 1);
        cache.deleted(TEXT, id(1), 2);
        create(2, 3);
        create(3, 4);
        create(4, 5);

        assertThat(cache.load(TEXT, id(1), new LoadedMessage(message, Map.of()), 1)).isFalse();
        assertThat(isKnown(1)).isFalse();
        assertThat(cache.load(TEXT, id(1), null, 2)).isTrue();
    }

    @Test
    void aRestoredStateTakesNoLoadFromBeforeItsSnapshot() {
        TestGuild guild = aGuild().build();
        MessageId sent = guild.sends(OWNER, "hello").id();

        GuildState restored = GuildState.restore(guild.state.snapshot());

        assertThat(restored.load(TEXT, sent, null, 0)).isFalse();
        assertThat(restored.load(TEXT, sent, null, 1)).isTrue();
    }
}
