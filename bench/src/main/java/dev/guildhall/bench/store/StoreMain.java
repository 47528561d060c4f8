package dev.guildhall.bench.store;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// `StoreMain FOLDER SECONDS STORES AUTHORS...`: acknowledged messages of a guild's loop at so many
/// authors on each of STORES (`sqlite`, `cassandra` or `both`), and the floor's in commits of the
/// same size, as a Markdown table. Writes into new folders below FOLDER only.
public final class StoreMain {

    private static final int WARM_UP_SECONDS = 5;
    private static final int ARGUMENTS_BEFORE_AUTHORS = 3;

    private StoreMain() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Span span = new Span(WARM_UP_SECONDS, Integer.parseInt(args[1]));
        System.out.println(
                "| store | authors | acknowledged/s | answer p50 / p99, ms | events in a commit"
                        + " | floor, events/s | share of the floor |");
        System.out.println("|---|---|---|---|---|---|---|");
        int[] authors =
                Stream.of(args)
                        .skip(ARGUMENTS_BEFORE_AUTHORS)
                        .mapToInt(Integer::parseInt)
                        .toArray();
        StoreKinds.of(args[2]).each(folder, stores -> measure(stores, authors, span));
        System.exit(0);
    }

    private static void measure(Supplier<EmptyStore> stores, int[] each, Span span)
            throws Exception {
        for (int authors : each) {
            try (EmptyStore store = stores.get()) {
                measure(store, authors, span);
            }
        }
    }

    private static void measure(EmptyStore store, int authors, Span span) throws Exception {
        Authors.Outcome outcome;
        double meanBatch;
        try (BenchedGuild guild = BenchedGuild.create(store.guilds())) {
            outcome = guild.authors().run(authors, span);
            meanBatch = guild.meanBatch();
        }
        double floor;
        try (Floor bare = store.floor(outcome.sample())) {
            floor = bare.perSecond(Math.max(1, (int) Math.round(meanBatch)), span);
        }
        if (outcome.refused() > 0) {
            throw new IllegalStateException(outcome.refused() + " messages were refused");
        }
        System.out.printf(
                "| %s | %d | %.0f | %.2f / %.2f | %.0f | %.0f | %.2f |%n",
                store.name(),
                authors,
                outcome.perSecond(),
                outcome.toAnswer().percentileMs(0.5),
                outcome.toAnswer().percentileMs(0.99),
                meanBatch,
                floor,
                outcome.perSecond() / floor);
    }
}
