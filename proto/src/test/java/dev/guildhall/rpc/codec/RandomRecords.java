package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Message;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Random values of any record, enum or sealed interface, made from its components' types, so that
/// a field that is added later is tested without anybody thinking of it.
///
/// `@Nullable` components are null in one of three values. A message within a message has no
/// further one, as the vocabulary says.
final class RandomRecords {

    private static final String[] TEXTS = {"", "a", "Grüße 👋🏽", "\u0000\n\t", "x".repeat(300)};

    private final Random random;
    private int messageDepth;

    RandomRecords(Random random) {
        this.random = random;
    }

    <T> T next(Class<T> type) {
        return type.cast(simple(type));
    }

    private Object value(Type type) {
        return type instanceof ParameterizedType generic
                ? generic(generic)
                : simple((Class<?>) type);
    }

    private Object generic(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return Stream.generate(() -> value(arguments[0])).limit(random.nextInt(4)).toList();
        }
        if (type.getRawType() == Map.class) {
            Map<Object, Object> map = new HashMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                map.put(value(arguments[0]), value(arguments[1]));
            }
            return map;
        }
        return record((Class<?>) type.getRawType(), arguments);
    }

    private Object simple(Class<?> type) {
        if (type == long.class || type == Long.class) {
            return random.nextInt(4) == 0 ? (long) random.nextInt(3) : random.nextLong();
        }
        if (type == int.class || type == Integer.class) {
            return random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt();
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return TEXTS[random.nextInt(TEXTS.length)] + random.nextInt(5);
        }
        if (type.isEnum()) {
            return pick(type.getEnumConstants());
        }
        return type.isSealed() ? simple(pick(type.getPermittedSubclasses())) : record(type);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private Object record(Class<?> type, Type... arguments) {
        messageDepth += type == Message.class ? 1 : 0;
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = component(components[i].getAnnotatedType(), arguments);
        }
        messageDepth -= type == Message.class ? 1 : 0;
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }

    /// `arguments` are those of the record's type variable:
    /// [dev.guildhall.common.guild.Command.Patch] has one.
    private @Nullable Object component(AnnotatedType type, Type[] arguments) {
        boolean tooDeep = type.getType() == Message.class && messageDepth > 1;
        boolean mayBeNull = type.isAnnotationPresent(Nullable.class);
        if (mayBeNull && (tooDeep || random.nextInt(3) == 0)) {
            return null;
        }
        return value(type.getType() instanceof TypeVariable<?> ? arguments[0] : type.getType());
    }
}
