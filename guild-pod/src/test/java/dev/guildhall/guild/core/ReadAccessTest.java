package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.CATEGORY;
import static dev.guildhall.guild.core.GuildBuilder.EVERYONE;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.STRANGER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.VOICE;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static dev.guildhall.guild.core.GuildBuilder.deny;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadAccessTest {

    private final TestGuild guild =
            aGuild().withMembers(3)
                    .withRole(50, 1, Permission.BAN_MEMBERS)
                    .holding(BEN, 50)
                    .withOverwrites(TEXT, deny(EVERYONE, Permission.READ_MESSAGE_HISTORY))
                    .withOverwrites(VOICE, deny(EVERYONE, Permission.VIEW_CHANNEL))
                    .build();

    private Optional<Reason> refusal(UserId userId, Query query) {
        return ReadAccess.refusal(guild.state, Actor.user(userId), query, guild.nowMs)
                .map(Rejection::reason);
    }

    private static Query page(ChannelId channelId, int limit) {
        return new Query.ListMessages(channelId, Query.Anchor.LATEST, null, limit);
    }

    @Test
    void historyNeedsViewAndHistory() {
        assertThat(refusal(ANNA, page(TEXT, 50))).contains(Reason.MISSING_PERMISSIONS);
        assertThat(refusal(ANNA, new Query.GetMessage(VOICE, new MessageId(1))))
                .contains(Reason.MISSING_ACCESS);
        assertThat(refusal(ANNA, new Query.ListPins(new ChannelId(7), null, 1)))
                .contains(Reason.UNKNOWN_CHANNEL);
        assertThat(refusal(STRANGER, page(TEXT, 50))).contains(Reason.MISSING_ACCESS);
        assertThat(refusal(OWNER, page(TEXT, 50))).isEmpty();
        assertThat(refusal(OWNER, page(CATEGORY, 50))).contains(Reason.CANNOT_ACT_ON_CHANNEL_TYPE);
        assertThat(
                        ReadAccess.refusal(
                                guild.state, Actor.systemActor(), page(TEXT, 50), guild.nowMs))
                .isEmpty();
    }

    @Test
    void bansAreForThoseWhoBan() {
        assertThat(refusal(ANNA, new Query.ListBans(null, 10)))
                .contains(Reason.MISSING_PERMISSIONS);
        assertThat(refusal(BEN, new Query.ListBans(null, 10))).isEmpty();
    }

    @Test
    void membersAreForMembers() {
        assertThat(refusal(ANNA, new Query.ListMembers(null, 1_000))).isEmpty();
        assertThat(refusal(STRANGER, new Query.GetGuild())).contains(Reason.MISSING_ACCESS);
    }

    @Test
    void pagesAreBounded() {
        assertThat(refusal(OWNER, page(TEXT, 0))).contains(Reason.INVALID_FORM_BODY);
        assertThat(refusal(OWNER, page(TEXT, 101))).contains(Reason.INVALID_FORM_BODY);
        assertThat(refusal(OWNER, new Query.ListMessages(TEXT, Query.Anchor.AFTER, null, 1)))
                .contains(Reason.INVALID_FORM_BODY);
    }

    @Test
    void aGuildThatDoesNotExistHasNothingToRead() {
        assertThat(
                        ReadAccess.refusal(new GuildState(), Actor.user(ANNA), page(TEXT, 1), 0)
                                .map(Rejection::reason))
                .contains(Reason.UNKNOWN_GUILD);
    }
}
