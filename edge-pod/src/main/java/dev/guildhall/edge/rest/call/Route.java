package dev.guildhall.edge.rest.call;

import dev.guildhall.edge.rest.limit.RateClass;
import java.util.List;

/// One method of one path.
///
/// `index` numbers the routes from 0. `name` is `GET /channels/{channel}`: the label in metrics.
/// `params` names the path's parameters in order; all are snowflakes but `emoji`. The first of them
/// is the rate limit bucket's major parameter when it is a guild or channel; `bucket` is the
/// bucket's name for clients, opaque. `open` routes need no token.
public record Route(
        int index,
        String name,
        String bucket,
        List<String> params,
        RateClass rateClass,
        boolean open,
        RouteHandler handler) {

    /// The name of the one parameter that is not a snowflake.
    public static final String EMOJI = "emoji";

    /// Whether calls with different first parameters have limits of their own.
    public boolean hasMajorParameter() {
        return !params.isEmpty()
                && (params.getFirst().equals("guild") || params.getFirst().equals("channel"));
    }
}
