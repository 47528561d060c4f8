package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// What is wanted of a GuildCluster. Absent sections take their defaults.
@ValidationRule(
        value =
                "(has(self.store) && has(self.store.kind) && self.store.kind != 'embedded')"
                        + " || !has(self.guilds) || self.guilds.pooledPods == 1",
        message =
                "the embedded store allows one pooled guild pod: set guilds.pooledPods to 1 or"
                        + " choose another store.kind")
@ValidationRule(
        value =
                "(has(self.store) ? self.store.kind : 'embedded')"
                        + " == (has(oldSelf.store) ? oldSelf.store.kind : 'embedded')",
        message =
                "store.kind cannot be changed: `guildhall store migrate` copies a store into"
                        + " another cluster's")
public record GuildClusterSpec(
        @JsonPropertyDescription(
                        "Container image of guild pods and edge pods. Local mode runs the programs"
                                + " that were built and takes no notice of it.")
                @Size(min = 1, max = 255)
                @Nullable String image,
        @JsonPropertyDescription(
                        "Whether the operator leaves everything as it is, whatever else this says:"
                                + " pods go on, and none is started, moved or ended. For repairs"
                                + " by hand. Local mode takes no notice of it.")
                @Default("false")
                boolean paused,
        @JsonPropertyDescription(
                        "What becomes of guilds, messages and accounts when the GuildCluster is"
                                + " deleted. Retain: they stay, and a GuildCluster with the same"
                                + " store goes on with them. Delete: they are deleted with it, for"
                                + " good. Local mode deletes nothing.")
                @Default("Retain")
                RetainPolicy retainPolicy,
        @JsonPropertyDescription("Guild pods: who hosts which guilds, and when one moves.")
                @Default("{}")
                GuildsSpec guilds,
        @JsonPropertyDescription(
                        "Edge pods: they hold the clients' WebSockets and serve the HTTP API.")
                @Required
                EdgesSpec edges,
        @JsonPropertyDescription("How clients reach the gateway and the HTTP API.") @Default("{}")
                GatewaySpec gateway,
        @JsonPropertyDescription("Where guilds, messages and accounts are kept.") @Default("{}")
                StoreSpec store,
        @JsonPropertyDescription("How people sign in.") @Default("{}") AuthSpec auth) {

    /// What becomes of the store when the resource is deleted.
    public enum RetainPolicy {
        @JsonProperty("Retain")
        RETAIN,
        @JsonProperty("Delete")
        DELETE
    }

    /// The same with always as many edges as it says at least, and never paused.
    public GuildClusterSpec withoutScaling() {
        return new GuildClusterSpec(
                image, false, retainPolicy, guilds, edges.withoutScaling(), gateway, store, auth);
    }

    /// The same without pods that wait.
    public GuildClusterSpec withoutStandbys() {
        return new GuildClusterSpec(
                image,
                paused,
                retainPolicy,
                guilds.withoutStandbys(),
                edges.withoutStandbys(),
                gateway,
                store,
                auth);
    }

    @SuppressWarnings("ConstantValue") // a manifest may leave sections out
    public GuildClusterSpec {
        retainPolicy = retainPolicy == null ? RetainPolicy.RETAIN : retainPolicy;
        guilds = guilds == null ? GuildsSpec.DEFAULT : guilds;
        edges = edges == null ? EdgesSpec.DEFAULT : edges;
        gateway = gateway == null ? GatewaySpec.DEFAULT : gateway;
        store = store == null ? StoreSpec.DEFAULT : store;
        auth = auth == null ? AuthSpec.DEFAULT : auth;
    }
}
