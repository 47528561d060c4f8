package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// One community system: guild pods, edge pods, their store.
///
/// Only the Kubernetes adapter and the CRD generator load this class; local mode reads the same
/// YAML by [dev.guildhall.operator.schema.ManifestReader] into [GuildClusterSpec].
@Group(GuildCluster.GROUP)
@Version(GuildCluster.VERSION)
@ShortNames({"gc"})
@Categories({"guildhall"})
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Guilds",
        jsonPath = ".status.guilds",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Edges",
        jsonPath = ".status.edges.ready",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Online",
        jsonPath = ".status.online",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class GuildCluster extends CustomResource<GuildClusterSpec, GuildClusterStatus>
        implements Namespaced {

    public static final String GROUP = "guildhall.dev";
    public static final String VERSION = "v1alpha1";
    public static final String API_VERSION = GROUP + "/" + VERSION;
    public static final String KIND = "GuildCluster";

    /// What `kubectl explain guildcluster` says first.
    public static final String DESCRIPTION =
            "One community system: guild pods that own guilds, edge pods that hold the connections"
                    + " of people and bots, and the store they are kept in. Discord's client"
                    + " libraries connect to it.";

    @Required
    @JsonPropertyDescription(
            "What is wanted. Every section but edges may be left out, and every field has a default"
                    + " or is for special needs: `edges: {}` alone is a whole system.")
    @Override
    public GuildClusterSpec getSpec() {
        return super.getSpec();
    }

    @JsonPropertyDescription("What is; written by the operator alone.")
    @Override
    public GuildClusterStatus getStatus() {
        return super.getStatus();
    }
}
