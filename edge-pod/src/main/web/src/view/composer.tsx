// Writing: sends with a nonce, so that trying again never doubles a message, and says that one is typing.

import { useEffect, useRef, useState } from "preact/hooks";
import { send, typing } from "../api.js";
import type { Channel } from "../protocol.js";
import type { Action, Shown, State } from "../state.js";

const TYPING_EVERY_MS = 8_000;
const MAX_LENGTH = 2_000;

interface Props {
  token: string;
  channel: Channel;
  state: State;
  act: (action: Action) => void;
}

const newNonce = (): string => `${Date.now()}${Math.floor(Math.random() * 1e9)}`.slice(0, 25);

export function Composer({ token, channel, state, act }: Props) {
  const [text, setText] = useState("");
  const lastTyping = useRef(0);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);

  const deliver = async (message: Shown, nonce: string): Promise<void> => {
    act({ type: "sending", message: { ...message, sending: "pending" } });
    try {
      act({ type: "sent", nonce, message: await send(token, channel.id, message.content, nonce) });
    } catch {
      act({ type: "failed", channelId: channel.id, nonce });
    }
  };

  const submit = (): void => {
    const content = text.trim();
    if (!content || !state.me) return;
    const nonce = newNonce();
    setText("");
    lastTyping.current = 0;
    const message: Shown = {
      id: `nonce:${nonce}`,
      channel_id: channel.id,
      author: state.me,
      content,
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      type: 0,
      nonce,
      mentions: [],
    };
    void deliver(message, nonce);
  };

  const typed = (value: string): void => {
    setText(value);
    const now = Date.now();
    if (value && state.connection === "ready" && now - lastTyping.current > TYPING_EVERY_MS) {
      lastTyping.current = now;
      typing(token, channel.id).catch(() => undefined); // nobody misses it
    }
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Typing channelId={channel.id} state={state} />
      <label class="sr-only" for="message">
        Message #{channel.name}
      </label>
      <textarea
        id="message"
        ref={box}
        rows={1}
        maxLength={MAX_LENGTH}
        placeholder={`Message #${channel.name}`}
        value={text}
        onInput={(event) => typed(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            submit();
          }
        }}
      />
      <button type="submit" disabled={!text.trim()}>
        Send
      </button>
    </form>
  );
}

function Typing({ channelId, state }: { channelId: string; state: State }) {
  const names = [...(state.typing.get(channelId)?.values() ?? [])].map((typer) => typer.name);
  const who = names.length > 3 ? "Several people are" : names.length > 1 ? `${names.join(", ")} are` : `${names[0] ?? ""} is`;
  return (
    <p class="typing" role="status">
      {names.length > 0 && `${who} typing…`}
    </p>
  );
}
