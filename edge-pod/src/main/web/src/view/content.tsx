// A message's text: mentions, links, code, bold and italic. Everything becomes elements; nothing becomes HTML.

import type { ComponentChildren } from "preact";
import { displayName } from "../protocol.js";
import type { GuildState } from "../state.js";

const TOKEN = /```(?:\w+\n)?([\s\S]+?)```|`([^`\n]+)`|\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|<(@!?|@&|#)(\d+)>|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/g;

export function Content({ text, guild }: { text: string; guild: GuildState }) {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(element(match, guild));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return <>{parts}</>;
}

function element(match: RegExpExecArray, guild: GuildState): ComponentChildren {
  const [, block, code, bold, italic, kind, id, link] = match;
  if (block !== undefined) return <pre>{block}</pre>;
  if (code !== undefined) return <code>{code}</code>;
  if (bold !== undefined) return <strong>{bold}</strong>;
  if (italic !== undefined) return <em>{italic}</em>;
  if (link !== undefined) {
    return (
      <a href={link} target="_blank" rel="noopener noreferrer nofollow">
        {link}
      </a>
    );
  }
  return <span class="mention">{mention(kind ?? "", id ?? "", guild)}</span>;
}

function mention(kind: string, id: string, guild: GuildState): string {
  if (kind === "#") return `#${guild.channels.get(id)?.name ?? "unknown"}`;
  if (kind === "@&") return `@${guild.roles.get(id)?.name ?? "unknown"}`;
  const member = guild.members.get(id);
  return `@${member ? displayName(member.user, member.nick) : "unknown"}`;
}
