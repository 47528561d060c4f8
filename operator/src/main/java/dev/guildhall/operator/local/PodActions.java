package dev.guildhall.operator.local;

import dev.guildhall.common.log.LogKeys;
import dev.guildhall.operator.observe.Reports;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.PlanState;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does to processes what a plan says, and says why. For the operator's thread.
final class PodActions {

    private static final Logger LOG = LoggerFactory.getLogger(PodActions.class);

    private final Programs programs;
    private final Processes processes;
    private final Reports reports;
    private final OperatorMetrics metrics;

    /// Which pods were asked to end already, and how.
    private final Set<String> asked = new HashSet<>();

    PodActions(Programs programs, Processes processes, Reports reports, OperatorMetrics metrics) {
        this.programs = programs;
        this.processes = processes;
        this.reports = reports;
        this.metrics = metrics;
    }

    void start(Plan.Start start) throws IOException {
        reports.forget(start.pod());
        asked.remove(start.pod());
        processes.start(start.pod(), start.role().label(), programs.of(start));
        metrics.started(start.role());
        LOG.atInfo()
                .addKeyValue(LogKeys.POD, start.pod())
                .addKeyValue(LogKeys.EPOCH, start.epoch())
                .addKeyValue(LogKeys.PID, processes.of(start.pod()).map(PodProcess::pid).orElse(0L))
                .addKeyValue(LogKeys.REASON, start.reason())
                .log("starting a pod");
    }

    /// Says which standby takes over; the table that is published next makes it so.
    void tell(Plan.Takeover takeover) {
        metrics.takenOver();
        LOG.atInfo()
                .addKeyValue(LogKeys.POD, takeover.pod())
                .addKeyValue("slot", takeover.slot())
                .addKeyValue(LogKeys.EPOCH, takeover.epoch())
                .addKeyValue(LogKeys.REASON, takeover.reason())
                .log("a standby takes over");
    }

    /// Asks a pod to end, or ends it by force; once for each.
    void end(Plan.Kill kill) {
        if (!asked.add(kill.pod() + kill.force())) {
            return;
        }
        LOG.atWarn()
                .addKeyValue(LogKeys.POD, kill.pod())
                .addKeyValue("force", kill.force())
                .addKeyValue(LogKeys.REASON, kill.reason())
                .log("ending a pod");
        processes
                .of(kill.pod())
                .ifPresent(process -> {
                    if (kill.force()) {
                        process.kill();
                    } else {
                        process.terminate();
                    }
                });
    }

    /// Forgets dead pods that the plan no longer names.
    void forgetUnwanted(PlanState plan) {
        Set<String> known =
                plan.slots().stream().map(PlanState.Slot::pod).collect(Collectors.toSet());
        plan.standbys().forEach(each -> known.add(each.pod()));
        plan.superseded().forEach(each -> known.add(each.pod()));
        for (PodProcess process : processes.pods()) {
            if (!known.contains(process.pod()) && !process.lives()) {
                LOG.atInfo()
                        .addKeyValue(LogKeys.POD, process.pod())
                        .addKeyValue(LogKeys.REASON, process.exit())
                        .log("a pod without work has ended");
                processes.forget(process.pod());
                asked.remove(process.pod() + true);
                asked.remove(process.pod() + false);
            }
        }
    }
}
