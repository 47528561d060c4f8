package dev.guildhall.edge.session;

/// Where a connection is on its way to a session.
///
/// ```
///  open --HELLO--> Greeted --identify--> Authenticating --READY--> Attached
///                   |  ^  \--resume--------------------RESUMED-------^  |
///                   |  +------------- op 9: identify again -------------+
///                   v
///                 Closed <-- from everywhere, by either side
/// ```
public sealed interface ConnectionState {

    /// Nobody has identified. `sinceMs` is monotonic.
    record Greeted(long sinceMs) implements ConnectionState {}

    /// The token is being looked up; nothing is read from the client meanwhile.
    record Authenticating(long sinceMs) implements ConnectionState {}

    record Attached(GatewaySession session) implements ConnectionState {}

    record Closed() implements ConnectionState {}
}
