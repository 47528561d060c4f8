package dev.guildhall.operator.local;

import dev.guildhall.operator.api.StoreSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Where everything that is kept lies. `root` is a real path, so that two spellings of one
/// directory are one.
public record DataDir(Path root) {

    static final String POD_OPTION = "-Dguildhall.pod=";

    /// Opens the directory, made when it is not there.
    public static DataDir create(Path path) throws IOException {
        Files.createDirectories(path);
        return new DataDir(path.toRealPath());
    }

    /// The state that the operator writes and the command line reads.
    public Path state() {
        return root.resolve("state.json");
    }

    /// Locked by the living operator.
    public Path operatorLock() {
        return root.resolve("operator.lock");
    }

    /// Locked while an `up` is under way.
    public Path upLock() {
        return root.resolve("up.lock");
    }

    /// The process id of the supervisor, which restarts the operator.
    public Path supervisorPid() {
        return root.resolve("supervisor.pid");
    }

    /// The manifest of the running instance, a copy.
    public Path manifest() {
        return root.resolve("cluster.yaml");
    }

    /// The token of the first bot, readable by its owner only.
    public Path botToken() {
        return root.resolve("bot.token");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /// What guild pods keep.
    public Path store() {
        return root.resolve("data");
    }

    /// Kept while a restore into this directory is not finished.
    public Path restoreJournal() {
        return store().resolve("restore.jsonl");
    }

    /// Kept while a migration away from the embedded store is not finished.
    public Path migrationJournal() {
        return store().resolve("migrate.jsonl");
    }

    /// All files of the directory's own Cassandra.
    public Path cassandra() {
        return root.resolve("cassandra");
    }

    /// The kind of store that what is kept here was made with; empty when nothing is kept yet.
    public Optional<StoreSpec.Kind> madeWith() throws IOException {
        if (Files.exists(storeKind())) {
            String kind = Files.readString(storeKind()).strip();
            return Arrays.stream(StoreSpec.Kind.values())
                    .filter(each -> each.label().equals(kind))
                    .findFirst();
        }
        return Files.exists(store().resolve("accounts.db"))
                ? Optional.of(StoreSpec.Kind.EMBEDDED)
                : Optional.empty();
    }

    /// From here on the directory belongs to that kind of store.
    public void makeWith(StoreSpec.Kind kind) throws IOException {
        Files.writeString(storeKind(), kind.label() + "\n");
    }

    private Path storeKind() {
        return root.resolve("store.kind");
    }

    /// A part of every command line that belongs to this directory, to find processes by.
    public String marker() {
        return "-Dguildhall.dir=" + root;
    }

    /// The part of a pod's command line that says which pod it is.
    String podMarker(String pod) {
        return POD_OPTION + pod;
    }
}
