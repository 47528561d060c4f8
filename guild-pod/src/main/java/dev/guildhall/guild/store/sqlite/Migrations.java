package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.StoreException;
import java.util.List;

/// A schema as the list of steps that lead to it; a file's `user_version` says how many it has had.
///
/// Steps are only ever appended. A file of a newer program is refused.
public record Migrations(List<List<String>> steps) {

    /// Whether the file has nothing to be brought to. Reads only.
    public boolean applied(Sql sql) {
        return sql.number("PRAGMA user_version") == steps.size();
    }

    /// Brings the file to the newest version. To be called within a write transaction.
    public void apply(Sql sql) {
        int version = (int) sql.number("PRAGMA user_version");
        if (version > steps.size()) {
            throw new StoreException.Corrupt(
                    "schema version "
                            + version
                            + " is newer than "
                            + steps.size()
                            + ", the newest that this program knows",
                    null);
        }
        if (version == steps.size()) {
            return;
        }
        steps.subList(version, steps.size()).forEach(step -> step.forEach(sql::run));
        sql.run("PRAGMA user_version = " + steps.size());
    }
}
