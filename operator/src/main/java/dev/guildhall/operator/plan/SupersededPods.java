package dev.guildhall.operator.plan;

import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.plan.PlanState.Superseded;
import java.util.ArrayList;
import java.util.List;

/// Pods whose work another does now. The store refuses their writes, so they may live; a silent one
/// is left alone unless it blocks its successor, and one that is heard of again is asked to end
/// when it does not do so by itself.
final class SupersededPods {

    private SupersededPods() {}

    static void plan(GuildClusterSpec spec, PlanStep step) {
        long leaseMs = spec.guilds().leaseSeconds() * 1_000L;
        boolean blocked = step.observed.anythingBlocked();
        List<Superseded> next = new ArrayList<>();
        for (Superseded each : step.superseded) {
            step.pod(each.pod())
                    .filter(Observed.Pod::alive)
                    .ifPresent(pod -> next.add(judge(each, pod, leaseMs, blocked, step)));
        }
        step.superseded.clear();
        step.superseded.addAll(next);
    }

    private static Superseded judge(
            Superseded each, Observed.Pod pod, long leaseMs, boolean blocked, PlanStep step) {
        boolean heard = step.silentMs(pod) <= leaseMs;
        boolean responding = heard && pod.reportedAtMs() > each.sinceMs();
        boolean silent = each.retired() ? !heard : !responding;
        if (blocked && silent) {
            step.kills.add(
                    new Plan.Kill(
                            each.pod(), true, "it is silent and holds a lock that others need"));
        }
        long sinceMs = each.respondingSinceMs();
        if (responding && sinceMs == 0) {
            sinceMs = step.nowMs;
        }
        boolean late = sinceMs != 0 && step.nowMs - sinceMs >= Limits.SUPERSEDED_MS;
        if (late || each.role() == Role.EDGE) {
            step.kills.add(new Plan.Kill(each.pod(), false, "another does its work"));
        }
        return new Superseded(
                each.pod(), each.slot(), each.role(), each.retired(), each.sinceMs(), sinceMs);
    }
}
