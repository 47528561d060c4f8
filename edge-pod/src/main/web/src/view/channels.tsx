import { ChannelType, displayName, type Channel } from "../protocol.js";
import { byPosition, isText, type Action, type GuildState, type State } from "../state.js";

interface Props {
  state: State;
  act: (action: Action) => void;
  onSignOut: () => void;
}

/** The guilds one is in, the open one's channels, and oneself. */
export function Channels({ state, act, onSignOut }: Props) {
  const guild = state.guildId ? state.guilds.get(state.guildId) : undefined;
  return (
    <nav class="sidebar" aria-label="Guilds and channels">
      <ul class="guilds" aria-label="Guilds">
        {[...state.guilds.values()].map((each) => (
          <li key={each.id}>
            <button
              type="button"
              class="guild"
              aria-current={each.id === state.guildId ? "true" : undefined}
              onClick={() => act({ type: "open", guildId: each.id, channelId: firstText(each)?.id ?? null })}
            >
              {each.name}
            </button>
          </li>
        ))}
      </ul>
      <div class="channels">{guild && <ChannelList guild={guild} state={state} act={act} />}</div>
      <div class="self">
        <span>{state.me && displayName(state.me)}</span>
        <button type="button" class="quiet" onClick={onSignOut}>
          Sign out
        </button>
      </div>
    </nav>
  );
}

const sorted = (guild: GuildState): Channel[] => [...guild.channels.values()].sort(byPosition);

const firstText = (guild: GuildState): Channel | undefined => sorted(guild).find(isText);

function ChannelList({ guild, state, act }: { guild: GuildState } & Pick<Props, "state" | "act">) {
  const all = sorted(guild);
  const categories = all.filter((channel) => channel.type === ChannelType.Category);
  const within = (parent: string | null): Channel[] =>
    all.filter((channel) => channel.type !== ChannelType.Category && (channel.parent_id ?? null) === parent);
  const rows = (channels: Channel[]) => channels.map((channel) => <Row key={channel.id} channel={channel} guild={guild} state={state} act={act} />);
  return (
    <>
      <ul aria-label={`Channels of ${guild.name}`}>{rows(within(null))}</ul>
      {categories.map((category) => (
        <section key={category.id} aria-labelledby={`category-${category.id}`}>
          <h2 id={`category-${category.id}`}>{category.name}</h2>
          <ul>{rows(within(category.id))}</ul>
        </section>
      ))}
    </>
  );
}

function Row({ channel, guild, state, act }: { channel: Channel; guild: GuildState } & Pick<Props, "state" | "act">) {
  if (!isText(channel)) return <VoiceRow channel={channel} guild={guild} />;
  const unread = state.unread.has(channel.id);
  return (
    <li>
      <button
        type="button"
        class={unread ? "channel unread" : "channel"}
        aria-current={channel.id === state.channelId ? "page" : undefined}
        onClick={() => act({ type: "open", guildId: guild.id, channelId: channel.id })}
      >
        <span aria-hidden="true">#</span> {channel.name}
        {unread && <span class="sr-only"> (unread messages)</span>}
      </button>
    </li>
  );
}

function VoiceRow({ channel, guild }: { channel: Channel; guild: GuildState }) {
  const present = [...guild.voice].filter(([, channelId]) => channelId === channel.id).map(([userId]) => guild.members.get(userId));
  return (
    <li class="voice">
      <span>
        <svg aria-hidden="true" viewBox="0 0 16 16" width="14" height="14" fill="none" stroke="currentColor" stroke-width="1.6">
          <path d="M2 6h3l4-3.500v11L5 10H2z" fill="currentColor" stroke="none" />
          <path d="M11 5.500a3.500 3.500 0 0 1 0 5M12.800 3.200a7 7 0 0 1 0 9.600" />
        </svg>{" "}
        {channel.name}
      </span>
      {present.length > 0 && (
        <ul aria-label={`In ${channel.name}`}>
          {present.map((member) => member && <li key={member.user.id}>{displayName(member.user, member.nick)}</li>)}
        </ul>
      )}
    </li>
  );
}
