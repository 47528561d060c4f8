package dev.guildhall.operator.plan;

import dev.guildhall.operator.plan.PlanState.Slot;
import dev.guildhall.operator.plan.edges.EdgeDrain;
import dev.guildhall.operator.plan.edges.EdgeLoad;
import dev.guildhall.operator.plan.edges.EdgePlan;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Between edges as places with numbers and edges as a number of replicas.
final class EdgeSlots {

    private EdgeSlots() {}

    /// The edges that live, with what they said lately.
    static List<EdgeLoad> loads(List<Slot> slots, PlanStep step) {
        return slots.stream()
                .filter(slot -> slot.role() == Role.EDGE)
                .map(slot -> step.pod(slot.pod()).filter(Observed.Pod::alive))
                .flatMap(Optional::stream)
                .map(pod -> load(pod, step))
                .toList();
    }

    private static EdgeLoad load(Observed.Pod pod, PlanStep step) {
        Observed.Edge edge = pod.edge();
        if (edge == null) {
            return new EdgeLoad(pod.name(), "", null, 0);
        }
        Long sessions = step.isFresh(pod) ? Long.valueOf(edge.sessions()) : null;
        return new EdgeLoad(pod.name(), edge.node(), sessions, edge.handovers());
    }

    /// The numbers of the edges that there should be: those that there are but for those that are
    /// released, and then the lowest that are free.
    static Collection<Integer> next(List<Slot> slots, EdgePlan plan) {
        TreeSet<Integer> numbers =
                slots.stream()
                        .filter(slot -> slot.role() == Role.EDGE)
                        .filter(slot -> stays(plan.next().drain(slot.pod())))
                        .map(WantedSlot::ordinal)
                        .collect(Collectors.toCollection(TreeSet::new));
        while (numbers.size() > plan.replicas()) {
            numbers.pollLast();
        }
        for (int number = 0; numbers.size() < plan.replicas(); number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private static boolean stays(@Nullable EdgeDrain drain) {
        return drain == null || drain.counted();
    }
}
