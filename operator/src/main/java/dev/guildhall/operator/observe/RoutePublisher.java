package dev.guildhall.operator.observe;

/// Where a new table goes.
public interface RoutePublisher {

    /// Tells every pod. Does not block.
    void publish(RouteTable table);

    /// A pod's process is gone: nothing that still comes on its old stream is believed.
    void disown(String pod);
}
