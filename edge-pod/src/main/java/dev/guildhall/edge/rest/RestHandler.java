package dev.guildhall.edge.rest;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.limit.RateLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The HTTP API, under /api, /api/v9 and /api/v10. Other paths are left to the next handler.
///
/// Nothing here blocks: an [Exchange] goes on wherever its last answer came from.
public final class RestHandler extends Handler.Abstract.NonBlocking {

    private static final String PREFIX = "/api";
    private static final long MAX_BODIES_BYTES = 64L << 20;

    private final Environment environment;

    /// What every exchange needs.
    record Environment(
            Router router,
            RestConfig config,
            Authenticator authenticator,
            RateLimiter limiter,
            BodyParser parser,
            BodyBudget budget,
            RestMetrics metrics,
            Ticker ticker) {}

    public RestHandler(
            RestConfig config, RestServices services, Ticker ticker, MeterRegistry registry) {
        Router router = ApiRoutes.router(config, services, ticker);
        RateLimiter limiter = new RateLimiter(config.rateLimits().maxWindows(), ticker, registry);
        Authenticator authenticator =
                new Authenticator(services.accounts(), limiter, config.rateLimits(), ticker);
        this.environment =
                new Environment(
                        router,
                        config,
                        authenticator,
                        limiter,
                        new BodyParser(config.maxBodyBytes()),
                        new BodyBudget(MAX_BODIES_BYTES, registry),
                        new RestMetrics(registry, router.routes()),
                        ticker);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (path == null || !isApi(path)) {
            return false;
        }
        new Exchange(environment, request, response, callback)
                .start(path.substring(PREFIX.length()));
        return true;
    }

    private static boolean isApi(String path) {
        return path.startsWith(PREFIX)
                && (path.length() == PREFIX.length() || path.charAt(PREFIX.length()) == '/');
    }
}
