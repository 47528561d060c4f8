package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Iterator;
import java.util.List;

/// A result whose further pages fail as everything else does: with `StoreException`.
record TranslatedRows(ResultSet rows) implements ResultSet {

    @Override
    public ColumnDefinitions getColumnDefinitions() {
        return rows.getColumnDefinitions();
    }

    @Override
    public List<ExecutionInfo> getExecutionInfos() {
        return rows.getExecutionInfos();
    }

    @Override
    public boolean isFullyFetched() {
        return rows.isFullyFetched();
    }

    @Override
    public int getAvailableWithoutFetching() {
        return rows.getAvailableWithoutFetching();
    }

    @Override
    public boolean wasApplied() {
        return rows.wasApplied();
    }

    @Override
    public Iterator<Row> iterator() {
        Iterator<Row> each = rows.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return CqlFailures.translated(each::hasNext);
            }

            @Override
            public Row next() {
                return CqlFailures.translated(each::next);
            }
        };
    }
}
