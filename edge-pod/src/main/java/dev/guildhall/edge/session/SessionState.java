package dev.guildhall.edge.session;

/// Where a session is in its life.
///
/// ```
///              READY                    resume
///  identify ----------> Connected <--------------- Detached
///                        |     |                    ^  |
///                        |     +--------------------+  | window over, evicted,
///      client's 1000 or  |      connection gone        | events lost
///      1001, events lost v                             v
///                        +----------> Ended <----------+
/// ```
public sealed interface SessionState {

    /// Dispatches go to the connection and to the ring.
    record Connected(Connection connection) implements SessionState {}

    /// Dispatches go to the ring only. `sinceMs` is monotonic.
    record Detached(long sinceMs) implements SessionState {}

    /// Nothing is kept; a resume is answered by op 9.
    record Ended() implements SessionState {}
}
