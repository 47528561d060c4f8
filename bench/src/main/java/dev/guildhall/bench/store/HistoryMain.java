package dev.guildhall.bench.store;

import dev.guildhall.bench.Latencies;
import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Query.Anchor;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.loop.GuildLoop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// `HistoryMain FOLDER MESSAGES PLACES STORES`: a channel of MESSAGES over five years, a tenth of
/// them deleted, in each of STORES (`sqlite`, `cassandra` or `both`); pages of 50 before, after and
/// around messages at PLACES from the oldest to the newest, one at a time through the guild's loop,
/// each compared with what it has to be; then 1,000 equal reads at once. Prints Markdown tables.
/// Writes into new folders below FOLDER only.
public final class HistoryMain {

    private static final int LIMIT = 50;
    private static final int WARM_UP_PAGES = 2_000;
    private static final int PAGES = 1_000;
    private static final int EQUAL_READS = 1_000;
    private static final int ROUNDS = 10;

    /// Pages of one place begin within so many messages.
    private static final int NEARBY = 2_000;

    private final DeepGuild guild;
    private final BenchedGuild opened;
    private final GuildLoop loop;
    private final Random random = new Random(1);

    private HistoryMain(DeepGuild guild, BenchedGuild opened) {
        this.guild = guild;
        this.opened = opened;
        this.loop = opened.loop();
    }

    public static void main(String[] args) throws Exception {
        DeepGuild guild = DeepGuild.of(1_000, Long.parseLong(args[1]));
        int places = Integer.parseInt(args[2]);
        StoreKinds.of(args[3])
                .each(
                        Path.of(args[0]),
                        stores -> {
                            try (EmptyStore store = stores.get();
                                    var before = store.guilds().claim(DeepGuild.GUILD, 1, "fill")) {
                                Filler.fill(guild, before);
                                try (var opened =
                                        BenchedGuild.open(store.guilds(), DeepGuild.GUILD, 2)) {
                                    new HistoryMain(guild, opened).measure(store.name(), places);
                                }
                            }
                        });
        System.exit(0);
    }

    private void measure(String store, int places) {
        warmUp();
        System.out.printf(
                "| %s, %,d messages: page at | before p50 / p99, ms | after | around |%n",
                store, guild.messages());
        System.out.println("|---|---|---|---|");
        for (int i = 0; i < places; i++) {
            long first = i * (guild.messages() - NEARBY) / Math.max(1, places - 1);
            System.out.printf(
                    "| %.0f%% from the oldest | %s | %s | %s |%n",
                    100.0 * first / (guild.messages() - NEARBY),
                    pages(Anchor.BEFORE, first),
                    pages(Anchor.AFTER, first),
                    pages(Anchor.AROUND, first));
        }
        System.out.printf(
                "| newest, not asked for an anchor | %s | | |%n%n", pages(Anchor.LATEST, 0));
        equalReads(store);
    }

    private void warmUp() {
        for (int i = 0; i < WARM_UP_PAGES; i++) {
            read(page(Anchor.AROUND, random.nextLong(guild.messages())));
        }
    }

    private String pages(Anchor anchor, long first) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < PAGES; i++) {
            long number = first + random.nextInt(NEARBY);
            Query.ListMessages page = page(anchor, number);
            long started = System.nanoTime();
            List<Long> ids = read(page);
            latencies.add(System.nanoTime() - started);
            if (!ids.equals(right(anchor, number))) {
                throw new IllegalStateException(
                        "a wrong page: " + anchor + " of message " + number);
            }
        }
        return "%.2f / %.2f".formatted(latencies.percentileMs(0.5), latencies.percentileMs(0.99));
    }

    private List<Long> right(Anchor anchor, long number) {
        return switch (anchor) {
            case LATEST -> guild.before(guild.messages(), LIMIT);
            case BEFORE -> guild.before(number, LIMIT);
            case AFTER -> guild.after(number, LIMIT);
            case AROUND -> guild.around(number, LIMIT);
        };
    }

    private Query.ListMessages page(Anchor anchor, long number) {
        MessageId id = anchor == Anchor.LATEST ? null : new MessageId(guild.id(number));
        return new Query.ListMessages(DeepGuild.CHANNEL, anchor, id, LIMIT);
    }

    private List<Long> read(Query page) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        loop.read(Actor.user(DeepGuild.OWNER), page, result::complete);
        return ids(result.join());
    }

    private static List<Long> ids(Result result) {
        if (!(result instanceof Result.Messages page)) {
            throw new IllegalStateException("no page: " + result);
        }
        return page.messages().stream().map(message -> message.id().value()).toList();
    }

    private void equalReads(String store) {
        System.out.printf(
                "| %s: %,d equal reads at once | all answered after p50 / max, ms"
                        + " | times the store was asked, mean / max |%n",
                store, EQUAL_READS);
        System.out.println("|---|---|---|");
        equalReads("the newest page", Anchor.LATEST);
        equalReads("a page around an old message", Anchor.AROUND);
        System.out.println();
    }

    private void equalReads(String what, Anchor anchor) {
        Latencies took = new Latencies();
        double most = 0;
        double sum = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Query.ListMessages page = page(anchor, random.nextLong(guild.messages()));
            double before = asked();
            long started = System.nanoTime();
            List<CompletableFuture<Result>> results = new ArrayList<>();
            for (int each = 0; each < EQUAL_READS; each++) {
                CompletableFuture<Result> result = new CompletableFuture<>();
                loop.read(Actor.user(DeepGuild.OWNER), page, result::complete);
                results.add(result);
            }
            results.forEach(CompletableFuture::join);
            took.add(System.nanoTime() - started);
            double asked = asked() - before;
            sum += asked;
            most = Math.max(most, asked);
        }
        System.out.printf(
                "| %s | %.1f / %.1f | %.1f / %.0f |%n",
                what, took.percentileMs(0.5), took.percentileMs(1), sum / ROUNDS, most);
    }

    /// How often the store was asked for a read.
    private double asked() {
        return opened.counted("guild_reads_made_total")
                - opened.counted("guild_reads_cached_total");
    }
}
