package dev.guildhall.edge.rpc;

import dev.guildhall.common.placement.Placement;

/// The newest assignments that this edge knows of. Any thread.
public interface Placements {

    Placement placement();

    /// `listener` runs after each change, on a thread that it must not block.
    void onChange(Runnable listener);
}
