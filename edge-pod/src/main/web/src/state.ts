// What the page knows, and how dispatches change it. A pure function of (state, action).

import type { Connection } from "./gateway.js";
import type { Channel, Dispatch, Guild, Member, Message, Presence, Ready, Role, Status, User, VoiceState } from "./protocol.js";

/** A message as shown: one of ours can still be on its way, or have failed. */
export interface Shown extends Message {
  sending?: "pending" | "failed";
}

export interface History {
  messages: Shown[]; // oldest first
  complete: boolean; // nothing older is left to fetch
}

export interface GuildState {
  id: string;
  name: string;
  channels: Map<string, Channel>;
  members: Map<string, Member>;
  roles: Map<string, Role>;
  presences: Map<string, Status>;
  voice: Map<string, string>; // user id -> channel id
  memberCount: number;
}

export interface State {
  connection: Connection;
  me: User | null;
  guilds: Map<string, GuildState>;
  histories: Map<string, History>;
  typing: Map<string, Map<string, { name: string; until: number }>>; // channel -> user
  unread: Set<string>; // channel ids
  guildId: string | null;
  channelId: string | null;
}

export const initial: State = {
  connection: "connecting",
  me: null,
  guilds: new Map(),
  histories: new Map(),
  typing: new Map(),
  unread: new Set(),
  guildId: null,
  channelId: null,
};

export type Action =
  | { type: "dispatch"; event: Dispatch; now: number }
  | { type: "connection"; connection: Connection }
  | { type: "open"; guildId: string; channelId: string | null }
  | { type: "history"; channelId: string; page: Message[]; complete: boolean; older: boolean }
  | { type: "sending"; message: Shown }
  | { type: "sent"; nonce: string; message: Message }
  | { type: "failed"; channelId: string; nonce: string }
  | { type: "tick"; now: number };

/** How long one TYPING_START shows. */
export const TYPING_MS = 10_000;
/** The page keeps this many messages of a channel; older ones are fetched again. */
const KEPT = 500;

const put = <K, V>(map: Map<K, V>, key: K, value: V): Map<K, V> => new Map(map).set(key, value);
const without = <K, V>(map: Map<K, V>, key: K): Map<K, V> => {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
};

const byId = (a: { id: string }, b: { id: string }): number => (BigInt(a.id) < BigInt(b.id) ? -1 : 1);

/** Adds messages to those shown: each id once, a sent one in the place of its pending twin, in order of id. */
function merge(old: Shown[], fresh: Message[]): Shown[] {
  const known = new Map(old.map((message) => [message.id, message]));
  for (const message of fresh) {
    if (message.nonce !== undefined) known.delete(`nonce:${message.nonce}`);
    known.set(message.id, message);
  }
  const stored = [...known.values()].filter((message) => !message.sending).sort(byId);
  return [...stored.slice(-KEPT), ...[...known.values()].filter((message) => message.sending)];
}

function withMessages(state: State, channelId: string, change: (messages: Shown[]) => Shown[]): State {
  const history = state.histories.get(channelId);
  if (!history) return state;
  return { ...state, histories: put(state.histories, channelId, { ...history, messages: change(history.messages) }) };
}

const withGuild = (state: State, guildId: string | undefined, change: (guild: GuildState) => GuildState): State => {
  const guild = guildId === undefined ? undefined : state.guilds.get(guildId);
  return guild ? { ...state, guilds: put(state.guilds, guild.id, change(guild)) } : state;
};

const mapOf = <T>(items: T[], key: (item: T) => string): Map<string, T> => new Map(items.map((item) => [key(item), item]));

export const isText = (channel: Channel): boolean => channel.type === 0 || channel.type === 5;

export const byPosition = (a: { position: number; id: string }, b: { position: number; id: string }): number =>
  a.position - b.position || byId(a, b);

function opened(state: State, guild: Guild): State {
  const view: GuildState = {
    id: guild.id,
    name: guild.name,
    channels: mapOf(guild.channels, (channel) => channel.id),
    members: mapOf(guild.members, (member) => member.user.id),
    roles: mapOf(guild.roles, (role) => role.id),
    presences: new Map(guild.presences.map((presence) => [presence.user.id, presence.status])),
    voice: new Map(guild.voice_states.flatMap((voice) => (voice.channel_id ? [[voice.user_id, voice.channel_id]] : []))),
    memberCount: guild.member_count,
  };
  const next = { ...state, guilds: put(state.guilds, guild.id, view) };
  if (state.guildId !== null) return next;
  const first = guild.channels.filter(isText).sort(byPosition)[0];
  return { ...next, guildId: guild.id, channelId: first?.id ?? null };
}

function created(state: State, message: Message): State {
  const shown = withMessages(state, message.channel_id, (messages) => merge(messages, [message]));
  const typers = state.typing.get(message.channel_id);
  const typing = typers ? put(state.typing, message.channel_id, without(typers, message.author.id)) : state.typing;
  const elsewhere = message.channel_id !== state.channelId && message.author.id !== state.me?.id;
  return { ...shown, typing, unread: elsewhere ? new Set(state.unread).add(message.channel_id) : state.unread };
}

function typed(state: State, d: { channel_id: string; user_id: string; member?: Member }, now: number): State {
  if (d.user_id === state.me?.id || !d.member) return state;
  const typer = { name: d.member.nick ?? d.member.user.global_name ?? d.member.user.username, until: now + TYPING_MS };
  return { ...state, typing: put(state.typing, d.channel_id, put(state.typing.get(d.channel_id) ?? new Map(), d.user_id, typer)) };
}

function left(state: State, guildId: string): State {
  const guilds = without(state.guilds, guildId);
  return state.guildId === guildId ? { ...state, guilds, guildId: null, channelId: null } : { ...state, guilds };
}

function dispatched(state: State, { t, d }: Dispatch, now: number): State {
  const guildId = (d as { guild_id?: string } | null)?.guild_id;
  switch (t) {
    case "READY":
      return { ...state, me: (d as Ready).user, guilds: new Map(), histories: new Map(), typing: new Map() };
    case "GUILD_CREATE":
      return opened(state, d as Guild);
    case "GUILD_UPDATE":
      return withGuild(state, (d as Guild).id, (guild) => ({ ...guild, name: (d as Guild).name }));
    case "GUILD_DELETE":
      return (d as Guild).unavailable ? state : left(state, (d as Guild).id);
    case "CHANNEL_CREATE":
    case "CHANNEL_UPDATE":
      return withGuild(state, guildId, (guild) => ({ ...guild, channels: put(guild.channels, (d as Channel).id, d as Channel) }));
    case "CHANNEL_DELETE":
      return withGuild(state, guildId, (guild) => ({ ...guild, channels: without(guild.channels, (d as Channel).id) }));
    case "GUILD_ROLE_CREATE":
    case "GUILD_ROLE_UPDATE": {
      const role = (d as { role: Role }).role;
      return withGuild(state, guildId, (guild) => ({ ...guild, roles: put(guild.roles, role.id, role) }));
    }
    case "GUILD_ROLE_DELETE":
      return withGuild(state, guildId, (guild) => ({ ...guild, roles: without(guild.roles, (d as { role_id: string }).role_id) }));
    case "GUILD_MEMBER_ADD":
      return withGuild(state, guildId, (guild) => ({
        ...guild,
        memberCount: guild.memberCount + 1,
        members: put(guild.members, (d as Member).user.id, d as Member),
      }));
    case "GUILD_MEMBER_UPDATE":
      return withGuild(state, guildId, (guild) => ({ ...guild, members: put(guild.members, (d as Member).user.id, d as Member) }));
    case "GUILD_MEMBER_REMOVE":
      return withGuild(state, guildId, (guild) => ({
        ...guild,
        memberCount: guild.memberCount - 1,
        members: without(guild.members, (d as Member).user.id),
      }));
    case "PRESENCE_UPDATE":
      return withGuild(state, guildId, (guild) => ({
        ...guild,
        presences: put(guild.presences, (d as Presence).user.id, (d as Presence).status),
      }));
    case "VOICE_STATE_UPDATE": {
      const voice = d as VoiceState;
      return withGuild(state, guildId, (guild) => ({
        ...guild,
        voice: voice.channel_id ? put(guild.voice, voice.user_id, voice.channel_id) : without(guild.voice, voice.user_id),
      }));
    }
    case "TYPING_START":
      return typed(state, d as Parameters<typeof typed>[1], now);
    default:
      return messageDispatched(state, t, d);
  }
}

function messageDispatched(state: State, t: string, d: unknown): State {
  switch (t) {
    case "MESSAGE_CREATE":
      return created(state, d as Message);
    case "MESSAGE_UPDATE": {
      const message = d as Message;
      return withMessages(state, message.channel_id, (all) => all.map((old) => (old.id === message.id ? { ...old, ...message } : old)));
    }
    case "MESSAGE_DELETE": {
      const gone = d as { id: string; channel_id: string };
      return withMessages(state, gone.channel_id, (all) => all.filter((old) => old.id !== gone.id));
    }
    case "MESSAGE_DELETE_BULK": {
      const gone = d as { ids: string[]; channel_id: string };
      return withMessages(state, gone.channel_id, (all) => all.filter((old) => !gone.ids.includes(old.id)));
    }
    case "MESSAGE_REACTION_ADD":
      return reacted(state, d as ReactionEvent, 1);
    case "MESSAGE_REACTION_REMOVE":
      return reacted(state, d as ReactionEvent, -1);
    default:
      return state;
  }
}

interface ReactionEvent {
  channel_id: string;
  message_id: string;
  user_id: string;
  emoji: { id: string | null; name: string };
}

function reacted(state: State, event: ReactionEvent, change: 1 | -1): State {
  const same = (emoji: ReactionEvent["emoji"]): boolean => emoji.id === event.emoji.id && emoji.name === event.emoji.name;
  const mine = event.user_id === state.me?.id;
  return withMessages(state, event.channel_id, (all) =>
    all.map((message) => {
      if (message.id !== event.message_id) return message;
      const old = message.reactions ?? [];
      const known = old.some((reaction) => same(reaction.emoji)) ? old : [...old, { emoji: event.emoji, count: 0, me: false }];
      const reactions = known
        .map((r) => (same(r.emoji) ? { ...r, count: r.count + change, me: mine ? change > 0 : r.me } : r))
        .filter((r) => r.count > 0);
      return { ...message, reactions };
    }),
  );
}

function expired(state: State, now: number): State {
  let changed = false;
  const typing = new Map(state.typing);
  for (const [channelId, typers] of typing) {
    const live = new Map([...typers].filter(([, typer]) => typer.until > now));
    if (live.size !== typers.size) {
      changed = true;
      typing.set(channelId, live);
    }
  }
  return changed ? { ...state, typing } : state;
}

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "dispatch":
      return dispatched(state, action.event, action.now);
    case "connection":
      return { ...state, connection: action.connection };
    case "open": {
      const unread = new Set(state.unread);
      if (action.channelId) unread.delete(action.channelId);
      return { ...state, guildId: action.guildId, channelId: action.channelId, unread };
    }
    case "history": {
      const old = state.histories.get(action.channelId)?.messages ?? [];
      const complete = action.complete || (!action.older && (state.histories.get(action.channelId)?.complete ?? false));
      return { ...state, histories: put(state.histories, action.channelId, { messages: merge(old, action.page), complete }) };
    }
    case "sending":
      return withMessages(state, action.message.channel_id, (all) => [...all.filter((m) => m.id !== action.message.id), action.message]);
    case "sent":
      return withMessages(state, action.message.channel_id, (all) => merge(all, [{ ...action.message, nonce: action.nonce }]));
    case "failed":
      return withMessages(state, action.channelId, (all) =>
        all.map((message) => (message.id === `nonce:${action.nonce}` ? { ...message, sending: "failed" as const } : message)),
      );
    case "tick":
      return expired(state, action.now);
  }
}
