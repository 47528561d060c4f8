package dev.guildhall.edge.rest.route;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.limit.RateClass;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// Where the gateway is. Source: <https://discord.com/developers/docs/events/gateway#get-gateway>
///
/// The session start limit is the documented one and always whole: identifies a day are not
/// counted.
public final class GatewayRoutes implements Resource {

    private static final int GUILDS_A_SHARD = 1000;
    private static final int STARTS_A_DAY = 1000;

    private final String url;
    private final int maxConcurrency;
    private final Accounts accounts;

    /// `url` has no query; `maxConcurrency` is how many shards may identify in 5 s.
    public GatewayRoutes(String url, int maxConcurrency, Accounts accounts) {
        this.url = url;
        this.maxConcurrency = maxConcurrency;
        this.accounts = accounts;
    }

    @Override
    public void addTo(Router router) {
        router.addOpen("GET", "/gateway", RateClass.READ, _ -> gateway().done());
        router.add("GET", "/gateway/bot", RateClass.READ, this::bot);
    }

    private Reply gateway() {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("url", url);
            json.writeEndObject();
        });
    }

    private CompletableFuture<Reply> bot(RestCall call) {
        return accounts.guildsOfUser(call.callerId())
                .thenApply(guilds -> bot(guilds.size() / GUILDS_A_SHARD + 1));
    }

    private Reply bot(int shards) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("url", url);
            json.writeNumberField("shards", shards);
            writeStartLimit(json);
            json.writeEndObject();
        });
    }

    private void writeStartLimit(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("session_start_limit");
        json.writeNumberField("total", STARTS_A_DAY);
        json.writeNumberField("remaining", STARTS_A_DAY);
        json.writeNumberField("reset_after", 0);
        json.writeNumberField("max_concurrency", maxConcurrency);
        json.writeEndObject();
    }
}
