package dev.guildhall.edge.rest.call;

/// What a router finds for a method and a path.
public sealed interface Match {

    /// `ids` are the path's snowflakes, one for each of the route's parameters; the `emoji` one is
    /// 0 there and its undecoded text is in `emoji`.
    @SuppressWarnings("ArrayRecordComponent") // read by one call, never compared
    record Found(Route route, long[] ids, String emoji) implements Match {}

    /// The path is there, not for this method.
    record WrongMethod(String allow) implements Match {}

    /// A parameter that has to be a snowflake is none.
    record NotSnowflake(String param, String value) implements Match {}

    /// No such path.
    record Unknown() implements Match {}
}
