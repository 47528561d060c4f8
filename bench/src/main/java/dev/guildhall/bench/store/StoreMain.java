package dev.guildhall.bench.store;

import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;

/// `StoreMain FOLDER SECONDS`: acknowledged messages of a guild's loop on its store, in Markdown
/// rows. Writes into new folders below FOLDER only.
public final class StoreMain {

    private static final int WARM_UP_SECONDS = 5;
    private static final int[] AUTHORS = {1, 50, 500};

    private StoreMain() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int seconds = Integer.parseInt(args[1]);
        for (int authors : AUTHORS) {
            Path guilds = Files.createTempDirectory(folder, "sqlite");
            double batch;
            double perSecond;
            try (var stores =
                            new SqliteGuildStores(
                                    guilds,
                                    new ProtoEventBytes(),
                                    StoreOptions.defaults(),
                                    new StoreMetrics(new SimpleMeterRegistry()));
                    var guild = new BenchedGuild(stores)) {
                Authors.Outcome outcome = guild.authors().run(authors, WARM_UP_SECONDS, seconds);
                batch = guild.meanBatch();
                perSecond = outcome.perSecond();
                row("SQLite", authors, outcome, batch);
            }
            int bytes = SqliteFloor.meanEventBytes(guilds.resolve("1000.db"));
            int size = Math.max(1, (int) Math.round(batch));
            double floor = SqliteFloor.run(guilds.resolve("floor.db"), size, bytes, seconds);
            System.out.printf(
                    "| bare SQLite loop | | %.0f | | %d | %.2f |%n",
                    floor, size, perSecond / floor);
        }
        System.exit(0);
    }

    private static void row(String store, int authors, Authors.Outcome outcome, double batch) {
        System.out.printf(
                "| %s | %d | %.0f | %.2f / %.2f | %.1f | |%n",
                store,
                authors,
                outcome.perSecond(),
                outcome.toAnswer().percentileMs(0.5),
                outcome.toAnswer().percentileMs(0.99),
                batch);
    }
}
