package dev.guildhall.edge.rest.call;

import dev.guildhall.edge.rest.form.Snowflakes;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the route of a path: a tree of its segments, a literal before a parameter.
///
/// Built once; then any thread may ask.
public final class Router {

    private static final int MAX_SEGMENTS = 12;

    private final Node root = new Node();
    private final List<Route> routes = new ArrayList<>();

    /// A place in the tree. `methods` is empty where no route ends.
    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<String, Route> methods = new TreeMap<>();
        @Nullable Node parameter;
    }

    /// Adds a route with a token; `template` is like `/channels/{channel}/messages`.
    public void add(String method, String template, RateClass rateClass, RouteHandler handler) {
        add(method, template, rateClass, false, handler);
    }

    /// Adds a route that needs no token.
    public void addOpen(String method, String template, RateClass rateClass, RouteHandler handler) {
        add(method, template, rateClass, true, handler);
    }

    /// All routes, by index.
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /// The route for `path`, which begins with a slash and is still percent-encoded.
    public Match find(String method, String path) {
        List<String> values = new ArrayList<>(3);
        Node node = root;
        int from = 1;
        for (int segments = 0; from <= path.length(); segments++) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(from, end);
            Node next = segments < MAX_SEGMENTS ? step(node, segment, values) : null;
            if (next == null) {
                return new Match.Unknown();
            }
            node = next;
            from = end + 1;
        }
        return at(node, method, values);
    }

    private static @Nullable Node step(Node node, String segment, List<String> values) {
        Node literal = node.literals.get(segment);
        if (literal != null) {
            return literal;
        }
        if (node.parameter != null && !segment.isEmpty()) {
            values.add(segment);
        }
        return segment.isEmpty() ? null : node.parameter;
    }

    private static Match at(Node node, String method, List<String> values) {
        if (node.methods.isEmpty()) {
            return new Match.Unknown();
        }
        Route route = node.methods.get(method.equals("HEAD") ? "GET" : method);
        if (route == null) {
            return new Match.WrongMethod(String.join(", ", node.methods.keySet()));
        }
        return found(route, values);
    }

    private static Match found(Route route, List<String> values) {
        long[] ids = new long[values.size()];
        String emoji = "";
        for (int i = 0; i < ids.length; i++) {
            String value = values.get(i);
            if (route.params().get(i).equals(Route.EMOJI)) {
                emoji = value;
            } else {
                ids[i] = Snowflakes.parse(value);
                if (ids[i] < 0) {
                    return new Match.NotSnowflake(route.params().get(i) + "_id", value);
                }
            }
        }
        return new Match.Found(route, ids, emoji);
    }

    private void add(
            String method,
            String template,
            RateClass rateClass,
            boolean open,
            RouteHandler handler) {
        List<String> params = new ArrayList<>();
        Node node = root;
        for (String segment : template.substring(1).split("/", -1)) {
            if (segment.startsWith("{")) {
                params.add(segment.substring(1, segment.length() - 1));
                node.parameter = node.parameter == null ? new Node() : node.parameter;
                node = node.parameter;
            } else {
                node = node.literals.computeIfAbsent(segment, _ -> new Node());
            }
        }
        String name = method + " " + template;
        String bucket = "%08x%08x".formatted(name.hashCode(), template.hashCode());
        Route route =
                new Route(
                        routes.size(), name, bucket, List.copyOf(params), rateClass, open, handler);
        if (node.methods.putIfAbsent(method, route) != null) {
            throw new IllegalArgumentException("two routes for " + route.name());
        }
        routes.add(route);
    }
}
