package dev.guildhall.guild.store.cassandra;

import java.util.List;

/// A part of the schema with a version of its own: `steps` are the lists of statements that lead to
/// versions 1, 2 and so on. Steps are only ever appended.
///
/// Every statement is `CREATE TABLE IF NOT EXISTS name (…)`, or something else that leaves the same
/// when it is done twice and by two pods at once; tables get a fixed id from [Schema]. The
/// statements of one step do not need each other.
public record SchemaPart(String name, List<List<String>> steps) {}
