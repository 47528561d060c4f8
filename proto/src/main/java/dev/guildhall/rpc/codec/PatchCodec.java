package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.rpc.v1.IdPatchProto;
import dev.guildhall.rpc.v1.StringPatchProto;
import dev.guildhall.rpc.v1.TimePatchProto;

/// Patched fields that can be cleared.
final class PatchCodec {

    private PatchCodec() {}

    static StringPatchProto string(Command.Patch<String> patch) {
        StringPatchProto.Builder proto = StringPatchProto.newBuilder();
        Fields.set(patch.value(), proto::setValue);
        return proto.build();
    }

    static Command.Patch<String> string(StringPatchProto proto) {
        return new Command.Patch<>(proto.hasValue() ? proto.getValue() : null);
    }

    static IdPatchProto channel(Command.Patch<ChannelId> patch) {
        IdPatchProto.Builder proto = IdPatchProto.newBuilder();
        Fields.set(patch.value(), id -> proto.setValue(id.value()));
        return proto.build();
    }

    static Command.Patch<ChannelId> channel(IdPatchProto proto) {
        return new Command.Patch<>(proto.hasValue() ? new ChannelId(proto.getValue()) : null);
    }

    static TimePatchProto time(Command.Patch<Long> patch) {
        TimePatchProto.Builder proto = TimePatchProto.newBuilder();
        Fields.set(patch.value(), proto::setValueMs);
        return proto.build();
    }

    static Command.Patch<Long> time(TimePatchProto proto) {
        return new Command.Patch<>(proto.hasValueMs() ? proto.getValueMs() : null);
    }
}
