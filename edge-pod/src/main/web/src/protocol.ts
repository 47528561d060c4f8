// The parts of Discord's Gateway v10 and REST objects that the page reads. Ids are decimal strings.

export interface User {
  id: string;
  username: string;
  global_name: string | null;
  bot?: boolean;
}

export interface Member {
  user: User;
  nick?: string | null;
  roles: string[];
}

export interface Role {
  id: string;
  name: string;
  color: number;
  position: number;
}

export const ChannelType = { Text: 0, Voice: 2, Category: 4, Announcement: 5 } as const;

export interface Channel {
  id: string;
  type: number;
  name: string;
  position: number;
  parent_id?: string | null;
  topic?: string | null;
  last_message_id?: string | null;
  guild_id?: string;
}

export type Status = "online" | "idle" | "dnd" | "offline";

export interface Presence {
  user: { id: string };
  status: Status;
}

export interface VoiceState {
  user_id: string;
  channel_id: string | null;
  member?: Member;
}

export interface Guild {
  id: string;
  name: string;
  unavailable?: boolean;
  channels: Channel[];
  members: Member[];
  roles: Role[];
  presences: Presence[];
  voice_states: VoiceState[];
  member_count: number;
}

export interface Reaction {
  count: number;
  me: boolean;
  emoji: { id: string | null; name: string };
}

export interface Message {
  id: string;
  channel_id: string;
  guild_id?: string;
  author: User;
  member?: { nick?: string | null; roles: string[] };
  content: string;
  timestamp: string;
  edited_timestamp: string | null;
  type: number;
  nonce?: string | number;
  mentions: User[];
  reactions?: Reaction[];
  referenced_message?: Message | null;
}

export interface Ready {
  user: User;
  session_id: string;
  resume_gateway_url: string;
  guilds: { id: string; unavailable?: boolean }[];
}

/** A dispatch: op 0. `d` is what `t` says. */
export interface Dispatch {
  t: string;
  d: unknown;
}

export const displayName = (user: User, nick?: string | null): string => nick ?? user.global_name ?? user.username;
