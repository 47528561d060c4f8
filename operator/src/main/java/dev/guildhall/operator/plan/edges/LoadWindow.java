package dev.guildhall.operator.plan.edges;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The most sessions that there were lately. Holds at most 32 peaks, however often it is told.
///
/// A gap in what it is told begins it anew: what happened meanwhile is not known.
///
/// @param lengthMs how far back it looks; another length begins it anew
/// @param sinceMs when it began, 0 for not yet
/// @param lastMs when it was told last
/// @param peaks the most of each stretch of time, oldest first
public record LoadWindow(long lengthMs, long sinceMs, long lastMs, List<Peak> peaks) {

    /// Before anything is known.
    public static final LoadWindow EMPTY = new LoadWindow(0, 0, 0, List.of());

    private static final int STRETCHES = 30;
    private static final long GAP_MIN_MS = 30_000;

    /// The most sessions from a time on, for a thirtieth of the window.
    public record Peak(long fromMs, long sessions) {}

    public LoadWindow {
        peaks = List.copyOf(peaks);
    }

    /// After all edges have reported.
    LoadWindow with(long nowMs, long sessions, long windowMs) {
        long gapMs = Math.max(windowMs / 10, GAP_MIN_MS);
        boolean on = lengthMs == windowMs && nowMs >= lastMs && nowMs - lastMs <= gapMs;
        LoadWindow before = on ? this : new LoadWindow(windowMs, nowMs, nowMs, List.of());
        return new LoadWindow(windowMs, before.sinceMs, nowMs, before.peaks(nowMs, sessions));
    }

    /// After some edges have reported: no fewer than these, and otherwise a gap.
    LoadWindow atLeast(long nowMs, long sessions) {
        return lengthMs == 0 || nowMs < lastMs
                ? this
                : new LoadWindow(lengthMs, sinceMs, lastMs, peaks(nowMs, sessions));
    }

    private List<Peak> peaks(long nowMs, long sessions) {
        long stretchMs = Math.max(1, lengthMs / STRETCHES);
        long fromMs = nowMs - Math.floorMod(nowMs, stretchMs);
        List<Peak> next = new ArrayList<>();
        long most = sessions;
        for (Peak peak : peaks) {
            if (peak.fromMs == fromMs) {
                most = Math.max(most, peak.sessions);
            } else if (peak.fromMs + stretchMs > nowMs - lengthMs) {
                next.add(peak);
            }
        }
        next.add(new Peak(fromMs, most));
        return next;
    }

    /// The most sessions of the whole window; empty while it does not reach back far enough.
    OptionalLong peak(long nowMs) {
        if (lengthMs == 0 || nowMs - sinceMs < lengthMs) {
            return OptionalLong.empty();
        }
        return peaks.stream().mapToLong(Peak::sessions).max();
    }
}
