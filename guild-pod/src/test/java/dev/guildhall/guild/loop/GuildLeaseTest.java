package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.OWNER;
import static dev.guildhall.guild.loop.EngineHarness.aGuild;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.guild.store.StoreException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// When an owner asks the store whether it still is one.
class GuildLeaseTest {

    @Test
    void anOwnerThatWasPausedProvesItselfBeforeItAnswers() {
        // Given
        EngineHarness guild = aGuild();
        guild.ticker.advanceMs(60_000);
        guild.store.failure = new StoreException.Fenced(2);

        // When
        var read = read(guild);
        guild.run();

        // Then
        assertThat(read.join()).isInstanceOf(Result.Refused.class);
        assertThat(guild.ends).containsExactly("fenced by 2 after a pause");
    }

    @Test
    void anOwnerThatWasPausedProvesItselfThoughNobodyAsks() {
        // Given
        EngineHarness guild = aGuild();
        guild.ticker.advanceMs(60_000);
        guild.store.failure = new StoreException.Fenced(2);

        // When
        guild.step();

        // Then
        assertThat(guild.ends).containsExactly("fenced by 2 after a pause");
    }

    @Test
    void aQuietGuildAsksItsStoreNothingUntilSomebodyWantsSomething() {
        // Given
        EngineHarness guild = aGuild();
        int before = guild.store.renewals;

        // When
        for (int i = 0; i < 40; i++) {
            guild.ticker.advanceMs(250);
            guild.step();
        }

        // Then
        assertThat(guild.store.renewals).isEqualTo(before);
        assertThat(guild.engine.dueInNanos()).isLessThanOrEqualTo(1_000_000_000L);

        // When
        var read = read(guild);
        guild.run();
        var next = read(guild);
        guild.run();

        // Then
        assertThat(read.join()).isNotInstanceOf(Result.Refused.class);
        assertThat(next.join()).isNotInstanceOf(Result.Refused.class);
        assertThat(guild.store.renewals).isEqualTo(before + 1);
    }

    @Test
    void anAppendProvesTheOwnershipAsOfWhenItBegan() {
        // Given
        EngineHarness guild = aGuild();
        int before = guild.store.renewals;
        guild.store.meanwhile = () -> guild.ticker.advanceMs(LoopTimes.defaults().leaseTermMs());

        // When
        var answer = guild.send("slow");
        guild.run();
        var read = read(guild);
        guild.run();

        // Then
        assertThat(answer.join()).isInstanceOf(Answer.Accepted.class);
        assertThat(read.join()).isNotInstanceOf(Result.Refused.class);
        assertThat(guild.store.renewals).isEqualTo(before + 1);
    }

    private static CompletableFuture<Result> read(EngineHarness guild) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        Query list = new Query.ListMessages(guild.channel(), Query.Anchor.LATEST, null, 50);
        guild.put(new Inbound.Read(Actor.user(OWNER.id()), list, result::complete));
        return result;
    }
}
