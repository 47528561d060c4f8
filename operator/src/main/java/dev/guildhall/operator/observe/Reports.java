package dev.guildhall.operator.observe;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The last report of each pod. Written by the directory's threads, read by the operator's loop.
public final class Reports {

    private static final int MAX_PODS = 2_000;

    private final Map<String, PodStatus> byPod = new ConcurrentHashMap<>();
    private final Runnable onChange;

    /// `onChange` is called, on the reporting thread, when the loop should look at once.
    public Reports(Runnable onChange) {
        this.onChange = onChange;
    }

    /// Keeps a report. Gives false when there are too many pods to keep another one.
    public boolean accept(PodStatus status) {
        if (byPod.size() >= MAX_PODS && !byPod.containsKey(status.pod())) {
            return false;
        }
        PodStatus before = byPod.put(status.pod(), status);
        if (before == null || status.differsFrom(before)) {
            onChange.run();
        }
        return true;
    }

    /// A pod is gone; what it said does not hold any more.
    public void forget(String pod) {
        byPod.remove(pod);
    }

    public Optional<PodStatus> of(String pod) {
        return Optional.ofNullable(byPod.get(pod));
    }

    public Map<String, PodStatus> all() {
        return Map.copyOf(byPod);
    }
}
