package dev.guildhall.edge.session;

/// What a connection knows before anybody identifies on it. `resumeUrl` goes out with READY; `edge`
/// is this process's name.
public record ConnectionInfo(int version, String resumeUrl, String edge) {}
