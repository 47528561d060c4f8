package dev.guildhall.guild.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.accounts.AccountBytes;
import dev.guildhall.guild.accounts.AccountRecord;
import dev.guildhall.guild.accounts.AccountRecord.Account;
import dev.guildhall.guild.accounts.AccountRecord.BotApplication;
import dev.guildhall.guild.accounts.AccountRecord.DirectChannel;
import dev.guildhall.guild.accounts.AccountRecord.SigningKey;
import dev.guildhall.rpc.codec.EntityCodec;
import dev.guildhall.rpc.v1.AccountProto;
import dev.guildhall.rpc.v1.AccountRecordProto;
import dev.guildhall.rpc.v1.BotApplicationProto;
import dev.guildhall.rpc.v1.DirectChannelProto;

/// The accounts as `backup.proto` has them.
public final class ProtoAccountBytes implements AccountBytes {

    @Override
    public byte[] of(AccountRecord item) {
        AccountRecordProto.Builder to = AccountRecordProto.newBuilder();
        switch (item) {
            case SigningKey it -> to.setSigningKey(ByteString.copyFrom(it.key()));
            case Account it -> to.setAccount(account(it));
            case DirectChannel it ->
                    to.setDirectChannel(
                            DirectChannelProto.newBuilder()
                                    .setLowUserId(it.low().value())
                                    .setHighUserId(it.high().value())
                                    .setChannelId(it.channelId().value()));
        }
        return to.build().toByteArray();
    }

    private static AccountProto account(Account it) {
        AccountProto.Builder to =
                AccountProto.newBuilder()
                        .setUser(EntityCodec.toProto(it.user()))
                        .setGeneration(it.generation());
        BotApplication application = it.application();
        if (application != null) {
            BotApplicationProto.Builder bot =
                    BotApplicationProto.newBuilder()
                            .setName(application.name())
                            .setDescription(application.description())
                            .setFlags(application.flags())
                            .setVerifyKey(application.verifyKey());
            if (application.ownerId() != null) {
                bot.setOwnerId(application.ownerId().value());
            }
            to.setApplication(bot);
        }
        return to.build();
    }

    @Override
    public AccountRecord account(byte[] bytes) {
        AccountRecordProto from;
        try {
            from = AccountRecordProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the bytes are no record of accounts", e);
        }
        return switch (from.getRecordCase()) {
            case SIGNING_KEY -> new SigningKey(from.getSigningKey().toByteArray());
            case ACCOUNT -> account(from.getAccount());
            case DIRECT_CHANNEL ->
                    new DirectChannel(
                            new UserId(from.getDirectChannel().getLowUserId()),
                            new UserId(from.getDirectChannel().getHighUserId()),
                            new ChannelId(from.getDirectChannel().getChannelId()));
            case RECORD_NOT_SET ->
                    throw new IllegalArgumentException(
                            "a record of a kind that only newer programs know");
        };
    }

    private static Account account(AccountProto from) {
        if (!from.hasApplication()) {
            return new Account(EntityCodec.fromProto(from.getUser()), from.getGeneration(), null);
        }
        BotApplicationProto bot = from.getApplication();
        return new Account(
                EntityCodec.fromProto(from.getUser()),
                from.getGeneration(),
                new BotApplication(
                        bot.getName(),
                        bot.getDescription(),
                        bot.hasOwnerId() ? new UserId(bot.getOwnerId()) : null,
                        bot.getFlags(),
                        bot.getVerifyKey()));
    }
}
