import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { displayName, type User } from "../protocol.js";
import type { GuildState, History, Shown } from "../state.js";
import { Content } from "./content.js";

interface Props {
  me: User | null;
  guild: GuildState;
  history: History | undefined;
  onOlder: (before: string) => Promise<void>;
}

const GROUP_MS = 7 * 60_000;
const NEAR_BOTTOM_PX = 80;

/** A channel's messages, the newest at the bottom; stays there while the reader is there. */
export function Messages({ me, guild, history, onOlder }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const [loading, setLoading] = useState(false);
  const messages = history?.messages ?? [];
  const oldest = messages.find((message) => !message.sending)?.id;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && atBottom.current) element.scrollTop = element.scrollHeight;
  }, [messages]);

  useEffect(() => {
    const keep = () => {
      const element = scroller.current;
      if (element && atBottom.current) element.scrollTop = element.scrollHeight;
    };
    window.addEventListener("resize", keep);
    return () => window.removeEventListener("resize", keep);
  }, []);

  const older = async (): Promise<void> => {
    if (!oldest) return;
    const element = scroller.current;
    const fromBottom = element ? element.scrollHeight - element.scrollTop : 0;
    setLoading(true);
    await onOlder(oldest);
    setLoading(false);
    requestAnimationFrame(() => {
      if (element) element.scrollTop = element.scrollHeight - fromBottom;
    });
  };

  return (
    <div
      class="messages"
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label="Messages"
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        atBottom.current = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
      }}
    >
      {history && !history.complete && (
        <button type="button" class="quiet" disabled={loading} onClick={() => void older()}>
          {loading ? "Loading…" : "Show older messages"}
        </button>
      )}
      {history?.complete && <p class="beginning">This is where it begins.</p>}
      <div role="log" aria-live="polite" aria-relevant="additions">
        <ol>
          {messages.map((message, index) => (
            <Row key={message.nonce ? `n${message.author.id}${message.nonce}` : message.id} message={message} before={messages[index - 1]} guild={guild} me={me} />
          ))}
        </ol>
      </div>
    </div>
  );
}

const time = (iso: string): string => new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function nameColor(guild: GuildState, userId: string): string | undefined {
  const colored = guild.members
    .get(userId)
    ?.roles.map((id) => guild.roles.get(id))
    .filter((role) => role !== undefined && role.color !== 0)
    .sort((a, b) => (b?.position ?? 0) - (a?.position ?? 0))[0];
  return colored ? `#${colored.color.toString(16).padStart(6, "0")}` : undefined;
}

function Row({ message, before, guild, me }: { message: Shown; before: Shown | undefined; guild: GuildState; me: User | null }) {
  const grouped =
    before?.author.id === message.author.id &&
    !message.referenced_message &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUP_MS;
  const name = displayName(message.author, guild.members.get(message.author.id)?.nick ?? message.member?.nick);
  const mentionsMe = message.mentions.some((user) => user.id === me?.id);
  const classes = ["message", grouped && "grouped", mentionsMe && "mentioned", message.sending].filter(Boolean).join(" ");
  return (
    <li class={classes}>
      {message.referenced_message && (
        <p class="reply">
          <span class="sr-only">Reply to </span>
          <b>{displayName(message.referenced_message.author)}</b> {message.referenced_message.content.slice(0, 120)}
        </p>
      )}
      <p class={grouped ? "byline sr-only" : "byline"}>
        <NameMark color={nameColor(guild, message.author.id)} />
        <b class="author">{name}</b>
        {message.author.bot && <span class="tag">bot</span>}
        <time dateTime={message.timestamp} title={new Date(message.timestamp).toLocaleString()}>
          {time(message.timestamp)}
        </time>
      </p>
      <div class="content">
        <Content text={message.content} guild={guild} />
        {message.edited_timestamp && <small class="edited"> (edited)</small>}
        {message.sending === "pending" && <small class="edited"> (sending…)</small>}
        {message.sending === "failed" && <small class="problem"> (not sent)</small>}
      </div>
      {!!message.reactions?.length && (
        <ul class="reactions" aria-label="Reactions">
          {message.reactions.map((reaction) => (
            <li key={reaction.emoji.id ?? reaction.emoji.name} class={reaction.me ? "mine" : undefined}>
              {reaction.emoji.name} {reaction.count}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** The colour of the author's highest coloured role, as a mark: names themselves keep their contrast. */
function NameMark({ color }: { color: string | undefined }) {
  const mark = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => mark.current?.style.setProperty("--role", color ?? "transparent"), [color]);
  return color ? <span ref={mark} class="role" aria-hidden="true" /> : null;
}
