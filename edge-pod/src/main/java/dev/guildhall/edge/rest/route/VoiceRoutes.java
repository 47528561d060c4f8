package dev.guildhall.edge.rest.route;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.limit.RateClass;
import java.io.IOException;
import java.util.List;

/// Voice regions: there is one, here.
public final class VoiceRoutes implements Resource {

    @Override
    public void addTo(Router router) {
        router.add("GET", "/voice/regions", RateClass.READ, _ -> regions().done());
    }

    private static Reply regions() {
        return Reply.list(List.of("local"), VoiceRoutes::region);
    }

    private static void region(JsonGenerator json, String id) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("name", "Local");
        json.writeBooleanField("optimal", true);
        json.writeBooleanField("deprecated", false);
        json.writeBooleanField("custom", false);
        json.writeEndObject();
    }
}
