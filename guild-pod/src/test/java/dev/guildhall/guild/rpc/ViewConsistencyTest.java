package dev.guildhall.guild.rpc;

import static dev.guildhall.guild.rpc.RunningPod.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.UserId;
import dev.guildhall.rpc.v1.GuildViewProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewConsistencyTest {

    private static final int JOINS = 150;

    @TempDir Path data;
    private RunningPod pod;

    @BeforeEach
    void start() throws IOException {
        pod = new RunningPod("p1", data, 1);
    }

    @AfterEach
    void stop() {
        pod.close();
    }

    @Test
    void aViewHoldsAllEventsUpToItsSeqAndNoneAfterIt() {
        // Given: seq 1 makes the guild with its owner, seq 2 brings Bob, each later one a member
        pod.createGuild();
        TestStream stream = new TestStream(pod.channel, "e1", 0);
        await().until(() -> stream.attached().size() == 1);

        // When: sessions come while members join
        for (int i = 0; i < JOINS; i++) {
            User user = new User(new UserId(100 + i), "user" + i, null, null, false);
            stream.command(i, Actor.systemActor(), new Command.AddMember(user, List.of()));
            stream.open(TestStream.session("s" + i, BOB));
        }

        // Then
        await().until(() -> stream.opened().size() == JOINS);
        List<GuildViewProto> views =
                stream.opened().stream().map(opened -> opened.getView()).toList();
        assertThat(views)
                .allSatisfy(view -> {
                    assertThat(view.getMemberCount()).isEqualTo(view.getSeq());
                    assertThat(view.getMembersCount()).isEqualTo(view.getSeq());
                });
        assertThat(stream.answered()).hasSize(JOINS);
        assertThat(stream.durableSeqs()).hasSize(JOINS);
    }
}
