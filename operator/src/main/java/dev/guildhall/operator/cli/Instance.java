package dev.guildhall.operator.cli;

import dev.guildhall.common.placement.Placement;
import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.local.Liveness;
import dev.guildhall.operator.local.LocalState;
import dev.guildhall.operator.local.ProcessRecord;
import dev.guildhall.operator.local.StateFile;
import dev.guildhall.operator.rpc.ClusterClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The instance of a data directory, as its state file and the living processes tell.
final class Instance {

    private final DataDir dir;
    private final StateFile file;

    Instance(DataDir dir) {
        this.dir = dir;
        this.file = new StateFile(dir);
    }

    Optional<LocalState> state() throws IOException {
        return file.read();
    }

    /// The state; refused when nothing lives.
    LocalState running() throws IOException {
        return state().filter(state -> !living(state).isEmpty())
                .orElseThrow(() ->
                        RefusedException.failed(
                                "nothing runs in --data \"%s\"; start with `up`"
                                        .formatted(dir.root())));
    }

    /// The living processes, the operator first, and last who only stands by.
    static List<ProcessRecord> living(LocalState state) {
        List<ProcessRecord> all = new ArrayList<>();
        ProcessRecord operator = state.operator();
        if (operator != null) {
            all.add(operator);
        }
        all.addAll(state.processes());
        all.removeIf(each -> Liveness.find(each.pid(), each.startedAtMs()).isEmpty());
        all.sort(Comparator.comparing(state::standsBy));
        return all;
    }

    /// The living supervisor, which restarts the operator.
    Optional<ProcessHandle> supervisor() throws IOException {
        if (!Files.exists(dir.supervisorPid())) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readString(dir.supervisorPid()).strip());
        return all().stream().filter(each -> each.pid() == pid).findFirst();
    }

    /// Every living process that was started for this directory.
    List<ProcessHandle> all() {
        return Liveness.withArgument(dir.marker());
    }

    /// Asks guild pods, wherever guilds are at the moment of each call.
    ClusterClient client() {
        return new ClusterClient(this::placement);
    }

    private Placement placement() {
        try {
            return state().map(state -> state.table().placement()).orElse(Placement.empty());
        } catch (IOException _) {
            return Placement.empty(); // tried again
        }
    }
}
