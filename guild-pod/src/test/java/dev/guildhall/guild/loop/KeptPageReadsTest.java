package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.aGuild;
import static dev.guildhall.guild.loop.EngineHarness.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Reads of a channel's messages, as the loop answers them: equal ones are one as long as nothing
/// in the channel changes.
class KeptPageReadsTest {

    private final EngineHarness guild = aGuild();

    @ParameterizedTest
    @EnumSource
    void aPageIsReadAgainOnlyWhenItsChannelChanged(Query.Anchor anchor) {
        // Given
        guild.send("hello");
        guild.run();
        var first = read(anchor);
        guild.run();
        int before = guild.store.listings;

        // When
        join(30);
        var second = read(anchor);
        guild.run();

        // Then
        assertThat(guild.store.listings).isEqualTo(before);
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(counted("guild_reads_cached_total")).isEqualTo(1);

        // When
        guild.send("again");
        var third = read(anchor);
        guild.run();

        // Then
        assertThat(guild.store.listings).isEqualTo(before + 1);
        assertThat(((Result.Messages) third.join()).messages()).hasSize(2);
    }

    @Test
    void readersWhoComeWhileTheStoreIsAskedShareItsAnswerThoughTheGuildChanges() {
        // Given
        guild.send("hello");
        guild.run();
        double before = counted("guild_reads_made_total");
        List<CompletableFuture<Result>> results = new ArrayList<>();
        guild.store.whileListing =
                () -> {
                    for (long member = 30; member < 33; member++) {
                        join(member);
                        guild.step();
                        results.add(read(Query.Anchor.AROUND));
                        guild.step();
                    }
                };

        // When
        results.add(read(Query.Anchor.AROUND));
        guild.run();

        // Then
        assertThat(counted("guild_reads_made_total")).isEqualTo(before + 1);
        assertThat(results).hasSize(4).allSatisfy(each -> assertThat(each).isCompleted());
    }

    @Test
    void aReaderWhoComesAfterTheChannelChangedIsNotAnsweredFromBefore() {
        // Given
        guild.send("hello");
        guild.run();
        List<CompletableFuture<Result>> results = new ArrayList<>();
        guild.store.whileListing =
                () -> {
                    guild.send("again");
                    guild.step();
                    results.add(read(Query.Anchor.LATEST));
                    guild.step();
                };
        int before = guild.store.listings;

        // When
        read(Query.Anchor.LATEST);
        guild.run();

        // Then
        assertThat(guild.store.listings).isEqualTo(before + 2);
        assertThat(results)
                .singleElement()
                .satisfies(it -> assertThat(((Result.Messages) it.join()).messages()).hasSize(2));
    }

    private double counted(String name) {
        return guild.registry.get(name).counter().count();
    }

    private void join(long member) {
        guild.call(
                Actor.systemActor(), new Command.AddMember(user(member, "m" + member), List.of()));
    }

    private CompletableFuture<Result> read(Query.Anchor anchor) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        MessageId id = anchor == Query.Anchor.LATEST ? null : new MessageId(1);
        Query list = new Query.ListMessages(guild.channel(), anchor, id, 50);
        guild.put(new Inbound.Read(Actor.systemActor(), list, result::complete));
        return result;
    }
}
