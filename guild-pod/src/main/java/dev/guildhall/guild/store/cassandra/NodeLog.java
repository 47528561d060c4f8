package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeStateListenerBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once that a node went or came back; each try to connect to it is only counted.
final class NodeLog extends NodeStateListenerBase {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLog.class);
    private static final String NODE = "node";

    @Override
    public void onUp(Node node) {
        LOG.atInfo().addKeyValue(NODE, node.getEndPoint()).log("Cassandra node answers");
    }

    @Override
    public void onDown(Node node) {
        LOG.atWarn().addKeyValue(NODE, node.getEndPoint()).log("Cassandra node does not answer");
    }
}
