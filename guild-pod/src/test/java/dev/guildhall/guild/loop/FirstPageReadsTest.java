package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.aGuild;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Reads of a channel's newest messages, as the loop answers them.
class FirstPageReadsTest {

    @Test
    void aFirstPageIsReadAgainOnlyWhenItsChannelChanged() {
        // Given
        EngineHarness guild = aGuild();
        guild.send("hello");
        guild.run();
        var first = read(guild);
        guild.run();
        int before = guild.store.listings;

        // When
        var second = read(guild);
        guild.run();

        // Then
        assertThat(guild.store.listings).isEqualTo(before);
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(guild.registry.get("guild_reads_cached_total").counter().count()).isEqualTo(1);

        // When
        guild.send("again");
        var third = read(guild);
        guild.run();

        // Then
        assertThat(guild.store.listings).isEqualTo(before + 1);
        assertThat(((Result.Messages) third.join()).messages()).hasSize(2);
    }

    private static CompletableFuture<Result> read(EngineHarness guild) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        Query list = new Query.ListMessages(guild.channel(), Query.Anchor.LATEST, null, 50);
        guild.put(new Inbound.Read(Actor.systemActor(), list, result::complete));
        return result;
    }
}
