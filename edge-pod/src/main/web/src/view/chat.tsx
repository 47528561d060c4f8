// The signed-in page: guilds and channels on the left, messages in the middle, people on the right.

import { useEffect, useState } from "preact/hooks";
import { history, PAGE } from "../api.js";
import type { Action, State } from "../state.js";
import { Channels } from "./channels.js";
import { Composer } from "./composer.js";
import { Members } from "./members.js";
import { Messages } from "./messages.js";

interface Props {
  token: string;
  state: State;
  act: (action: Action) => void;
  onSignOut: () => void;
}

const BANNER: Partial<Record<State["connection"], string>> = {
  connecting: "Connecting…",
  lost: "Connection lost. Reconnecting…",
};

export function Chat({ token, state, act, onSignOut }: Props) {
  const guild = state.guildId ? state.guilds.get(state.guildId) : undefined;
  const channel = state.channelId ? guild?.channels.get(state.channelId) : undefined;
  const loaded = channel ? state.histories.get(channel.id) : undefined;
  const [problem, setProblem] = useState<string | null>(null);

  const fetchPage = async (channelId: string, before?: string): Promise<void> => {
    try {
      const page = await history(token, channelId, before);
      setProblem(null);
      act({ type: "history", channelId, page, complete: page.length < PAGE, older: before !== undefined });
    } catch (error) {
      setProblem(`Messages could not be loaded: ${(error as Error).message}`);
    }
  };

  useEffect(() => {
    if (channel && !loaded) void fetchPage(channel.id);
  }, [channel?.id, loaded === undefined]);

  useEffect(() => {
    document.title = channel ? `#${channel.name} · ${guild?.name ?? ""} · Guildhall` : "Guildhall";
  }, [channel?.name, guild?.name]);

  return (
    <div class="page">
      <p class="banner" role="status" hidden={!BANNER[state.connection]}>
        {BANNER[state.connection]}
      </p>
      <Channels state={state} act={act} onSignOut={onSignOut} />
      <main class="conversation" aria-label={channel ? `Channel ${channel.name}` : "Conversation"}>
        <header>
          <h1>{channel ? `# ${channel.name}` : "Guildhall"}</h1>
          {channel?.topic && <p class="topic">{channel.topic}</p>}
        </header>
        {problem && (
          <p role="alert" class="problem">
            {problem}
          </p>
        )}
        {guild && channel ? (
          <>
            <Messages
              key={channel.id}
              me={state.me}
              guild={guild}
              history={loaded}
              onOlder={(before) => fetchPage(channel.id, before)}
            />
            <Composer key={`composer-${channel.id}`} token={token} channel={channel} state={state} act={act} />
          </>
        ) : (
          <p class="empty">{state.connection === "ready" ? "Choose a channel to start." : ""}</p>
        )}
      </main>
      {guild && <Members guild={guild} />}
    </div>
  );
}
