package dev.guildhall.edge.rpc;

/// Who reads an Attach stream. Called by gRPC's threads, one call at a time; must not block.
public interface LinkListener {

    /// A frame. After working it off call [GuildLink#processed()], which lets the next one come.
    void onFrame(LinkFrame frame);

    /// The stream is over, whoever ended it; the last call.
    void onEnd(LinkEnd end);
}
