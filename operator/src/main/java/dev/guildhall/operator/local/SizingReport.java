package dev.guildhall.operator.local;

import dev.guildhall.common.log.LogKeys;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.edges.EdgeLimit;
import dev.guildhall.operator.plan.edges.EdgePlan;
import dev.guildhall.operator.plan.packing.Packed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what a plan does because of load, once for each change. For the operator's thread.
final class SizingReport {

    private static final Logger LOG = LoggerFactory.getLogger(SizingReport.class);

    private final OperatorMetrics metrics;
    private EdgeLimit limit = EdgeLimit.NONE;
    private boolean full;

    SizingReport(OperatorMetrics metrics) {
        this.metrics = metrics;
    }

    void tell(Plan plan) {
        metrics.planned(plan);
        tellEdges(plan.edges());
        tellPool(plan.pool());
    }

    private void tellEdges(EdgePlan edges) {
        if (edges.limit() == limit) {
            return;
        }
        limit = edges.limit();
        if (limit.limited()) {
            LOG.atWarn()
                    .addKeyValue("limit", limit.reason())
                    .addKeyValue(LogKeys.REASON, edges.why())
                    .log("the number of edges is not what the load needs");
        }
    }

    private void tellPool(Packed pool) {
        for (Packed.Move move : pool.moves()) {
            LOG.atInfo()
                    .addKeyValue(LogKeys.GUILD_ID, move.guildId())
                    .addKeyValue("from", move.from())
                    .addKeyValue("to", move.to())
                    .log("moving a guild because of load");
        }
        boolean isFull = pool.full() || !pool.oversized().isEmpty();
        if (isFull && !full) {
            LOG.atWarn()
                    .addKeyValue("crowded", pool.crowded())
                    .addKeyValue("oversized", pool.oversized())
                    .addKeyValue("podsNeeded", pool.podsNeeded())
                    .log(
                            "the pool is full: raise guilds.pooledPods, or name guilds in guilds.dedicated");
        }
        full = isFull || (full && !pool.crowded().isEmpty());
    }
}
