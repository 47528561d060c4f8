package dev.guildhall.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What becomes of commands when streams break, guilds stay silent, or there are too many.
class PendingCommandsTest {

    private static final Answer DONE = new Answer.Accepted(1, List.of(), false);

    private final PendingCommands commands = new PendingCommands(3, Runnable::run);
    private final List<Long> sent = new ArrayList<>();

    @Test
    void brokenStreamRepeatsNoncedMessagesFirstAndFailsTheRest() {
        // Given
        PendingCommand plain = add(1, typing(), 100);
        PendingCommand nonced = add(2, nonced(), 100);
        commands.sendAll(command -> sent.add(command.id()));
        PendingCommand later = add(3, typing(), 100);
        // When
        int again = commands.interrupted();
        commands.sendAll(command -> sent.add(command.id()));
        // Then
        assertThat(again).isEqualTo(1);
        assertThat(reason(plain)).isEqualTo(Reason.GUILD_UNAVAILABLE);
        assertThat(sent).containsExactly(1L, 2L, 2L, 3L);
        assertThat(commands.answered(2, DONE)).isTrue();
        assertThat(commands.answered(3, DONE)).isTrue();
        assertThat(nonced.answer()).isCompletedWithValue(DONE);
        assertThat(later.answer()).isCompletedWithValue(DONE);
        assertThat(commands.isEmpty()).isTrue();
    }

    @Test
    void answersOutOfOrderAreNotTaken() {
        // Given
        add(1, typing(), 100);
        add(2, typing(), 100);
        commands.sendAll(command -> sent.add(command.id()));
        // When // Then
        assertThat(commands.answered(2, DONE)).isFalse();
        assertThat(commands.answered(1, DONE)).isTrue();
    }

    @Test
    void deadlineAnswersAndIsNotRepeatedAfterwards() {
        // Given
        PendingCommand nonced = add(1, nonced(), 100);
        commands.sendAll(command -> sent.add(command.id()));
        PendingCommand waiting = add(2, nonced(), 200);
        // When
        assertThat(commands.expire(99)).isZero();
        assertThat(commands.expire(150)).isEqualTo(1);
        // Then
        assertThat(reason(nonced)).isEqualTo(Reason.GUILD_UNAVAILABLE);
        assertThat(waiting.answer()).isNotDone();
        assertThat(commands.interrupted()).isZero();
    }

    @Test
    void roomIsBoundedAndComesBackWithAnswers() {
        // Given
        add(1, typing(), 100);
        add(2, typing(), 100);
        add(3, typing(), 100);
        assertThat(commands.reserve()).isFalse();
        // When
        commands.sendAll(command -> sent.add(command.id()));
        commands.answered(1, DONE);
        // Then
        assertThat(commands.reserve()).isTrue();
        assertThat(commands.reserve()).isFalse();
    }

    private PendingCommand add(long id, Command command, long deadlineNanos) {
        assertThat(commands.reserve()).isTrue();
        PendingCommand pending =
                new PendingCommand(
                        id,
                        Actor.user(new UserId(1)),
                        command,
                        deadlineNanos,
                        new CompletableFuture<>());
        commands.add(pending);
        return pending;
    }

    private static Reason reason(PendingCommand command) {
        Answer answer = command.answer().join();
        Rejection rejection = ((Answer.Rejected) answer).rejection();
        return rejection.reason();
    }

    private static Command typing() {
        return new Command.StartTyping(new ChannelId(10));
    }

    private static Command nonced() {
        return new Command.CreateMessage(
                new ChannelId(10), "hi", List.of(), false, 0, "n", true, null, false, null);
    }
}
