package dev.guildhall.rpc.codec;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What all codecs do with single fields.
///
/// A message from outside that lacks a field, or holds a number that no enum knows, is refused with
/// an `IllegalArgumentException` that names the field; rpc answers INVALID_ARGUMENT to it.
final class Fields {

    private Fields() {}

    /// Sets an optional field when there is a value.
    static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    static void require(boolean present, String field) {
        if (!present) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    static IllegalArgumentException unknown(String field, Object value) {
        return new IllegalArgumentException(field + " has the unknown value " + value);
    }

    static <T> Iterable<Long> toLongs(List<T> ids, ToLongFunction<T> value) {
        return ids.stream().map(value::applyAsLong).toList();
    }

    static <T> List<T> fromLongs(List<Long> values, LongFunction<T> id) {
        return values.stream().map(id::apply).toList();
    }
}
