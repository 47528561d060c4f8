'use strict';
// A bot on an unmodified discord.js that does what the test says. The protocol is in ../README.md.

const readline = require('node:readline');
const { ActivityType, Client, Events, GatewayIntentBits, GatewayOpcodes, Partials } = require('discord.js');

const ALL_INTENTS = Object.values(GatewayIntentBits).filter((bit) => typeof bit === 'number');

let client;

const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const seen = (what, facts) => tell({ seen: what, ...facts });
const channelOf = ({ channel }) => client.channels.fetch(channel);
const messageOf = async (command) => (await channelOf(command)).messages.fetch(command.message);

const describe = (message) => ({
  id: message.id,
  channel: message.channelId,
  author: message.author?.id,
  content: message.content,
  reference: message.reference?.messageId ?? null,
});

function observe() {
  client.on(Events.MessageCreate, (message) => seen('message', describe(message)));
  client.on(Events.MessageUpdate, (_, message) => seen('edited', describe(message)));
  client.on(Events.MessageDelete, ({ id, channelId }) => seen('deleted', { id, channel: channelId }));
  const reaction = (what) => ({ message, emoji }, user) => seen(what, { message: message.id, user: user.id, emoji: emoji.name });
  client.on(Events.MessageReactionAdd, reaction('reacted'));
  client.on(Events.MessageReactionRemove, reaction('unreacted'));
  client.on(Events.TypingStart, ({ channel, user }) => seen('typing', { channel: channel.id, user: user.id }));
  client.on(Events.PresenceUpdate, (_, { userId, status, activities }) =>
    seen('presence', { user: userId, status, activity: activities[0]?.name ?? null }));
  client.on(Events.VoiceStateUpdate, (_, { id, channelId }) => seen('voice', { user: id, channel: channelId }));
  client.on(Events.ShardResume, () => seen('resumed'));
  client.on(Events.ShardReady, () => seen('identified'));
  client.on(Events.ShardReconnecting, () => seen('disconnected'));
  client.on(Events.Error, (error) => seen('error', { event: 'client', error: String(error.stack ?? error) }));
  client.on(Events.Warn, (text) => console.error('warn:', text));
  client.on(Events.Debug, (text) => console.error(new Date().toISOString(), text));
}

const commands = {
  async login({ token, api }) {
    client = new Client({
      intents: ALL_INTENTS,
      partials: [Partials.Message, Partials.Reaction, Partials.Channel, Partials.User, Partials.GuildMember],
      rest: { api },
    });
    observe();
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(token);
    await ready;
    const guilds = client.guilds.cache.map((guild) => ({
      id: guild.id,
      name: guild.name,
      members: guild.memberCount,
      channels: guild.channels.cache.map(({ id, name, type }) => ({ id, name, type })),
    }));
    return { user: client.user.id, guilds };
  },
  async send(command) {
    return { id: (await (await channelOf(command)).send(command.content)).id };
  },
  async reply(command) {
    return { id: (await (await messageOf(command)).reply(command.content)).id };
  },
  async edit(command) {
    await (await messageOf(command)).edit(command.content);
  },
  async delete(command) {
    await (await messageOf(command)).delete();
  },
  async pin(command) {
    await (await messageOf(command)).pin();
  },
  async react(command) {
    await (await messageOf(command)).react(command.emoji);
  },
  async unreact(command) {
    const message = await messageOf(command);
    await message.reactions.resolve(command.emoji).users.remove(client.user);
  },
  async typing(command) {
    await (await channelOf(command)).sendTyping();
  },
  async presence({ status, activity }) {
    client.user.setPresence({ status, activities: [{ name: activity, type: ActivityType.Playing }] });
  },
  async history(command) {
    const messages = await (await channelOf(command)).messages.fetch({ limit: command.limit, cache: false });
    return { messages: messages.map(describe) };
  },
  async pins(command) {
    const { items } = await (await channelOf(command)).messages.fetchPins();
    return { messages: items.map(({ message }) => describe(message)) };
  },
  async members({ guild }) {
    const members = await client.guilds.cache.get(guild).members.fetch();
    return { members: members.map(({ id, user }) => ({ id, name: user.username })) };
  },
  async voice({ guild, channel }) {
    const { voiceAdapterCreator } = client.guilds.cache.get(guild);
    const adapter = voiceAdapterCreator({ onVoiceServerUpdate() {}, onVoiceStateUpdate() {}, destroy() {} });
    const d = { guild_id: guild, channel_id: channel, self_mute: false, self_deaf: false };
    if (!adapter.sendPayload({ op: GatewayOpcodes.VoiceStateUpdate, d })) throw new Error('the shard is not connected');
    adapter.destroy();
  },
  async logout() {
    await client.destroy();
    setImmediate(() => process.exit(0));
  },
};

async function obey(command) {
  try {
    tell({ id: command.id, ok: (await commands[command.do](command)) ?? {} });
  } catch (error) {
    console.error(error);
    tell({ id: command.id, error: String(error.stack ?? error) });
  }
}

// What discord.js cannot parse it throws where nobody can catch it.
process.on('uncaughtException', (error) => {
  console.error(error);
  seen('error', { event: 'uncaught', error: String(error.stack ?? error) });
});

readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => obey(JSON.parse(line)))
  .on('close', () => process.exit(0));
