package dev.guildhall.edge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntentsTest {

    @Test
    void definedBitsAreThoseOfTheDocumentation() {
        assertThat(Intents.ALL).isEqualTo(53_608_447);
        assertThat(Intents.valid(1 << 17)).isFalse();
        assertThat(Intents.valid(-1)).isFalse();
        assertThat(Intents.valid(1L << 40)).isFalse();
    }

    @Test
    void privilegedIntentsNeedTheApplicationsFlags() {
        assertThat(Intents.granted(0)).isZero();
        assertThat(Intents.granted(1 << 13)).isEqualTo(Intents.GUILD_PRESENCES);
        assertThat(Intents.granted(1 << 14)).isEqualTo(Intents.GUILD_MEMBERS);
        assertThat(Intents.granted(1 << 19)).isEqualTo(Intents.MESSAGE_CONTENT);
    }

    @Test
    void directMessagesHaveIntentsOfTheirOwn() {
        int guildOnly = Intents.GUILD_MESSAGES;
        assertThat(Intents.wants(guildOnly, DispatchType.MESSAGE_CREATE, false)).isTrue();
        assertThat(Intents.wants(guildOnly, DispatchType.MESSAGE_CREATE, true)).isFalse();
        assertThat(Intents.wants(Intents.ALL, DispatchType.GUILD_CREATE, true)).isFalse();
        assertThat(Intents.wants(0, DispatchType.GUILD_MEMBERS_CHUNK, false)).isTrue();
    }
}
