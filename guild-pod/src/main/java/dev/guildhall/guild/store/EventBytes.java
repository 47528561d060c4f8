package dev.guildhall.guild.store;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;

/// Events and entities as the bytes that lie in a store. What was written by any earlier version
/// can be read.
///
/// Reading throws `IllegalArgumentException` when the bytes are none of the kind. Safe for many
/// threads.
public interface EventBytes {

    byte[] of(Event.Durable event);

    /// The same as `of(event)`, and the bytes of its message without its reactions and the message
    /// that it answers.
    CreatedBytes created(Event.MessageCreated event);

    byte[] of(Guild guild);

    byte[] of(Role role);

    byte[] of(Channel channel);

    byte[] of(Member member);

    byte[] of(User user);

    byte[] of(Message message);

    Event.Durable event(byte[] bytes);

    Guild guild(byte[] bytes);

    Role role(byte[] bytes);

    Channel channel(byte[] bytes);

    Member member(byte[] bytes);

    User user(byte[] bytes);

    Message message(byte[] bytes);
}
