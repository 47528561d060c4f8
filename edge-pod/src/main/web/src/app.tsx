// The whole page: signed out, or a gateway session and what it shows.

import { useCallback, useEffect, useReducer, useState } from "preact/hooks";
import { Gateway } from "./gateway.js";
import { initial, reduce, type Action, type State } from "./state.js";
import { Chat } from "./view/chat.js";
import { SignIn } from "./view/sign-in.js";

const TOKEN = "guildhall.token";
const TICK_MS = 1_000;

function useGateway(token: string | null, onRefused: () => void): [State, (action: Action) => void] {
  const [state, act] = useReducer(reduce, initial);
  useEffect(() => {
    if (!token) return;
    const gateway = new Gateway(token, {
      dispatch: (event) => act({ type: "dispatch", event, now: Date.now() }),
      connection: (connection) => {
        act({ type: "connection", connection });
        if (connection === "refused") onRefused();
      },
    });
    gateway.start();
    const timer = window.setInterval(() => act({ type: "tick", now: Date.now() }), TICK_MS);
    return () => {
      window.clearInterval(timer);
      gateway.stop();
    };
  }, [token]);
  return [state, act];
}

export function App() {
  const [token, setToken] = useState(() => localStorage.getItem(TOKEN));
  const keep = useCallback((next: string | null) => {
    if (next) localStorage.setItem(TOKEN, next);
    else localStorage.removeItem(TOKEN);
    setToken(next);
  }, []);
  const [state, act] = useGateway(token, () => keep(null));
  if (!token) return <SignIn onSignedIn={keep} />;
  return <Chat token={token} state={state} act={act} onSignOut={() => keep(null)} />;
}
