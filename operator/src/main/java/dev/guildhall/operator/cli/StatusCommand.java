package dev.guildhall.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhall.operator.local.LocalState;
import dev.guildhall.operator.local.ProcessRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `guildhall status`: what runs, for people or (`--json`) for programs.
@Command(
        name = "status",
        description = "Show what runs, and where its admin ports are.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LocalState state = new Instance(data.existing()).running();
        List<ProcessRecord> processes = Instance.living(state);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(state, processes));
        } else {
            print(out, state, processes);
        }
        return 0;
    }

    private static void print(PrintWriter out, LocalState state, List<ProcessRecord> processes) {
        out.printf("chat     %s%n", state.endpoints().url());
        out.printf("api      %s%n", state.endpoints().api());
        out.printf("gateway  %s%n%n", state.endpoints().gateway());
        out.printf("%-28s %-9s %-8s %-10s %s%n", "NAME", "ROLE", "PID", "STATE", "ADMIN");
        for (ProcessRecord each : processes) {
            out.printf(
                    "%-28s %-9s %-8d %-10s %s%n",
                    each.name(), each.role(), each.pid(), condition(state, each), admin(each));
        }
    }

    private static String toJson(LocalState state, List<ProcessRecord> processes) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("url", state.endpoints().url());
        root.put("api", state.endpoints().api());
        root.put("gateway", state.endpoints().gateway());
        ArrayNode all = root.putArray("processes");
        for (ProcessRecord each : processes) {
            ObjectNode process =
                    all.addObject()
                            .put("name", each.name())
                            .put("role", each.role())
                            .put("pid", each.pid())
                            .put("admin", admin(each));
            if (state.standsBy(each)) {
                process.put("standby", true);
            }
        }
        return root.toPrettyString();
    }

    private static String condition(LocalState state, ProcessRecord process) {
        if (!process.ready()) {
            return "not ready";
        }
        return state.standsBy(process) ? "stands by" : "ready";
    }

    /// The admin port's URL, empty until the process has reported it.
    private static String admin(ProcessRecord process) {
        return process.admin().isEmpty() ? "" : "http://" + process.admin();
    }
}
