package dev.guildhall.guild.loop;

import java.util.List;

/// How an edge attaches. `lastSeq` 0 means that it has nothing; `sessions` are those that live on
/// it.
public record Hello(String edge, long lastSeq, List<StreamFrame.OpenSession> sessions) {}
