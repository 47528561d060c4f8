import { displayName, type Member } from "../protocol.js";
import type { GuildState } from "../state.js";

const SHOWN = 200;

/** Who is online, and who is not. Long lists are cut. */
export function Members({ guild }: { guild: GuildState }) {
  const byName = [...guild.members.values()].sort((a, b) => displayName(a.user, a.nick).localeCompare(displayName(b.user, b.nick)));
  const status = (member: Member) => guild.presences.get(member.user.id) ?? "offline";
  const online = byName.filter((member) => status(member) !== "offline");
  const offline = byName.filter((member) => status(member) === "offline");
  const list = (title: string, members: Member[]) => (
    <section aria-label={title}>
      <h2>
        {title} — {members.length}
      </h2>
      <ul>
        {members.slice(0, SHOWN).map((member) => (
          <li key={member.user.id} class={`member ${status(member)}`}>
            <span class="dot" aria-hidden="true" />
            <span>{displayName(member.user, member.nick)}</span>
            {member.user.bot && <span class="tag">bot</span>}
            <span class="sr-only">, {status(member)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
  return (
    <aside class="members" aria-label="Members">
      {list("Online", online)}
      {list("Offline", offline)}
    </aside>
  );
}
