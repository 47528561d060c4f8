package dev.guildhall.edge.rpc;

import dev.guildhall.common.placement.Placement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Assignments that a test sets.
public final class FixedPlacements implements Placements {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Placement placement;

    public FixedPlacements(Placement placement) {
        this.placement = placement;
    }

    @Override
    public Placement placement() {
        return placement;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public void set(Placement next) {
        placement = next;
        listeners.forEach(Runnable::run);
    }
}
