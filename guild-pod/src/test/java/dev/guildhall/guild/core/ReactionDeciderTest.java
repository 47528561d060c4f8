package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.permission.Permission;
import org.junit.jupiter.api.Test;

class ReactionDeciderTest {

    static final Emoji THUMB = new Emoji(null, "👍");
    private static final Emoji HEART = new Emoji(null, "❤️");

    private final TestGuild guild =
            aGuild().withMembers(3).everyoneLacking(Permission.ADD_REACTIONS).build();
    private final Message message = guild.sends(ANNA, "hello");

    private Command react(Emoji emoji) {
        return new Command.AddReaction(TEXT, message.id(), emoji);
    }

    private Message now() {
        MessageCache.Lookup lookup = guild.state.messages.find(TEXT, message.id());
        return ((MessageCache.Lookup.Found) lookup).held().message();
    }

    @Test
    void theFirstOfAnEmojiNeedsAddReactionsTheNextDoNot() {
        assertThat(guild.refused(ANNA, react(THUMB)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);

        Event first = guild.does(OWNER, react(THUMB)).getFirst();
        guild.does(ANNA, react(THUMB));

        assertThat(((Event.ReactionAdded) first).messageAuthorId()).isEqualTo(ANNA);
        assertThat(now().reactions()).containsExactly(new Reaction(THUMB, 2, false));
    }

    @Test
    void reactingTwiceIsOnce() {
        guild.does(OWNER, react(THUMB));

        assertThat(guild.does(OWNER, react(THUMB))).isEmpty();
        assertThat(now().reactions()).containsExactly(new Reaction(THUMB, 1, false));
    }

    @Test
    void twentyDifferentOnesAreTheMost() {
        for (int i = 0; i < 20; i++) {
            guild.does(OWNER, react(new Emoji(null, Character.toString(0x1F600 + i))));
        }

        assertThat(guild.refused(OWNER, react(THUMB)).reason()).isEqualTo(Reason.MAX_REACTIONS);
        assertThat(guild.does(ANNA, react(new Emoji(null, Character.toString(0x1F600)))))
                .hasSize(1);
    }

    @Test
    void onlyEmojisAreEmojis() {
        assertThat(guild.refused(OWNER, react(new Emoji(null, "yes"))).reason())
                .isEqualTo(Reason.UNKNOWN_EMOJI);
        assertThat(guild.refused(OWNER, react(new Emoji(7L, "custom"))).reason())
                .isEqualTo(Reason.UNKNOWN_EMOJI);
        assertThat(EmojiRules.isKnown(new Emoji(null, "1"))).isFalse();
        assertThat(EmojiRules.isKnown(new Emoji(null, ""))).isFalse();
        assertThat(EmojiRules.isKnown(new Emoji(null, "\u200d\ufe0f"))).isFalse();
        assertThat(EmojiRules.isKnown(new Emoji(null, "👍".repeat(33)))).isFalse();
        assertThat(EmojiRules.isKnown(HEART)).isTrue();
        assertThat(EmojiRules.isKnown(new Emoji(null, "1️⃣"))).isTrue();
        assertThat(EmojiRules.isKnown(new Emoji(null, "👩🏽‍🚀"))).isTrue();
        assertThat(EmojiRules.isKnown(new Emoji(null, "🇪🇺"))).isTrue();
        assertThat(EmojiRules.isKnown(new Emoji(null, "🏴󠁧󠁢󠁷󠁬󠁳󠁿"))).isTrue();
    }

    @Test
    void othersReactionsAreTakenByModeratorsOnly() {
        guild.does(OWNER, react(THUMB));
        guild.does(ANNA, react(THUMB));
        Command takeOwners = new Command.RemoveReaction(TEXT, message.id(), THUMB, OWNER);
        Command takeOwn = new Command.RemoveReaction(TEXT, message.id(), THUMB, ANNA);

        assertThat(guild.refused(ANNA, takeOwners).reason()).isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.does(ANNA, takeOwn)).hasSize(1);
        assertThat(guild.does(ANNA, takeOwn)).isEmpty();
        assertThat(guild.does(OWNER, takeOwners)).hasSize(1);
        assertThat(now().reactions()).isEmpty();
        assertThat(guild.refused(ANNA, takeOwn).reason()).isEqualTo(Reason.UNKNOWN_EMOJI);
    }

    @Test
    void clearingTakesAllOrOneEmojis() {
        guild.does(OWNER, react(THUMB));
        guild.does(OWNER, react(HEART));
        Command clearHearts = new Command.ClearReactions(TEXT, message.id(), HEART);
        Command clearAll = new Command.ClearReactions(TEXT, message.id(), null);

        assertThat(guild.refused(BEN, clearAll).reason()).isEqualTo(Reason.MISSING_PERMISSIONS);
        guild.does(OWNER, clearHearts);
        assertThat(now().reactions()).containsExactly(new Reaction(THUMB, 1, false));
        guild.does(OWNER, clearAll);
        assertThat(now().reactions()).isEmpty();
        assertThat(guild.does(OWNER, clearAll)).isEmpty();
    }
}
