package dev.guildhall.bench.store;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `RecoveryMain FOLDER MEMBERS MESSAGES STORES`: how long it takes to open a guild of so many
/// members and messages in each of STORES (`sqlite`, `cassandra` or `both`), as a Markdown table:
/// until its loop runs, and until it has stored and acknowledged a first message. The first time
/// whoever had it before has not closed it, as after a kill. Writes into new folders below FOLDER
/// only.
public final class RecoveryMain {

    private static final int TIMES = 5;

    private RecoveryMain() {}

    public static void main(String[] args) throws Exception {
        long members = Long.parseLong(args[1]);
        long messages = Long.parseLong(args[2]);
        DeepGuild guild = new DeepGuild(members, messages, 0, System.currentTimeMillis());
        System.out.printf(
                "| %,d members, %,d messages | to serving, s | to the first acknowledged message, s |%n",
                members, messages);
        System.out.println("|---|---|---|");
        StoreKinds.of(args[3])
                .each(
                        Path.of(args[0]),
                        stores -> {
                            try (EmptyStore store = stores.get();
                                    var before = store.guilds().claim(DeepGuild.GUILD, 1, "fill")) {
                                Filler.fill(guild, before);
                                for (int i = 1; i <= TIMES; i++) {
                                    open(store, i);
                                }
                            }
                        });
        System.exit(0);
    }

    private static void open(EmptyStore store, int time) {
        long started = System.nanoTime();
        try (BenchedGuild opened = BenchedGuild.open(store.guilds(), DeepGuild.GUILD, 1 + time)) {
            double serving = (System.nanoTime() - started) / 1e9;
            write(opened);
            System.out.printf(
                    "| %s, %s | %.2f | %.2f |%n",
                    store.name(),
                    time == 1 ? "as after a kill" : "after an orderly end",
                    serving,
                    (System.nanoTime() - started) / 1e9);
        }
    }

    private static void write(BenchedGuild opened) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Command message =
                new Command.CreateMessage(
                        DeepGuild.CHANNEL,
                        "back",
                        List.of(),
                        false,
                        0,
                        null,
                        false,
                        null,
                        true,
                        null);
        opened.loop().call(Actor.user(DeepGuild.OWNER), message, answer::complete);
        if (!(answer.join() instanceof Answer.Accepted)) {
            throw new IllegalStateException("refused: " + answer.join());
        }
    }
}
